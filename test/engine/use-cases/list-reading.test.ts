import { expect, test } from 'vitest';
import { readPollRecord } from '#engine/polling/poll-record.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { writeSetting } from '#engine/store/operations/settings.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { useCasesOn } from '#test/support/use-case-context.ts';
import { emptyWorkspace, insertAccountRow, insertRow } from '#test/support/workspace-rows.ts';

/** 10:00 in Rome, where the computer of these tests stands. */
const NOW = Date.parse('2026-11-21T09:00:00Z');

/** What a reading of the list left behind. */
function record(
  drift: object | null,
  result: object = { kind: 'done', new: 3, changed: 2, gone: 1, answered: 0 },
): string {
  return JSON.stringify({ at: NOW - HOUR, result, drift });
}

const DRIFT = { seenAt: NOW - HOUR, tokens: 312, platformAt: NOW + DAY, expectedAt: NOW + HOUR };

test('times that Meta moved stand on Today with what was expected, as long as they hold somebody up', async () => {
  const db = emptyWorkspace();
  insertAccountRow(db, { name: 'Corner Shop' });
  writeSetting(db, { key: 'polling.last.a1', value: record(DRIFT) });
  const { run, clock } = useCasesOn(db);
  expect((await run('today.read', {})).attention).toMatchObject([
    {
      kind: 'drift',
      account: 'a1',
      name: 'Corner Shop',
      people: 312,
      platformAt: { at: NOW + DAY },
      expectedAt: { at: NOW + HOUR },
    },
  ]);
  await clock.advance(DAY);
  expect((await run('today.read', {})).attention).toEqual([]);
});

test('a note of another version counts as none', async () => {
  const db = emptyWorkspace();
  const id = insertAccountRow(db) as AccountId; // a row id
  const store = openInlineStore(db);
  expect(await readPollRecord({ store }, id)).toBeNull();
  writeSetting(db, { key: 'polling.last.a1', value: record(DRIFT) });
  expect(await readPollRecord({ store }, id)).toMatchObject({ result: { kind: 'done', new: 3 }, drift: DRIFT });
  writeSetting(db, { key: 'polling.last.a1', value: record(null, { kind: 'failed', code: 'platformUnreachable' }) });
  expect(await readPollRecord({ store }, id)).toMatchObject({ result: { code: 'platformUnreachable' } });
  for (const odd of ['{', '[]', record(null, { kind: 'failed', code: 'newerThanThis' })]) {
    writeSetting(db, { key: 'polling.last.a1', value: odd });
    expect(await readPollRecord({ store }, id)).toBeNull();
  }
});

test('the page about relays counts what came live today, on the clock here, and nothing of imported logs', async () => {
  const db = emptyWorkspace();
  const account = insertAccountRow(db);
  const { run } = useCasesOn(db);
  expect(await run('relay.read', {})).toEqual({ address: null, verifyWord: null, last: null, today: 0 });
  const midnight = Date.parse('2026-11-20T23:00:00Z');
  for (const [index, at] of [midnight - MINUTE, midnight, NOW - MINUTE].entries()) {
    const event = { account_id: account, key: `k${index}`, kind: 'message', at_ms: at, received_at_ms: at };
    insertRow(db, 'webhook_event', event);
  }
  writeSetting(db, { key: 'webhook.verifyToken', value: 'a-word-of-ours' });
  expect(await run('relay.read', {})).toMatchObject({
    verifyWord: 'a-word-of-ours',
    last: { at: NOW - MINUTE },
    today: 2,
  });
});
