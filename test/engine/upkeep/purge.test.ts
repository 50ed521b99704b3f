import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import { appendConsent } from '#engine/store/consent-chain.ts';
import { selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { Purged } from '#engine/store/operations/retention.ts';
import { countDifferences, danglingRows } from '#engine/store/operations/upkeep.ts';
import { ensureIds } from '#engine/store/suppression-hash.ts';
import { purgeDaily } from '#engine/upkeep/purge.ts';
import { DAY } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';

const START = epochMs(Date.UTC(2026, 0, 1, 12));

interface World {
  readonly db: WritableDb;
  readonly parts: EngineParts;
  readonly clock: FakeClock;
  readonly folder: string;
  readonly account: number;
  /** Purges as upkeep does on a day. */
  readonly purge: () => Promise<Purged | null>;
  readonly count: (table: string, where?: string) => number;
}

function world(): World {
  const db = emptyWorkspace();
  ensureIds(db, { databaseId: 'd', salt: 's' });
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'logs'));
  const clock = createFakeClock(START);
  const parts = { store: openInlineStore(db), folder, ports: { clock } } as unknown as EngineParts; // what the purge uses of it
  const count = (table: string, where = 'TRUE'): number =>
    Number(selectOne(db, `SELECT count(*) AS n FROM ${table} WHERE ${where}`)?.['n']);
  const purge = (): Promise<Purged | null> => purgeDaily(parts, new AbortController().signal);
  return { db, parts, clock, folder, account: insertAccountRow(db), purge, count };
}

/** The clock goes on by days, with the daily look. */
async function days(w: World, many: number): Promise<void> {
  for (let day = 0; day < many; day += 1) {
    await w.clock.advance(DAY);
    await w.purge();
  }
}

/** A finished campaign of now with a sent message to each person and one that was skipped. */
function finished(w: World, people: readonly { recipient: number; token: number }[], columns = {}): number {
  const now = w.clock.now();
  const campaign = insertCampaignRow(w.db, w.account, {
    state: 'finished',
    launched_at_ms: now,
    message_json: '{"text":"Secret soup today"}',
    ...columns,
  });
  const slot = insertRow(w.db, 'slot', { campaign_id: campaign, due_at_ms: now, last_at_ms: now });
  const ids = people.map((person, index) => {
    const state = index === 0 ? 'skipped' : 'sent';
    const of = { account: w.account, campaign, ...person };
    const id = insertDeliveryRow(w.db, of, state, { finalized_at_ms: now, slot_id: slot, attempts: 1 });
    insertRow(w.db, 'attempt', {
      delivery_id: id,
      number: 1,
      started_at_ms: now,
      deadline_at_ms: now,
      finished_at_ms: now,
      outcome: state === 'sent' ? 'accepted' : 'badRequest',
      text: state === 'sent' ? null : 'the platform said so',
    });
    insertRow(w.db, 'read_back', { delivery_id: id, attempt: 1, at_ms: now, verdict: 'noAnswer' });
    return id;
  });
  w.db
    .prepare('UPDATE campaign SET first_delivery_id = ?, last_delivery_id = ? WHERE id = ?')
    .run(ids[0], ids.at(-1), campaign);
  return campaign;
}

function event(w: World, columns: Readonly<Record<string, number | string>> = {}): void {
  const at = w.clock.now();
  const key = `k${w.count('webhook_event')}-${at}`;
  const row = { account_id: w.account, key, kind: 'message', at_ms: at, received_at_ms: at, body_json: '{"mid":"m"}' };
  insertRow(w.db, 'webhook_event', { ...row, ...columns });
}

describe('what was kept long enough', () => {
  test('is gone after 400 days of messages every day, and nothing younger is', async () => {
    const w = world();
    const people = [1, 2, 3].map((n) => insertPersonRows(w.db, w.account, n));
    for (const { token } of people) insertRow(w.db, 'token_ledger', { token_id: token, last_accepted_at_ms: START });
    await w.purge();
    let oldest = 0;
    for (let day = 1; day <= 500; day += 1) {
      await w.clock.advance(DAY);
      const campaign = finished(w, people);
      if (day === 1) oldest = campaign;
      event(w);
      const line = JSON.stringify({ level: 30, time: new Date(w.clock.now()).toISOString(), event: 'a line' });
      appendFileSync(join(w.folder, 'logs', 'sundial.log'), `${line}\n`);
      await w.purge();
    }
    const now = w.clock.now();
    const since = (table: string, column: string): number =>
      (now - Number(selectOne(w.db, `SELECT min(${column}) AS at FROM ${table}`)?.['at'])) / DAY;
    expect(since('delivery', 'finalized_at_ms')).toBe(397);
    expect(w.count('delivery')).toBe(398 * 3);
    expect(since('attempt', 'started_at_ms')).toBe(397);
    expect(since(`attempt WHERE text IS NOT NULL`, 'started_at_ms')).toBe(30);
    expect(since('read_back', 'at_ms')).toBe(30);
    expect(since('webhook_event', 'received_at_ms')).toBe(30);
    const lines = readFileSync(join(w.folder, 'logs', 'sundial.log'), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(15);
    // The campaigns stay, with their counts and without their texts.
    expect(w.count('campaign')).toBe(500);
    expect(w.count('campaign', `message_json LIKE '%soup%'`)).toBe(398);
    expect(w.count('slot')).toBe(398);
    const counts = await w.parts.store.read('campaign.status', { id: oldest as never });
    expect(counts).toMatchObject({ state: 'finished', planned: 3, sent: 2, skipped: 1 });
    expect(countDifferences(w.db, null)).toEqual([]);
    expect(danglingRows(w.db, null)).toEqual([]);
    // What keeps a message from going out twice is as it was.
    expect(w.count('token_ledger')).toBe(3);
    expect(w.count('notification_token')).toBe(3);
    const purges = selectAll(w.db, `SELECT detail_json FROM audit_event WHERE action = 'data.purge'`);
    const total = purges.map((row) => JSON.parse(String(row['detail_json'])) as Purged); // as noted
    expect(total.reduce((sum, { messages }) => sum + messages, 0)).toBe(102 * 3);
    expect(total.reduce((sum, { campaigns }) => sum + campaigns, 0)).toBe(102);
  });

  test('goes in steps, so that thousands of messages hold nobody up', async () => {
    const w = world();
    const people = Array.from({ length: 1_203 }, (_, n) => insertPersonRows(w.db, w.account, n));
    const old = finished(w, people);
    const newest = finished(w, people.slice(0, 1));
    await w.purge();
    let steps = 0;
    const { store } = w.parts;
    const counting = {
      ...store,
      write: ((...args: Parameters<typeof store.write>) => {
        if (args[0] === 'retention.removeOfCampaign') steps += 1;
        return store.write(...args);
      }) as typeof store.write,
    };
    await days(w, 397);
    await w.clock.advance(DAY);
    const purged = await purgeDaily({ ...w.parts, store: counting }, new AbortController().signal);
    expect(purged).toMatchObject({ campaigns: 2, messages: 1_203 });
    // Three of the first, and one of the other, whose one message is the newest of all.
    expect(steps).toBe(4);
    expect(w.count('delivery')).toBe(1);
    expect(w.count('campaign', 'rows_removed_at_ms IS NOT NULL')).toBe(2);
    expect(await store.read('outcome.range', { campaignId: old as never })).toBeNull();
    expect(await store.read('campaign.status', { id: newest as never })).toMatchObject({ planned: 1 });
    await days(w, 3);
    expect(w.count('delivery')).toBe(1);
  });

  test('is kept as long as a person chose, and for ever where they chose that', async () => {
    const w = world();
    const people = [1, 2].map((n) => insertPersonRows(w.db, w.account, n));
    finished(w, people);
    finished(w, people);
    const choose = (terms: object): Promise<void> =>
      w.parts.store.write('setting.write', { key: 'screen.retention', value: JSON.stringify(terms) });
    await choose({ messages: null, answers: null, logs: null, deadPermissions: null });
    await days(w, 500);
    expect([w.count('delivery'), w.count('read_back')]).toEqual([4, 4]);
    await choose({ messages: null, answers: 7, logs: null, deadPermissions: null });
    await days(w, 1);
    expect([w.count('delivery'), w.count('read_back')]).toEqual([4, 0]);
    await choose({ messages: 90, answers: 7, logs: 14, deadPermissions: 90 });
    await days(w, 1);
    expect(w.count('delivery')).toBe(1);
  });

  test('stays while a message is open or undecided, with its evidence', async () => {
    const w = world();
    const people = [1, 2].map((n) => insertPersonRows(w.db, w.account, n, { stopped_at_ms: START }));
    const campaign = finished(w, people);
    finished(w, people.slice(0, 1));
    // A final message never opens again; here it stands for one that was never decided.
    w.db.exec('DROP TRIGGER delivery_transition');
    w.db.exec(
      `UPDATE delivery SET state = 'uncertain', reason = 'late', finalized_at_ms = NULL WHERE campaign_id = ${campaign} AND state = 'sent'`,
    );
    await days(w, 500);
    expect(w.count('delivery', `campaign_id = ${campaign}`)).toBe(2);
    expect(w.count('read_back')).toBe(1);
    expect(w.count('notification_token')).toBe(2);
  });

  test('is not touched by a clock that leapt by years, nor while the clock is off', async () => {
    const w = world();
    const people = [1, 2].map((n) => insertPersonRows(w.db, w.account, n));
    finished(w, people);
    await days(w, 2);
    w.clock.setWall((w.clock.now() + 3_000 * DAY) as EpochMs);
    expect(await w.purge()).toBeNull();
    await w.parts.store.write('account.stop', {
      id: w.account as never,
      reason: 'clockSkew',
      detail: null,
      at: w.clock.now(),
      until: null,
    });
    await days(w, 2);
    expect(w.count('delivery')).toBe(2);
    w.clock.setWall((w.clock.now() - 3_000 * DAY) as EpochMs);
    await w.parts.store.write('account.activate', { id: w.account as never, seen: null });
    await days(w, 10);
    expect(w.count('delivery')).toBe(2);
  });

  test('is looked at once a day', async () => {
    const w = world();
    await w.purge();
    await w.clock.advance(DAY);
    expect(await w.purge()).not.toBeNull();
    expect(await w.purge()).toBeNull();
  });
});

describe('cards and tests', () => {
  test('go with their texts after their time, and count for all limits until then', async () => {
    const w = world();
    const [person] = [1].map((n) => insertPersonRows(w.db, w.account, n));
    const recipient = person?.recipient ?? 0;
    const single = { account_id: w.account, recipient_id: recipient, state: 'sent', finalized_at_ms: START };
    const asked = insertRow(w.db, 'delivery', { kind: 'optin', ...single });
    insertRow(w.db, 'opt_in_request', {
      delivery_id: asked,
      account_id: w.account,
      recipient_id: recipient,
      titles_json: '[]',
      message_json: '{"text":"May we write?"}',
      follow_ups_json: '[]',
      asked_at_ms: START,
    });
    finished(w, person === undefined ? [] : [person]);
    await w.purge();
    await days(w, 396);
    expect(w.count('opt_in_request')).toBe(1);
    await days(w, 2);
    expect([w.count('opt_in_request'), w.count('delivery', `kind = 'optin'`)]).toEqual([0, 0]);
  });
});

describe('a permission that is dead', () => {
  test('goes after 90 days, and a list as old as its stop finds it stopped', async () => {
    const w = world();
    const [stopped, expired, alive] = [1, 2, 3].map((n) =>
      insertPersonRows(
        w.db,
        w.account,
        n,
        [{ stopped_at_ms: START + DAY, opted_in_at_ms: START }, { expires_at_ms: START }, {}][n - 1] ?? {},
      ),
    );
    appendConsent(w.db, {
      recipientId: stopped?.recipient ?? 0,
      tokenId: stopped?.token ?? 0,
      kind: 'stop',
      at: START,
      recordedAt: START,
      source: 'person',
      importId: null,
      wording: null,
    });
    event(w, { token_id: stopped?.token ?? 0, kind: 'stop' });
    await w.purge();
    await days(w, 89);
    expect(w.count('notification_token')).toBe(3);
    await days(w, 5);
    expect(selectAll(w.db, 'SELECT id FROM notification_token')).toEqual([{ id: alive?.token }]);
    expect(expired).toBeDefined();
    expect([w.count('recipient'), w.count('consent_event'), w.count('webhook_event')]).toEqual([3, 1, 0]);
    expect(w.count('forgotten_stop')).toBe(1);
    expect(JSON.stringify(selectAll(w.db, 'SELECT * FROM forgotten_stop'))).not.toContain('6177341647910');
  });

  test('stays while a message to it is kept, and while its ledger still counts', async () => {
    const w = world();
    const people = [1, 2].map((n) => insertPersonRows(w.db, w.account, n, { stopped_at_ms: START }));
    const [first, second] = people;
    finished(w, first === undefined ? [] : [first]);
    const later = START + 300 * DAY;
    insertRow(w.db, 'token_ledger', {
      token_id: second?.token ?? 0,
      next_eligible_at_ms: later,
      next_eligible_source: 'platform',
    });
    await days(w, 200);
    expect(w.count('notification_token')).toBe(2);
    await days(w, 110);
    expect(selectAll(w.db, 'SELECT id FROM notification_token')).toEqual([{ id: first?.token }]);
  });
});
