import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { containing, sundial } from './support.ts';

const CARD = {
  name: 'Bread',
  followUps: ['Welcome!'],
  card: { title: 'Fresh bread every Friday', imageUrl: 'https://bakery.example/bread.png', payload: 'bread' },
};

function cardFile(folder: string, card: unknown = CARD): string {
  const path = join(folder, 'card.json');
  writeFileSync(path, JSON.stringify(card));
  return path;
}

async function practiceWorkspace(): Promise<string> {
  const folder = temporaryFolder();
  expect(await sundial(folder, ['account', 'add', '--practice'])).toMatchObject({ code: 0 });
  return folder;
}

describe('optin preview', () => {
  test('shows the very bytes a card sends, and that nothing is known against it', async () => {
    const folder = await practiceWorkspace();
    const { code, out } = await sundial(folder, ['optin', 'preview', cardFile(folder)]);
    expect(code).toBe(0);
    expect(out).toContain('{"attachment":{"type":"template","payload":{"template_type":"notification_messages"');
    expect(out).toContain('Nothing is known against it.');
  });

  test('says what Meta would refuse and what is worth a look', async () => {
    const folder = await practiceWorkspace();
    const file = cardFile(folder, { ...CARD, card: { title: 'x'.repeat(66), payload: 'bread' } });
    const { out } = await sundial(folder, ['optin', 'preview', file]);
    expect(out).toContain('at most 65 are allowed');
    expect(out).toContain('it has no picture');
  });

  test('of a file that is no card names the field', async () => {
    const folder = await practiceWorkspace();
    const said = await sundial(folder, ['optin', 'preview', cardFile(folder, { card: { title: 7, payload: 'x' } })]);
    expect(said).toMatchObject({ code: 1, error: containing('"card.title"') });
  });
});

describe('asking from the terminal', () => {
  test('says of everybody why not, keeps the ledger, and sends nothing to who has not written', async () => {
    const folder = await practiceWorkspace();
    await sundial(folder, ['tokens', 'sync']);
    const { rows } = await sundial(folder, ['tokens', 'list', '--limit', '1', '--json']);
    const person = String(rows[0]?.['recipient']);
    const sent = await sundial(folder, ['optin', 'send', cardFile(folder), '--person', person, '--json']);
    expect(JSON.parse(sent.out)).toMatchObject({ planned: 0, not: [{ reason: 'noMessageYet', needsMessage: true }] });
    expect(await sundial(folder, ['optin', 'ledger'])).toMatchObject({
      code: 0,
      out: containing('Nobody was asked yet.'),
    });
    expect(await sundial(folder, ['optin', 'status'])).toMatchObject({
      code: 0,
      out: containing('Nobody has written'),
    });
  });

  test('needs to be told whom to ask', async () => {
    const folder = await practiceWorkspace();
    expect(await sundial(folder, ['optin', 'send', cardFile(folder)])).toMatchObject({
      code: 2,
      error: containing('--all'),
    });
  });
});

describe('webhook verify', () => {
  const BODY = '{"object":"page","entry":[]}';

  test.each([
    ["the app's own signature", 'secret', 0],
    ['another signature', 'other', 1],
  ])('tells %s', async (_what, secret, code) => {
    const folder = temporaryFolder();
    const path = join(folder, 'body.json');
    writeFileSync(path, BODY);
    const signature = `sha256=${createHmac('sha256', secret).update(BODY).digest('hex')}`;
    const words = ['webhook', 'verify', path, '--signature', signature, '--app-secret-stdin'];
    expect(await sundial(folder, words, { input: 'secret\n' })).toMatchObject({ code });
  });
});
