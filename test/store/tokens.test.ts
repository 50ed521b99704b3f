import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execute, selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { TokenFilter } from '#engine/store/operations/tokens-page.ts';
import type { Store } from '#engine/store/store.ts';
import type { AccountId, RecipientId, TokenId } from '#shared/domain/ids.ts';
import { TOKEN_STATUSES, tokenStatus } from '#shared/domain/notification-token.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { refusalOf } from '#test/support/refusal.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
} from '#test/support/workspace-rows.ts';

const at = (value: number): EpochMs => value as EpochMs; // a whole number of milliseconds
const ALL: TokenFilter = { accountId: null, topic: null, status: null, zone: null, search: null };

interface World {
  readonly db: WritableDb;
  readonly store: Store;
  readonly account: number;
  readonly people: readonly { readonly recipient: number; readonly token: number }[];
}

function world(count: number): World {
  const db = emptyWorkspace();
  const account = insertAccountRow(db);
  const people = Array.from({ length: count }, (_, index) => insertPersonRows(db, account, index + 1));
  return { db, store: openInlineStore(db), account, people };
}

function plan({ db, account, people }: World, index: number): void {
  const person = people[index] ?? { recipient: 0, token: 0 };
  insertDeliveryRow(db, { account, campaign: insertCampaignRow(db, account), ...person }, 'scheduled');
}

const deliveries = (db: WritableDb): unknown =>
  selectAll(db, 'SELECT state, reason, finalized_at_ms AS at FROM delivery ORDER BY id');

describe('a stop', () => {
  test('takes everything planned for the token back in the same transaction, and is entered with its source', async () => {
    const w = world(2);
    plan(w, 0);
    plan(w, 0);
    plan(w, 1);
    const done = await w.store.write('token.stop', {
      tokenId: 1 as TokenId,
      at: at(50),
      recordedAt: at(60),
      source: 'refusal',
    });
    expect(done).toEqual({ takenBack: 2 });
    expect(deliveries(w.db)).toEqual([
      { state: 'skipped', reason: 'stopped', at: 60 },
      { state: 'skipped', reason: 'stopped', at: 60 },
      { state: 'scheduled', reason: null, at: null },
    ]);
    expect(selectAll(w.db, 'SELECT kind, at_ms, source FROM consent_event')).toEqual([
      { kind: 'stop', at_ms: 50, source: 'refusal' },
    ]);
    expect(selectAll(w.db, 'SELECT state FROM campaign ORDER BY id').map((row) => row['state'])).toEqual([
      'finished',
      'finished',
      'scheduled',
    ]);
  });

  test('that is older than the newest opt-in is entered and changes nothing; at the same instant it wins', async () => {
    const w = world(1);
    execute(w.db, 'UPDATE notification_token SET opted_in_at_ms = 100');
    plan(w, 0);
    const stop = { tokenId: 1 as TokenId, recordedAt: at(200), source: 'webhook' } as const;
    expect(await w.store.write('token.stop', { ...stop, at: at(99) })).toEqual({ takenBack: 0 });
    expect(await w.store.write('token.stop', { ...stop, at: at(100) })).toEqual({ takenBack: 1 });
    expect(selectAll(w.db, 'SELECT stopped_at_ms FROM notification_token')).toEqual([{ stopped_at_ms: 100 }]);
  });

  test('told twice is entered once', async () => {
    const w = world(1);
    const stop = { tokenId: 1 as TokenId, at: at(5), recordedAt: at(6), source: 'webhook' } as const;
    await w.store.write('token.stop', stop);
    await w.store.write('token.stop', stop);
    expect(selectAll(w.db, 'SELECT count(*) AS n FROM consent_event')).toEqual([{ n: 1 }]);
  });

  test('of an unknown token is refused', async () => {
    const w = world(0);
    const stop = w.store.write('token.stop', {
      tokenId: 9 as TokenId,
      at: at(5),
      recordedAt: at(6),
      source: 'webhook',
    });
    expect(await refusalOf(stop)).toContain('notFound');
  });
});

test('"never message again" holds for all tokens of a person, and can be taken back', async () => {
  const w = world(1);
  const person = { recipientId: 1 as RecipientId, at: at(5) };
  plan(w, 0);
  expect(await w.store.write('person.suppress', person)).toEqual({ takenBack: 1 });
  expect(await w.store.write('person.suppress', { ...person, at: at(6) })).toEqual({ takenBack: 0 });
  expect(deliveries(w.db)).toEqual([{ state: 'skipped', reason: 'suppressed', at: 5 }]);
  expect(selectAll(w.db, 'SELECT suppressed_at_ms FROM recipient')).toEqual([{ suppressed_at_ms: 5 }]);
  await w.store.write('person.unsuppress', person);
  expect(await refusalOf(w.store.write('person.unsuppress', person))).toContain(
    'wrongState: This person is not suppressed',
  );
  expect(selectAll(w.db, 'SELECT kind FROM consent_event ORDER BY id')).toEqual([
    { kind: 'suppress' },
    { kind: 'unsuppress' },
  ]);
});

test('a token the platform does not know any more is invalid, not stopped, and loses its plans', async () => {
  const w = world(1);
  plan(w, 0);
  expect(await w.store.write('token.invalidate', { tokenId: 1 as TokenId, at: at(5) })).toEqual({ takenBack: 1 });
  expect(selectAll(w.db, 'SELECT stopped_at_ms, invalid_at_ms FROM notification_token')).toEqual([
    { stopped_at_ms: null, invalid_at_ms: 5 },
  ]);
});

test('the list goes on where a page ended, without a gap or a repeat, whatever the page size', async () => {
  const w = world(7);
  for (const limit of [1, 3, 7, 100]) {
    const seen: string[] = [];
    let after: TokenId | null = null;
    do {
      const answer: Awaited<ReturnType<typeof read>> = await read(after, limit);
      seen.push(...answer.rows.map((row) => row.token));
      after = answer.next;
    } while (after !== null);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `6177341647910${n}`));
  }
  function read(after: TokenId | null, limit: number) {
    return w.store.read('token.page', { filter: ALL, after, limit, now: at(0) });
  }
});

test('the list is filtered by account, topic, zone, status and the beginning of a name, id or token', async () => {
  const w = world(3);
  execute(w.db, `UPDATE notification_token SET topic = 'News', zone = 'Asia/Tokyo', stopped_at_ms = 1 WHERE id = 2`);
  execute(w.db, `UPDATE recipient SET display_name = '50%_off Anna' WHERE id = 3`);
  const ids = async (filter: Partial<TokenFilter>): Promise<readonly number[]> => {
    const answer = await w.store.read('token.page', {
      filter: { ...ALL, ...filter },
      after: null,
      limit: 10,
      now: at(0),
    });
    return answer.rows.map((row) => row.id);
  };
  expect(await ids({ accountId: w.account as AccountId })).toEqual([1, 2, 3]);
  expect(await ids({ accountId: 99 as AccountId })).toEqual([]);
  expect(await ids({ topic: 'News' })).toEqual([2]);
  expect(await ids({ zone: 'Europe/Rome', status: 'active' })).toEqual([1, 3]);
  expect(await ids({ status: 'stopped' })).toEqual([2]);
  expect(await ids({ search: '50%_' })).toEqual([3]);
  expect(await ids({ search: '5' })).toEqual([3]);
  expect(await ids({ search: '61773416479102' })).toEqual([2]);
  expect(await ids({ search: '70000000000003' })).toEqual([3]);
});

test('the status a filter finds by is the status that is shown, for every mixture of facts', async () => {
  const w = world(1);
  const instant = fc.option(fc.integer({ min: 1, max: 9 }).map(at));
  await fc.assert(
    fc.asyncProperty(instant, instant, instant, instant, async (suppressedAt, stoppedAt, invalidAt, expiresAt) => {
      execute(w.db, 'UPDATE recipient SET suppressed_at_ms = ?', [suppressedAt]);
      execute(w.db, 'UPDATE notification_token SET stopped_at_ms = ?, invalid_at_ms = ?, expires_at_ms = ?', [
        stoppedAt,
        invalidAt,
        expiresAt,
      ]);
      const expected = tokenStatus({ suppressedAt, stoppedAt, invalidAt, expiresAt }, at(5));
      for (const status of TOKEN_STATUSES) {
        const { rows } = await w.store.read('token.page', {
          filter: { ...ALL, status },
          after: null,
          limit: 9,
          now: at(5),
        });
        expect(rows.map((row) => row.status)).toEqual(status === expected ? [status] : []);
      }
    }),
    { numRuns: 60 },
  );
});
