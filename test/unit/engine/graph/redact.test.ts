import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText, redactValue, showToken } from '#engine/graph/redact.ts';

const CANARY = `EAAM${'cAnaRy0123'.repeat(12)}`;
const TOKEN = '6177341647910041736';

describe('the redactor', () => {
  it.each([
    ['bare', CANARY],
    ['in a header', `Authorization: Bearer ${CANARY}`],
    ['in a URL', `https://graph.facebook.com/v25.0/1?access_token=${CANARY}&limit=1`],
    ['encoded in a URL', `https%3A%2F%2Fx%3Faccess_token%3D${CANARY}`],
    ['in JSON', JSON.stringify({ access_token: CANARY, a: 1 })],
    ['in JSON inside JSON', JSON.stringify({ body: JSON.stringify({ access_token: CANARY }) })],
    ['in paging.next', JSON.stringify({ paging: { next: `https://x/?access_token=${CANARY}` } })],
    ['as input_token in a form', `method=get&input_token=${CANARY}`],
    ['cut short', CANARY.slice(0, 20)],
    ['of an app', `access_token=1234567890|aBcDeFgHiJkLmNoPqRs-${CANARY.slice(4)}`],
  ])('hides an access token %s', (_where, text) => {
    expect(redactText(text)).not.toMatch(/cAnaRy/);
  });

  it('hides an appsecret_proof, an app secret and a token of Instagram Login', () => {
    expect(redactText(`appsecret_proof=${'ab12'.repeat(16)}&x=1`)).toBe('appsecret_proof=[hidden]&x=1');
    expect(redactText('"client_secret": "0123456789abcdef"')).toBe('"client_secret": "[hidden]"');
    expect(redactText(`x IGQVJcanary_${'a'.repeat(30)} y`)).toBe('x [hidden] y');
  });

  it('hides a known secret literally, whatever it looks like and encoded too', () => {
    const secret = 'plain+words/with=signs';
    expect(redactText(`a ${secret} b ${encodeURIComponent(secret)} c`, [secret])).toBe('a [hidden] b [hidden] c');
  });

  it('shows the first four and last four characters of a notification token', () => {
    expect(showToken(TOKEN)).toBe('6177…1736');
    expect(showToken('12345678')).toBe('…');
    expect(redactText(`{"notification_messages_token":"${TOKEN}"}`)).toBe(
      '{"notification_messages_token":"6177…1736"}',
    );
    expect(redactText(`GET /v25.0/notification_messages_${TOKEN}?x`)).toBe(
      'GET /v25.0/notification_messages_6177…1736?x',
    );
    expect(redactValue({ token: TOKEN })).toEqual({ token: '6177…1736' });
  });

  it('leaves ordinary words, ids and sentences alone', () => {
    const text = 'Account a1 (Bar Sport) sent 300 of 500; next at 2026-11-27T09:00:00.000Z, bearer of news, EAA.';
    expect(redactText(text)).toBe(text);
  });

  it('goes through objects, lists and errors with their causes, and leaves the original alone', () => {
    const facts = {
      authorization: 'anything',
      list: [{ deep: CANARY }],
      [CANARY]: 1,
      error: new Error(`failed ${CANARY}`, { cause: new Error(CANARY) }),
      count: 3,
      big: 10n,
    };
    const shown = JSON.stringify(redactValue(facts));
    expect(shown).not.toMatch(/cAnaRy|anything/);
    expect(shown).toContain('"count":3');
    expect(facts.list[0]?.deep).toBe(CANARY);
  });

  it('ends on a value that contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop['again'] = loop;
    expect(JSON.stringify(redactValue(loop))).toContain('…');
  });

  it('lets no known secret through, in any text around it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('', ' ', '"', '&access_token=', '\\"', '%22'),
        (a, b, glue) => {
          expect(redactText(a + glue + CANARY + glue + b, [CANARY])).not.toContain(CANARY);
          expect(redactText(`${a}${glue} ${CANARY} ${glue}${b}`)).not.toContain(CANARY);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
