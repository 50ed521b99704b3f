import { describe, expect, test } from 'vitest';
import type { GraphApi, ListedToken } from '#engine/graph/graph-api.ts';
import { readPollRecord } from '#engine/polling/poll-record.ts';
import { PollingService } from '#engine/polling/polling-service.ts';
import { syncAndNote } from '#engine/polling/sync-account.ts';
import { execute } from '#engine/store/database.ts';
import type { Fact } from '#shared/contract/facts.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { listedToken, NOW, noAnswer, openImportWorld, page } from '#test/engine/importers/import-world.ts';
import { insertRow } from '#test/support/workspace-rows.ts';

/** A platform whose list a test changes, with a service that reads it. */
function openPolling(more: Partial<GraphApi> = {}) {
  let listed: readonly ListedToken[] = [listedToken('1')];
  let reads = 0;
  let turns = 0;
  const told: Fact[] = [];
  let onRead: () => void = () => undefined;
  const world = openImportWorld({
    listTokens: async () => {
      reads += 1;
      onRead();
      return page(listed);
    },
    ...more,
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const vault = { get: async () => null };
  Object.assign(world.parts.ports, { logger: silent, vault });
  const service = new PollingService(world.parts, {
    turn: async () => void (turns += 1),
    changed: () => undefined,
    tell: (fact) => void told.push(fact),
  });
  return {
    ...world,
    service,
    told,
    reads: () => reads,
    turns: () => turns,
    list: (...tokens: readonly ListedToken[]) => {
      listed = tokens;
    },
    /** Lets time pass; waits until a reading that began has come to its end. */
    pass: async (ms: number): Promise<void> => {
      await world.clock.advance(ms);
      // Staging has a thread of its own; the service sleeps again when it is done.
      await world.clock.whenSleeping();
    },
    whenRead: (): Promise<void> =>
      new Promise((resolve) => {
        onRead = resolve;
      }),
  };
}

describe('reading the list on a schedule', () => {
  test('a minute after the start, then once an hour, in the budget of the account', async () => {
    const world = openPolling();
    world.service.start();
    await world.pass(59 * SECOND);
    expect(world.reads()).toBe(0);
    await world.pass(SECOND);
    expect([world.reads(), world.turns()]).toEqual([1, 1]);
    await world.pass(59 * MINUTE);
    expect(world.reads()).toBe(1);
    await world.pass(2 * MINUTE);
    expect(world.reads()).toBe(2);
    await world.service.stop();
  });

  test('finds new permissions and says so; a list that changes nothing leaves no import behind', async () => {
    const world = openPolling();
    world.service.start();
    await world.pass(MINUTE);
    expect(world.rows('SELECT token FROM notification_token')).toEqual([{ token: '1' }]);
    expect(world.told.some((fact) => fact.kind === 'changed' && fact.things.includes('people'))).toBe(true);
    await world.pass(HOUR + MINUTE);
    expect(world.reads()).toBe(2);
    expect(world.rows('SELECT id FROM import')).toHaveLength(1);
    world.list(listedToken('1'), listedToken('2'));
    await world.pass(HOUR + MINUTE);
    expect(world.rows('SELECT id FROM import')).toHaveLength(2);
    expect((await readPollRecord(world.parts, world.accountId))?.result).toMatchObject({ kind: 'done', new: 1 });
    await world.service.stop();
  });

  test('not when it is off, not for a Page that is not connected here, not while messages are on their way', async () => {
    const world = openPolling();
    const choose = (value: string) => world.parts.store.write('setting.write', { key: 'screen.polling', value });
    await choose('"off"');
    world.service.start();
    await world.pass(3 * HOUR);
    await choose('"hourly"');
    execute(world.db, 'UPDATE account SET is_practice = 0');
    await world.pass(HOUR);
    execute(world.db, 'UPDATE account SET is_practice = 1');
    const recipient = insertRow(world.db, 'recipient', { account_id: world.accountId, scoped_id: '77' });
    const delivery = insertRow(world.db, 'delivery', {
      kind: 'optin',
      account_id: world.accountId,
      recipient_id: recipient,
      state: 'sending',
      due_at_ms: NOW,
      last_at_ms: NOW + DAY,
    });
    await world.pass(HOUR);
    expect(world.reads()).toBe(0);
    execute(world.db, `UPDATE delivery SET state = 'sent', finalized_at_ms = 1 WHERE id = ?`, [delivery]);
    await world.pass(MINUTE);
    expect(world.reads()).toBe(1);
    await world.service.stop();
  });

  test('a platform that does not answer is noted, and asked again in the next round only', async () => {
    let reads = 0;
    const world = openPolling({
      listTokens: async () => {
        reads += 1;
        return noAnswer();
      },
    });
    world.service.start();
    await world.pass(2 * MINUTE);
    expect((await readPollRecord(world.parts, world.accountId))?.result).toEqual({
      kind: 'failed',
      code: 'platformUnreachable',
    });
    const after = reads;
    await world.pass(50 * MINUTE);
    expect(reads).toBe(after);
    await world.service.stop();
  });

  test('ends at once when the engine stops', async () => {
    const world = openPolling();
    world.service.start();
    const read = world.whenRead();
    void world.clock.advance(MINUTE);
    await read;
    await world.service.stop();
    expect(world.rows('SELECT id FROM import')).toEqual([]);
    expect(await readPollRecord(world.parts, world.accountId)).toBeNull();
  });
});

describe('times the platform moved without a send of ours', () => {
  const tomorrow = (hours: number): EpochMs => addMs(NOW, DAY + hours * HOUR);

  test('are counted and told with what was expected', async () => {
    const world = openPolling();
    world.list(listedToken('1'), listedToken('2', { nextEligibleAt: addMs(NOW, HOUR) }), listedToken('3'));
    await syncAndNote(world.parts, { accountId: world.accountId });
    expect((await readPollRecord(world.parts, world.accountId))?.drift).toBeNull();
    await world.clock.advance(MINUTE);
    const others = [listedToken('1'), listedToken('2', { nextEligibleAt: tomorrow(2) })];
    world.list(...others, listedToken('3', { nextEligibleAt: tomorrow(1) }));
    const { moved } = await syncAndNote(world.parts, { accountId: world.accountId });
    expect(moved).toEqual({ tokens: 2, platformAt: tomorrow(2), expectedAt: addMs(NOW, HOUR) });
    const record = await readPollRecord(world.parts, world.accountId);
    expect(record?.drift).toMatchObject({ tokens: 2, platformAt: tomorrow(2) });
    // The next reading agrees with what was taken in; the finding stands until it holds nobody up any more.
    await world.clock.advance(HOUR);
    await syncAndNote(world.parts, { accountId: world.accountId });
    expect((await readPollRecord(world.parts, world.accountId))?.drift).toEqual(record?.drift);
    await world.clock.advance(2 * DAY);
    await syncAndNote(world.parts, { accountId: world.accountId });
    expect((await readPollRecord(world.parts, world.accountId))?.drift).toBeNull();
  });

  test('are none after a send of ours, within the five minutes that clocks may differ, nor for somebody new', async () => {
    const world = openPolling();
    await syncAndNote(world.parts, { accountId: world.accountId });
    const sentAt = addMs(NOW, MINUTE);
    await world.clock.advance(2 * MINUTE);
    execute(
      world.db,
      'INSERT INTO token_ledger (token_id, last_accepted_at_ms) VALUES (1, ?) ON CONFLICT DO UPDATE SET last_accepted_at_ms = excluded.last_accepted_at_ms',
      [sentAt],
    );
    world.list(
      listedToken('1', { nextEligibleAt: addMs(sentAt, DAY + 4 * MINUTE) }),
      listedToken('2', { nextEligibleAt: tomorrow(0) }),
    );
    expect((await syncAndNote(world.parts, { accountId: world.accountId })).moved.tokens).toBe(0);
  });
});

describe('yeses that a list tells of', () => {
  test('answer the card they were given to, and follow-ups that come too late say so', async () => {
    const world = openPolling();
    const askedAt = addMs(NOW, -HOUR);
    const recipient = insertRow(world.db, 'recipient', { account_id: world.accountId, scoped_id: '91' });
    const card = (title: string): number => {
      const delivery = insertRow(world.db, 'delivery', {
        kind: 'optin',
        account_id: world.accountId,
        recipient_id: recipient,
        state: 'sent',
        due_at_ms: askedAt,
        last_at_ms: askedAt,
        finalized_at_ms: askedAt,
      });
      insertRow(world.db, 'opt_in_request', {
        delivery_id: delivery,
        account_id: world.accountId,
        recipient_id: recipient,
        titles_json: JSON.stringify([{ title, imageUrl: null }]),
        message_json: '{}',
        follow_ups_json: JSON.stringify(['{"text":"Welcome!"}']),
        asked_at_ms: askedAt,
      });
      return delivery;
    };
    const [bread, cakes] = [card('Offers'), card('Cakes')];
    world.list(
      listedToken('1', { createdAt: addMs(askedAt, MINUTE) }),
      // Held long before the card was sent: no answer to it.
      listedToken('2', { recipient: listedToken('1').recipient, topic: 'Cakes', createdAt: addMs(askedAt, -DAY) }),
    );
    expect((await syncAndNote(world.parts, { accountId: world.accountId })).answered).toBe(1);
    const answers = 'SELECT delivery_id, answered_at_ms FROM opt_in_request ORDER BY delivery_id';
    const expected = [
      { delivery_id: bread, answered_at_ms: addMs(askedAt, MINUTE) },
      { delivery_id: cakes, answered_at_ms: null },
    ];
    expect(world.rows(answers)).toEqual(expected);
    expect(world.rows(`SELECT state, reason FROM delivery WHERE kind = 'followup'`)).toEqual([
      { state: 'missed', reason: 'followUpTooLate' },
    ]);
    expect((await syncAndNote(world.parts, { accountId: world.accountId })).answered).toBe(0);
    expect(world.rows(answers)).toEqual(expected);
  });
});
