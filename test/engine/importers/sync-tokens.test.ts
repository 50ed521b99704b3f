import { describe, expect, test } from 'vitest';
import { syncTokens } from '#engine/importers/sync-tokens.ts';
import { execute } from '#engine/store/database.ts';
import { HOUR } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { insertCampaignRow, insertDeliveryRow } from '#test/support/workspace-rows.ts';
import { contents, gone, listedToken, NOW, noAnswer, ok, openImportWorld, page } from './import-world.ts';

test('the whole list is walked by its cursor, page by page, and goes in like an import', async () => {
  const asked: (string | null)[] = [];
  const pages = new Map([
    [null, page([listedToken('1'), listedToken('2')], 'A')],
    ['A', page([listedToken('3')], 'B')],
    ['B', page([listedToken('4', { recipient: listedToken('1').recipient })])],
  ]);
  const world = openImportWorld({
    listTokens: async (_account, after) => {
      asked.push(after);
      return pages.get(after) ?? page([]);
    },
  });
  const result = await syncTokens(world.parts, { accountId: world.accountId });
  expect(asked).toEqual([null, 'A', 'B']);
  expect(result).toMatchObject({
    import: 'i1',
    rows: 4,
    new: 4,
    newPeople: 3,
    rejected: 0,
    pages: 3,
    isComplete: true,
  });
  expect(world.rows('SELECT source, file_name FROM import')).toEqual([{ source: 'sync', file_name: null }]);
  expect(world.rows('SELECT DISTINCT source FROM consent_event')).toEqual([{ source: 'sync' }]);
  expect(world.rows('SELECT last_sync_at_ms FROM account')).toEqual([{ last_sync_at_ms: NOW }]);
});

test('a second sync of the same list changes nothing', async () => {
  const world = openImportWorld({
    listTokens: async () => page([listedToken('1', { nextEligibleAt: (NOW + HOUR) as EpochMs })]),
  });
  await syncTokens(world.parts, { accountId: world.accountId });
  const before = contents(world);
  await world.clock.advance(1_000);
  expect(await syncTokens(world.parts, { accountId: world.accountId })).toMatchObject({
    new: 0,
    changed: 0,
    unchanged: 1,
  });
  expect(contents(world)).toEqual(before);
});

test('a token that moves to another page meanwhile is counted once, with its later row', async () => {
  let call = 0;
  const world = openImportWorld({
    listTokens: async () => {
      call += 1;
      return call === 1 ? page([listedToken('1', { topic: 'old' })], 'A') : page([listedToken('1', { topic: 'new' })]);
    },
  });
  expect(await syncTokens(world.parts, { accountId: world.accountId })).toMatchObject({
    rows: 2,
    new: 1,
    repeated: 1,
    rejected: 0,
  });
  expect(world.token('1')).toMatchObject({ topic: 'new' });
});

test('a list in a circle ends with a sentence, and nothing is stored', async () => {
  const world = openImportWorld({ listTokens: async () => page([listedToken('1')], 'A') });
  expect(await refusalOf(syncTokens(world.parts, { accountId: world.accountId }))).toContain('in a circle');
  expect(world.rows('SELECT * FROM import')).toEqual([]);
});

describe('a token missing from a complete walk', () => {
  const listed = [listedToken('1'), listedToken('2'), listedToken('3')];

  test('is read once, and becomes invalid, not stopped, when the platform says it is gone', async () => {
    let tokens = listed;
    const read: string[] = [];
    const world = openImportWorld({
      listTokens: async () => page(tokens),
      readToken: async (_account, token) => {
        read.push(token);
        return token === '2' ? gone() : ok(listedToken(token, { topic: 'still here' }));
      },
    });
    await syncTokens(world.parts, { accountId: world.accountId });
    tokens = listed.slice(0, 1);
    const result = await syncTokens(world.parts, { accountId: world.accountId });
    expect(read).toEqual(['2', '3']);
    expect(result).toMatchObject({ gone: 1, changed: 2, unchanged: 1, missingKept: 1 });
    expect(world.token('2')).toMatchObject({ invalid_at_ms: NOW, stopped_at_ms: null });
    expect(world.token('3')).toMatchObject({ invalid_at_ms: null, topic: 'still here' });
    tokens = listed;
    expect(await syncTokens(world.parts, { accountId: world.accountId })).toMatchObject({ gone: 0, new: 0 });
    expect(world.token('2')).toMatchObject({ invalid_at_ms: null });
  });

  test('takes the messages planned for it back at once when it is gone', async () => {
    let tokens = listed;
    const world = openImportWorld({ listTokens: async () => page(tokens), readToken: async () => gone() });
    await syncTokens(world.parts, { accountId: world.accountId });
    const campaign = insertCampaignRow(world.db, world.accountId);
    for (const id of [1, 2]) {
      insertDeliveryRow(world.db, { account: world.accountId, campaign, recipient: id, token: id }, 'scheduled');
    }
    tokens = listed.filter((token) => token.token !== '2');
    const result = await syncTokens(world.parts, { accountId: world.accountId });
    expect(result.planned.takenBack).toBe(1);
    expect(world.rows('SELECT token_id, state, reason FROM delivery ORDER BY token_id')).toEqual([
      { token_id: 1, state: 'scheduled', reason: null },
      { token_id: 2, state: 'skipped', reason: 'invalid' },
    ]);
  });

  test('is left alone when a row of the walk could not be read, or when nobody answers', async () => {
    let answer = page(listed);
    const world = openImportWorld({ listTokens: async () => answer, readToken: async () => noAnswer() });
    await syncTokens(world.parts, { accountId: world.accountId });
    answer = page(listed.slice(0, 1), null, 1);
    expect(await syncTokens(world.parts, { accountId: world.accountId })).toMatchObject({
      isComplete: false,
      gone: 0,
      missingKept: 0,
    });
    answer = page(listed.slice(0, 1));
    expect(await syncTokens(world.parts, { accountId: world.accountId })).toMatchObject({ gone: 0, missingKept: 2 });
    expect(world.rows('SELECT count(*) AS n FROM notification_token WHERE invalid_at_ms IS NOT NULL')).toEqual([
      { n: 0 },
    ]);
  });

  test('is not asked for when the person has stopped', async () => {
    let tokens = listed;
    const world = openImportWorld({
      listTokens: async () => page(tokens),
      readToken: () => Promise.reject(new Error('asked')),
    });
    await syncTokens(world.parts, { accountId: world.accountId });
    const id = Number(world.token('2')?.['id']);
    await world.parts.store.write('token.stop', { tokenId: id as never, at: NOW, recordedAt: NOW, source: 'webhook' });
    tokens = listed.filter((token) => token.token !== '2');
    await syncTokens(world.parts, { accountId: world.accountId });
    expect(world.token('2')).toMatchObject({ stopped_at_ms: NOW, invalid_at_ms: null });
  });
});

test('a past expiry is shown until the platform lists the token again, and no file brings it back', async () => {
  const world = openImportWorld({
    listTokens: async () => page([listedToken('1', { expiresAt: (NOW - HOUR) as EpochMs })]),
  });
  await syncTokens(world.parts, { accountId: world.accountId });
  expect(world.token('1')).toMatchObject({ expires_at_ms: NOW - HOUR });
  await syncTokens(world.parts, { accountId: world.accountId });
  expect(world.token('1')).toMatchObject({ expires_at_ms: null });
  await world.take(`token,recipient,token_expiry_timestamp\n1,91,${NOW - HOUR}\n`);
  expect(world.token('1')).toMatchObject({ expires_at_ms: null });
});

test('a listed token without its person gets the person known here; without one it is told', async () => {
  let tokens = [listedToken('1')];
  const world = openImportWorld({ listTokens: async () => page(tokens) });
  await syncTokens(world.parts, { accountId: world.accountId });
  tokens = [listedToken('1', { recipient: null }), listedToken('2', { recipient: null })];
  const result = await syncTokens(world.parts, { accountId: world.accountId });
  expect(result).toMatchObject({
    unchanged: 1,
    rejects: [{ row: 2, column: 'recipient_id', value: null, code: 'missing' }],
  });
});

test('next eligible times of the platform replace older ones of a file, and how far they are from the forecast is told', async () => {
  const at = (NOW - HOUR) as EpochMs;
  const world = openImportWorld({
    listTokens: async () =>
      page([
        listedToken('1', { nextEligibleAt: (at + 24 * HOUR) as EpochMs }),
        listedToken('2', { nextEligibleAt: (at + 48 * HOUR) as EpochMs }),
        listedToken('3', { nextEligibleFlag: 'nonsense' }),
      ]),
  });
  await world.take(`token,recipient,next_eligible_time\n1,91,${NOW}\n2,92,${NOW}\n3,93,${NOW}\n`);
  execute(world.db, 'UPDATE token_ledger SET last_accepted_at_ms = ?', [at]);
  const result = await syncTokens(world.parts, { accountId: world.accountId });
  expect(result.drift).toEqual({ compared: 2, later: 1, earlier: 0, largestMs: 24 * HOUR });
  expect(world.token('1')).toMatchObject({ next_eligible_at_ms: at + 24 * HOUR, next_eligible_source: 'platform' });
  expect(world.token('3')).toMatchObject({ next_eligible_source: 'file' });
  expect(result.flags).toEqual([{ row: 3, column: 'next_eligible_time', value: null, code: 'timeNonsense' }]);
});

test('a page that gets no answer is asked for again, and after the last wait the sync says so and stores nothing', async () => {
  let failures = 2;
  const world = openImportWorld({
    listTokens: async () => {
      failures -= 1;
      return failures >= 0 ? noAnswer() : page([listedToken('1')]);
    },
  });
  const done = syncTokens(world.parts, { accountId: world.accountId });
  await world.clock.whenSleeping();
  await world.clock.advance(1_000);
  await world.clock.whenSleeping();
  await world.clock.advance(5_000);
  expect(await done).toMatchObject({ new: 1 });
  failures = 100;
  const failed = refusalOf(syncTokens(world.parts, { accountId: world.accountId }));
  for (const wait of [1_000, 5_000, 15_000]) {
    await world.clock.whenSleeping();
    await world.clock.advance(wait);
  }
  expect(await failed).toContain('platformUnreachable: The platform did not answer');
  expect(world.rows('SELECT count(*) AS n FROM import')).toEqual([{ n: 1 }]);
});

test('old tokens whose frequency nobody told are read one by one after the walk, until the platform gives their time', async () => {
  const old = { createdAt: Date.UTC(2022, 5, 1) as EpochMs }; // whole milliseconds
  const read: string[] = [];
  const world = openImportWorld({
    listTokens: async () => page([listedToken('1', old), listedToken('2', old), listedToken('3')]),
    readToken: async (_account, token) => {
      read.push(token);
      setImmediate(() => void world.clock.advance(1_000)); // the pause of the pace after it
      return ok(listedToken(token, { ...old, nextEligibleAt: token === '1' ? ((NOW + HOUR) as EpochMs) : null }));
    },
  });
  const sync = async (): Promise<number> =>
    (await syncTokens(world.parts, { accountId: world.accountId })).frequencyReads;
  const first = await sync();
  const second = await sync();
  expect([first, second, read]).toEqual([2, 1, ['1', '2', '2']]);
  expect(world.token('1')).toMatchObject({ next_eligible_at_ms: NOW + HOUR, next_eligible_source: 'platform' });
  expect(world.token('2')).toMatchObject({ next_eligible_at_ms: null });
});
