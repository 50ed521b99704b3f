import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { selectAll, type WritableDb } from '#engine/store/database.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import { DAY, HOUR } from '#shared/time/duration.ts';
import { proveWebhookOrder } from '#test/proof/webhook-order.ts';
import { openWebhookWorkspace } from '#test/support/webhook-workspace.ts';
import { ANNA, AT, bodyOf, inbound, optin, PAGE, TOKEN } from './bodies.ts';

const workspace = openWebhookWorkspace;
const windowOf = (db: WritableDb) =>
  selectAll(db, 'SELECT last_inbound_at_ms AS at, window_opened_by AS by FROM recipient ORDER BY id');

describe('a yes', () => {
  test('makes a permission with everything the event tells, and a line in the consent record', async () => {
    const { take, permissions, consent } = workspace();
    expect(await take(bodyOf(optin()))).toMatchObject({ taken: 1, known: 0 });
    expect(permissions()).toEqual([
      {
        token: TOKEN,
        scoped_id: ANNA,
        topic: 'Fresh bread',
        payload: 'bread',
        zone: 'Europe/Rome',
        opted_in_at_ms: AT,
        stopped_at_ms: null,
        expires_at_ms: 2_145_916_800_000,
        user_token_status: 'NOT_REFRESHED',
      },
    ]);
    expect(consent()).toEqual([{ scoped_id: ANNA, token: TOKEN, kind: 'optIn', at_ms: AT }]);
  });

  test('never opens the 24 h window', async () => {
    const { db, take } = workspace();
    await take(bodyOf(optin()));
    expect(windowOf(db)).toEqual([{ at: null, by: null }]);
  });

  test('in seconds means the same as in milliseconds', async () => {
    const { take, permissions } = workspace();
    await take(bodyOf(optin({ token_expiry_timestamp: 2_145_916_800 }, { timestamp: AT / 1_000 })));
    expect(permissions()).toMatchObject([{ opted_in_at_ms: AT, expires_at_ms: 2_145_916_800_000 }]);
  });

  test('renewed (REFRESHED) is a renewal of the same permission', async () => {
    const { take, permissions, consent } = workspace();
    await take(bodyOf(optin(), optin({ user_token_status: 'REFRESHED' }, { timestamp: AT + DAY })));
    expect(permissions()).toMatchObject([{ opted_in_at_ms: AT + DAY, user_token_status: 'REFRESHED' }]);
    expect(consent().map(({ kind }) => kind)).toEqual(['optIn', 'refresh']);
  });

  test.each([
    [
      'with a user_ref, of the checkbox plugin',
      { type: undefined, notification_messages_token: undefined, user_ref: 'u1', ref: 'r' },
    ],
    ['with a ref, of a plugin', { type: undefined, notification_messages_token: undefined, ref: 'r' }],
    [
      'of a one-time request',
      { type: 'one_time_notif_req', notification_messages_token: undefined, one_time_notif_token: '9' },
    ],
  ])('%s is never a permission', async (_what, change) => {
    const { take, permissions } = workspace();
    await take(bodyOf(optin(change)));
    expect(permissions()).toEqual([]);
  });
});

describe('a stop', () => {
  test.each(['STOP NOTIFICATIONS', 'STOP_NOTIFICATIONS', 'stop_notifications'])(
    'written "%s" stops',
    async (status) => {
      const { take, permissions } = workspace();
      await take(bodyOf(optin()));
      await take(bodyOf(optin({ notification_messages_status: status }, { timestamp: AT + HOUR })));
      expect(permissions()).toMatchObject([{ stopped_at_ms: AT + HOUR }]);
    },
  );

  test('is outdone by a later resume, and only by a later one', async () => {
    const { take, permissions } = workspace();
    const stop = optin({ notification_messages_status: 'STOP NOTIFICATIONS' }, { timestamp: AT + HOUR });
    const resume = (at: number) => optin({ notification_messages_status: 'RESUME_NOTIFICATIONS' }, { timestamp: at });
    await take(bodyOf(stop, resume(AT + HOUR)));
    expect(permissions()).toMatchObject([{ stopped_at_ms: AT + HOUR }]);
    await take(bodyOf(resume(AT + 2 * HOUR)));
    expect(permissions()).toMatchObject([{ stopped_at_ms: null }]);
  });
});

describe('what opens the window', () => {
  test.each([
    ['a message', { message: { mid: 'm_1', text: 'Ciao' } }, 'message'],
    ['a tap on a button', { postback: { mid: 'm_2', payload: 'x', title: 'X' } }, 'postback'],
    ['a reaction', { reaction: { mid: 'm_3', action: 'react', emoji: '❤' } }, 'reaction'],
  ])('%s', async (_what, item, by) => {
    const { db, take } = workspace();
    await take(bodyOf(inbound(item)));
    expect(windowOf(db)).toEqual([{ at: AT, by }]);
  });

  test.each([
    ['an echo of our own message', { message: { mid: 'm_1', text: 'Ciao', is_echo: true } }],
    ['a reaction taken back', { reaction: { mid: 'm_3', action: 'unreact' } }],
    ['a message in a group', { message: { mid: 'm_1', text: 'Ciao' }, thread: { id: 't_1' } }],
    ['a read receipt', { read: { watermark: AT } }],
  ])('is not %s', async (_what, item) => {
    const { db, take } = workspace();
    await take(bodyOf(inbound(item)));
    expect(windowOf(db).filter(({ at }) => at !== null)).toEqual([]);
  });

  test('an older message that comes late does not set it back', async () => {
    const { db, take } = workspace();
    await take(bodyOf(inbound({ message: { mid: 'm_2' } }, AT + HOUR), inbound({ message: { mid: 'm_1' } })));
    expect(windowOf(db)).toEqual([{ at: AT + HOUR, by: 'message' }]);
  });
});

describe('what is kept', () => {
  test('is never the text of a message', async () => {
    const { db, take } = workspace();
    await take(bodyOf(inbound({ message: { mid: 'm_1', text: 'my secret recipe' } })));
    const kept = JSON.stringify(selectAll(db, 'SELECT * FROM webhook_event'));
    expect(kept).toContain('m_1');
    expect(kept).not.toContain('recipe');
  });

  test('of a deleted message is nothing', async () => {
    const { db, take } = workspace();
    await take(bodyOf(inbound({ message: { mid: 'm_1', text: 'oops' } })));
    await take(bodyOf(inbound({ message: { mid: 'm_1', is_deleted: true } }, AT + HOUR)));
    expect(selectAll(db, `SELECT kind FROM webhook_event`)).toEqual([{ kind: 'deletion' }]);
  });

  test('tells the way a person came in', async () => {
    const { db, take } = workspace();
    await take(bodyOf(inbound({ referral: { ref: 'poster', source: 'SHORTLINK', type: 'OPEN_THREAD' } })));
    expect(selectAll(db, `SELECT kind, body_json ->> 'ref' AS ref FROM webhook_event`)).toEqual([
      { kind: 'referral', ref: 'poster' },
    ]);
  });

  test('the same body a hundred times is one change', async () => {
    const { take, consent } = workspace();
    const body = bodyOf(optin(), inbound({ message: { mid: 'm_1' } }));
    await take(body);
    for (let again = 0; again < 99; again += 1) expect(await take(body)).toMatchObject({ taken: 0, known: 2 });
    expect(consent()).toHaveLength(1);
  });

  test('events of Pages that are not connected here are left aside', async () => {
    const { take, permissions } = workspace();
    expect(await take({ object: 'page', entry: [{ id: '999', time: AT, messaging: [optin()] }] })).toMatchObject({
      taken: 0,
      ofOthers: 1,
    });
    expect(permissions()).toEqual([]);
  });
});

test('120 shuffles of one history, some events told twice, give the same permissions and the same consent', async () => {
  const { shuffles, permissions, different } = await proveWebhookOrder({ shuffles: 120, seed: 11 });
  expect({ shuffles, different }).toEqual({ shuffles: 120, different: [] });
  expect(permissions).toBeGreaterThan(3);
});

const CORPUS = join(import.meta.dirname, '../../../../shared/corpora/json-test-suite/test_parsing');

describe('bodies that are none', () => {
  test.each([
    '',
    '{',
    'null',
    '[]',
    '"page"',
    '{"object":1}',
    '{"object":"page","entry":7}',
    '{"object":"page","entry":[null,[],{"messaging":5}]}',
  ])('%s never crashes the reader', (text) => {
    expect(() => readHappenings(parseJsonText(text))).not.toThrow();
  });

  test('of JSONTestSuite never crash the reader, alone or in the place of an event', () => {
    if (!existsSync(CORPUS)) {
      console.info('JSONTestSuite is not on this computer; the small list above was read instead.');
      return;
    }
    const files = readdirSync(CORPUS);
    expect(files.length).toBeGreaterThan(250);
    for (const file of files) {
      const value = parseJsonText(readFileSync(join(CORPUS, file), 'utf8'));
      expect(() => readHappenings(value)).not.toThrow();
      const inPlace = { object: 'page', entry: [{ id: PAGE, messaging: [value, { optin: value, sender: value }] }] };
      expect(() => readHappenings(inPlace)).not.toThrow();
    }
  });
});
