import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allowedPace,
  currentPerSecond,
  groupSize,
  newPace,
  noteUsage,
  sliceSize,
  take,
  waitMs,
} from '#engine/dispatcher/pace.ts';

/** Plays a sender that always takes a slice as soon as it may, and counts calls a millisecond. */
function drain(perSecond: number, durationMs: number, lateMs: (turn: number) => number): number[] {
  let pace = newPace(perSecond);
  const sent: number[] = [];
  let turn = 0;
  for (let now = 0; now < durationMs; now += 1) {
    sent[now] = 0;
    if (waitMs(pace, now) > 0 || now < lateMs(turn)) continue;
    const calls = sliceSize(pace, now);
    pace = take(pace, now, calls);
    sent[now] = calls;
    turn += 1;
  }
  return sent;
}

const busiestSecond = (sent: readonly number[]): number =>
  Math.max(...sent.map((_n, from) => sent.slice(from, from + 1_000).reduce((sum, n) => sum + n, 0)));

describe('the pace', () => {
  test.each([1, 5, 50, 300])('of %i a second is reached and held over every second', (perSecond) => {
    const sent = drain(perSecond, 5_000, () => 0);
    const slice = sliceSize(newPace(perSecond), 0);
    expect(busiestSecond(sent)).toBeLessThanOrEqual(perSecond + 2 * slice);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(perSecond * 5 - slice);
  });

  test('is never above what the platform allows', () => {
    expect(allowedPace(1_000)).toBe(300);
    expect(allowedPace(20)).toBe(20);
  });

  test('halves above 80 percent of usage and recovers a minute after the last such answer', () => {
    const pace = noteUsage(newPace(100), 0, 81);
    expect(currentPerSecond(pace, 0)).toBe(50);
    expect(currentPerSecond(pace, 59_999)).toBe(50);
    expect(currentPerSecond(pace, 60_000)).toBe(100);
    expect(currentPerSecond(noteUsage(newPace(100), 0, 80), 0)).toBe(100);
  });

  test('a group holds at most 250 ms of it, and at least one', () => {
    expect(groupSize(newPace(300), 0)).toBe(75);
    expect(groupSize(newPace(1), 0)).toBe(1);
  });

  test('a wait is never made up for by more than a slice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 1_000_000 }), (perSecond, idleMs) => {
        const used = take(newPace(perSecond), 0, 1);
        const after = take(used, idleMs, 1);
        expect(after.nextAtMs).toBeGreaterThanOrEqual(idleMs - 25 + 1_000 / perSecond - 1e-6);
      }),
    );
  });
});
