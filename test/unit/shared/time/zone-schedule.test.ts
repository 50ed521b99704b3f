import { describe, expect, it } from 'vitest';
import { offsetAt, offsetSpanAt, resolveWall, type ZoneSchedule } from '#shared/time/zone-schedule.ts';

const HOUR_S = 3_600;
/** A zone made up for the cases that no real one has had since 2000; `noon` is 2026-06-01T12:00:00Z. */
const noon = Date.UTC(2026, 5, 1, 12) / 1_000;

function schedule(first: number, ...changes: readonly (readonly [at: number, offset: number])[]): ZoneSchedule {
  return {
    starts: Float64Array.from([Number.NEGATIVE_INFINITY, ...changes.map(([at]) => at)]),
    offsets: Int32Array.from([first, ...changes.map(([, offset]) => offset)]),
  };
}

describe('a zone schedule', () => {
  it('without changes resolves every time exactly', () => {
    expect(resolveWall(schedule(HOUR_S), noon)).toEqual({ kind: 'exact', second: noon - HOUR_S });
    expect(offsetAt(schedule(HOUR_S), noon)).toBe(HOUR_S);
  });

  it('puts a skipped time at the jump that skipped it, with another jump the same day', () => {
    const twoJumps = schedule(0, [noon, HOUR_S], [noon + 3 * HOUR_S, 3 * HOUR_S]);
    expect(resolveWall(twoJumps, noon + 60)).toEqual({ kind: 'gap', second: noon });
    expect(resolveWall(twoJumps, noon + 4 * HOUR_S + 60)).toEqual({ kind: 'gap', second: noon + 3 * HOUR_S });
  });

  it('takes a time shown three times where it was shown first', () => {
    const twiceBack = schedule(2 * HOUR_S, [noon, HOUR_S], [noon + HOUR_S, 0]);
    expect(resolveWall(twiceBack, noon + HOUR_S + 60)).toEqual({ kind: 'overlap', second: noon - HOUR_S + 60 });
  });

  it('resolves across a whole day skipped and a whole day repeated', () => {
    const skipped = schedule(-10 * HOUR_S, [noon, 14 * HOUR_S]);
    expect(resolveWall(skipped, noon + HOUR_S)).toEqual({ kind: 'gap', second: noon });
    const repeated = schedule(14 * HOUR_S, [noon, -10 * HOUR_S]);
    expect(resolveWall(repeated, noon + HOUR_S)).toEqual({ kind: 'overlap', second: noon - 13 * HOUR_S });
  });

  it('vouches for an offset up to the next change, and up to the end of the table at most', () => {
    const once = schedule(0, [noon, HOUR_S]);
    expect(offsetSpanAt(once, noon - 1)).toEqual({ offset: 0, until: noon });
    expect(offsetSpanAt(once, noon)).toEqual({ offset: HOUR_S, until: Date.UTC(2061, 0, 1) / 1_000 });
    const late = Date.UTC(2070, 3, 5) / 1_000;
    expect(offsetSpanAt(once, late)).toEqual({ offset: HOUR_S, until: Date.UTC(2071, 0, 1) / 1_000 });
  });
});
