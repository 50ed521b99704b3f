import { describe, expect, test } from 'vitest';
import { selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { Store } from '#engine/store/store.ts';
import type { AccountStopReason } from '#shared/domain/account.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { emptyWorkspace, insertAccountRow } from '#test/support/workspace-rows.ts';

/** A stop: why, and until when; `null` freezes. */
type Stop = readonly [reason: AccountStopReason, until: number | null];

interface World {
  readonly db: WritableDb;
  readonly store: Store;
  readonly stop: (stop: Stop, at?: number) => Promise<boolean>;
  readonly resume: (seen: readonly [AccountStopReason | null, number | null] | null) => Promise<boolean>;
  /** State, reason and end, as they stand. */
  readonly standing: () => readonly unknown[];
}

const instant = (value: number | null): EpochMs | null => value as EpochMs | null; // whole milliseconds

function world(): World {
  const db = emptyWorkspace();
  const store = openInlineStore(db);
  const id = insertAccountRow(db) as AccountId; // a row id
  return {
    db,
    store,
    stop: ([reason, until], at = 10) =>
      store.write('account.stop', { id, reason, detail: reason, at: at as EpochMs, until: instant(until) }),
    resume: (seen) =>
      store.write('account.activate', {
        id,
        seen: seen === null ? null : { reason: seen[0], until: instant(seen[1]) },
      }),
    standing: () => {
      const row = selectOne(db, 'SELECT state, stop_reason, stopped_until_at_ms FROM account');
      return [row?.['state'], row?.['stop_reason'], row?.['stopped_until_at_ms']];
    },
  };
}

describe('a stop of an account', () => {
  test.each<[string, Stop, Stop]>([
    ['a freeze takes the place of a pause', ['breaker', 100], ['blocked', null]],
    ['a later pause takes the place of a pause', ['breaker', 100], ['throttled', 200]],
    ['a freeze takes the place of a freeze for the clock', ['clockSkew', null], ['blocked', null]],
  ])('replaces a weaker one: %s', async (_rule, first, second) => {
    const w = world();
    expect(await w.stop(first)).toBe(true);
    expect(await w.stop(second)).toBe(true);
    expect(w.standing()).toEqual([second[1] === null ? 'frozen' : 'paused', ...second]);
  });

  test.each<[string, Stop, Stop]>([
    ['no pause softens a freeze', ['blocked', null], ['breaker', 100]],
    ['no pause softens a freeze for the clock', ['clockSkew', null], ['throttled', 100]],
    ['no earlier pause shortens a pause', ['stopRate', 200], ['throttled', 100]],
    ['the first freeze keeps its reason', ['blocked', null], ['unauthorized', null]],
  ])('never replaces a stronger one: %s', async (_rule, first, second) => {
    const w = world();
    await w.stop(first);
    expect(await w.stop(second)).toBe(false);
    expect(w.standing()).toEqual([first[1] === null ? 'frozen' : 'paused', ...first]);
  });

  test('keeps the beginning of the first stop when a stronger one comes', async () => {
    const w = world();
    await w.stop(['breaker', 100], 10);
    await w.stop(['blocked', null], 60);
    expect(selectOne(w.db, 'SELECT stopped_since_at_ms AS at FROM account')).toEqual({ at: 10 });
  });
});

describe('an account sends again', () => {
  test('when the stop that was seen still stands', async () => {
    const w = world();
    await w.stop(['breaker', 100]);
    expect(await w.resume(['breaker', 100])).toBe(true);
    expect(w.standing()).toEqual(['active', null, null]);
  });

  test.each<[string, Stop]>([
    ['a freeze', ['blocked', null]],
    ['a later pause', ['breaker', 200]],
  ])('not when %s came while the cause was looked into', async (_what, later) => {
    const w = world();
    await w.stop(['breaker', 100]);
    await w.stop(later);
    expect(await w.resume(['breaker', 100])).toBe(false);
    expect(w.standing()).toEqual([later[1] === null ? 'frozen' : 'paused', ...later]);
  });

  test('when a person lets it go, whatever stands', async () => {
    const w = world();
    await w.stop(['blocked', null]);
    expect(await w.resume(null)).toBe(true);
    expect(w.standing()).toEqual(['active', null, null]);
  });
});
