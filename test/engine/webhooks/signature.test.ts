import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { challengeToEcho, isSignedBy } from '#engine/webhooks/signature.ts';

const SECRET = 'a secret of the app';
const BODY = Buffer.from('{"object":"page","entry":[{"name":"Caf\\u00e9"}]}', 'utf8');
const hex = (bytes: Uint8Array, algorithm = 'sha256'): string =>
  createHmac(algorithm, SECRET).update(bytes).digest('hex');

describe('the signature of a webhook', () => {
  test('is taken over the raw bytes, escapes and all', () => {
    expect(isSignedBy(SECRET, BODY, `sha256=${hex(BODY)}`)).toBe(true);
  });

  test('is what a public vector of the same scheme says it is', () => {
    // The example of GitHub's webhook documentation: same header form, same HMAC.
    const known = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(isSignedBy("It's a Secret to Everybody", Buffer.from('Hello, World!'), known)).toBe(true);
  });

  test.each([
    ['missing', undefined],
    ['SHA-1 only', `sha1=${hex(BODY, 'sha1')}`],
    ['SHA-1 under the name of SHA-256', `sha256=${hex(BODY, 'sha1')}`],
    ['a digit short', `sha256=${hex(BODY).slice(0, -1)}`],
    ['a digit long', `sha256=${hex(BODY)}0`],
    ['in upper case', `sha256=${hex(BODY).toUpperCase()}`],
    ['without its name', hex(BODY)],
    ['of a body that was written anew', `sha256=${hex(Buffer.from(JSON.stringify(JSON.parse(BODY.toString()))))}`],
    [
      'of a body with its escapes resolved',
      `sha256=${hex(Buffer.from('{"object":"page","entry":[{"name":"Café"}]}'))}`,
    ],
    ['of another secret', `sha256=${createHmac('sha256', 'other').update(BODY).digest('hex')}`],
  ])('is refused when it is %s', (_how, header) => {
    expect(isSignedBy(SECRET, BODY, header)).toBe(false);
  });
});

describe('the verification request', () => {
  const asked = { mode: 'subscribe', verifyToken: 'ours', challenge: '1158201444' };

  test('is answered with its challenge', () => {
    expect(challengeToEcho(asked, 'ours')).toBe('1158201444');
  });

  test.each([
    ['another word', { verifyToken: 'theirs' }],
    ['no word', { verifyToken: null }],
    ['another mode', { mode: 'unsubscribe' }],
    ['no challenge', { challenge: null }],
    ['a challenge that is no number', { challenge: '<script>' }],
  ])('is refused with %s', (_what, change) => {
    expect(challengeToEcho({ ...asked, ...change }, 'ours')).toBeNull();
  });

  test('is refused while no word is set', () => {
    expect(challengeToEcho({ ...asked, verifyToken: '' }, '')).toBeNull();
  });
});
