import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { TakenWebhook } from '#engine/store/operations/webhooks-take.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { emptyWorkspace, insertAccountRow } from '#test/support/workspace-rows.ts';
import { ANNA, AT, bodyOf, inbound, optin, PAGE, TOKEN } from './bodies.ts';

const RULE_PACKS = loadRulePacks();
const RECEIVED = epochMs(AT + MINUTE);

function workspace(): { readonly db: WritableDb; readonly take: (body: unknown) => Promise<TakenWebhook> } {
  const db = emptyWorkspace();
  insertAccountRow(db, { page_id: PAGE, page_zone: 'Europe/Rome', rule_pack: 'seed' });
  const store = openInlineStore(db);
  const take = (body: unknown): Promise<TakenWebhook> => {
    // Through the bytes, as a real one comes.
    const read = readHappenings(parseJsonText(JSON.stringify(body)));
    if (read === null) throw new Error('No webhook body.');
    return store.write('webhook.take', {
      happenings: read.happenings,
      receivedAt: RECEIVED,
      rulePacks: RULE_PACKS,
      accounts: 'all',
    });
  };
  return { db, take };
}

const tokens = (db: WritableDb) =>
  selectAll(
    db,
    `SELECT t.token, r.scoped_id, t.topic, t.payload, t.zone, t.opted_in_at_ms, t.stopped_at_ms, t.expires_at_ms, t.user_token_status
     FROM notification_token t JOIN recipient r ON r.id = t.recipient_id ORDER BY t.token`,
  );
const consent = (db: WritableDb) =>
  selectAll(
    db,
    `SELECT r.scoped_id, t.token, c.kind, c.at_ms FROM consent_event c JOIN recipient r ON r.id = c.recipient_id
     JOIN notification_token t ON t.id = c.token_id ORDER BY 1, 2, 4, 3`,
  );
const windowOf = (db: WritableDb) =>
  selectAll(db, 'SELECT last_inbound_at_ms AS at, window_opened_by AS by FROM recipient ORDER BY id');

describe('a yes', () => {
  test('makes a permission with everything the event tells, and a line in the consent record', async () => {
    const { db, take } = workspace();
    expect(await take(bodyOf(optin()))).toMatchObject({ taken: 1, known: 0 });
    expect(tokens(db)).toEqual([
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
    expect(consent(db)).toEqual([{ scoped_id: ANNA, token: TOKEN, kind: 'optIn', at_ms: AT }]);
  });

  test('never opens the 24 h window', async () => {
    const { db, take } = workspace();
    await take(bodyOf(optin()));
    expect(windowOf(db)).toEqual([{ at: null, by: null }]);
  });

  test('in seconds means the same as in milliseconds', async () => {
    const { db, take } = workspace();
    await take(bodyOf(optin({ token_expiry_timestamp: 2_145_916_800 }, { timestamp: AT / 1_000 })));
    expect(tokens(db)).toMatchObject([{ opted_in_at_ms: AT, expires_at_ms: 2_145_916_800_000 }]);
  });

  test('renewed (REFRESHED) is a renewal of the same permission', async () => {
    const { db, take } = workspace();
    await take(bodyOf(optin(), optin({ user_token_status: 'REFRESHED' }, { timestamp: AT + DAY })));
    expect(tokens(db)).toMatchObject([{ opted_in_at_ms: AT + DAY, user_token_status: 'REFRESHED' }]);
    expect(consent(db).map(({ kind }) => kind)).toEqual(['optIn', 'refresh']);
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
    const { db, take } = workspace();
    await take(bodyOf(optin(change)));
    expect(tokens(db)).toEqual([]);
  });
});

describe('a stop', () => {
  test.each(['STOP NOTIFICATIONS', 'STOP_NOTIFICATIONS', 'stop_notifications'])(
    'written "%s" stops',
    async (status) => {
      const { db, take } = workspace();
      await take(bodyOf(optin()));
      await take(bodyOf(optin({ notification_messages_status: status }, { timestamp: AT + HOUR })));
      expect(tokens(db)).toMatchObject([{ stopped_at_ms: AT + HOUR }]);
    },
  );

  test('is outdone by a later resume, and only by a later one', async () => {
    const { db, take } = workspace();
    const stop = optin({ notification_messages_status: 'STOP NOTIFICATIONS' }, { timestamp: AT + HOUR });
    const resume = (at: number) => optin({ notification_messages_status: 'RESUME_NOTIFICATIONS' }, { timestamp: at });
    await take(bodyOf(stop, resume(AT + HOUR)));
    expect(tokens(db)).toMatchObject([{ stopped_at_ms: AT + HOUR }]);
    await take(bodyOf(resume(AT + 2 * HOUR)));
    expect(tokens(db)).toMatchObject([{ stopped_at_ms: null }]);
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
    const { db, take } = workspace();
    const body = bodyOf(optin(), inbound({ message: { mid: 'm_1' } }));
    await take(body);
    for (let again = 0; again < 99; again += 1) expect(await take(body)).toMatchObject({ taken: 0, known: 2 });
    expect(consent(db)).toHaveLength(1);
  });

  test('events of Pages that are not connected here are left aside', async () => {
    const { db, take } = workspace();
    expect(await take({ object: 'page', entry: [{ id: '999', time: AT, messaging: [optin()] }] })).toMatchObject({
      taken: 0,
      ofOthers: 1,
    });
    expect(tokens(db)).toEqual([]);
  });
});

const anEvent = fc.record({
  person: fc.integer({ min: 0, max: 2 }),
  token: fc.integer({ min: 0, max: 1 }),
  at: fc.integer({ min: 0, max: 6 }),
  status: fc.constantFrom(undefined, undefined, 'STOP NOTIFICATIONS', 'RESUME_NOTIFICATIONS'),
  refreshed: fc.boolean(),
  zone: fc.constantFrom(undefined, 'Europe/Rome', 'Asia/Tokyo'),
  title: fc.constantFrom(undefined, 'Bread', 'Cakes'),
});
type AnEvent = typeof anEvent extends fc.Arbitrary<infer Value> ? Value : never;

function itemOf({ person, token, at, status, refreshed, zone, title }: AnEvent): object {
  const fields = {
    notification_messages_token: `90071992547409${person}${token}7`,
    notification_messages_timezone: zone,
    title,
    user_token_status: refreshed ? 'REFRESHED' : 'NOT_REFRESHED',
    notification_messages_status: status,
  };
  return optin(fields, { sender: { id: `77000000000000${person}` }, timestamp: AT + at * HOUR });
}

describe('10,000 replays and shuffles of one history', () => {
  test('give the same permissions and the same consent', async () => {
    // The same kind at the same instant for the same permission is the same event (RELIABILITY S-54).
    const selector = ({ person, token, at, status, refreshed }: AnEvent) =>
      [person, token, at, status ?? refreshed].join(' ');
    const events = fc.uniqueArray(anEvent, { minLength: 25, maxLength: 25, selector });
    const [history] = fc.sample(events, { numRuns: 1, seed: 7 });
    if (history === undefined) throw new Error('No history was drawn.');
    const straight = workspace();
    for (const event of history) await straight.take(bodyOf(itemOf(event)));
    const expected = { tokens: tokens(straight.db), consent: consent(straight.db) };
    expect(expected.tokens.length).toBeGreaterThan(3);
    // 400 shuffles of the 25 events, each told again at random: 10,000 events and more.
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...history, ...history.slice(0, 10)], { minLength: history.length + 10 }),
        fc.integer({ min: 1, max: 6 }),
        async (shuffled, batch) => {
          const { db, take } = workspace();
          for (let from = 0; from < shuffled.length; from += batch) {
            await take(bodyOf(...shuffled.slice(from, from + batch).map(itemOf)));
          }
          expect({ tokens: tokens(db), consent: consent(db) }).toEqual(expected);
          db.close();
        },
      ),
      { numRuns: 400, seed: 11 },
    );
  });
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
