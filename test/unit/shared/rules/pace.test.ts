import { expect, test } from 'vitest';
import { drainGroup, leavesAt, openLine } from '#shared/rules/pace.ts';
import type { EpochMs } from '#shared/time/instant.ts';

const at = (ms: number): EpochMs => ms as EpochMs; // whole

test('messages due together leave one after another at the pace, without a rounding that adds up', () => {
  const { drained, line } = drainGroup(openLine(3, at(0)), { dueAt: at(1_000), lastAt: at(9_000), count: 4 });
  expect([0, 1, 2, 3].map((rank) => leavesAt(drained.startParts, rank, 3))).toEqual([1_000, 1_333, 1_666, 2_000]);
  expect(leavesAt(line.freeAtParts, 0, 3)).toBe(2_333);
});

test('a group waits for the one before it', () => {
  const first = drainGroup(openLine(1, at(0)), { dueAt: at(0), lastAt: null, count: 5 });
  const second = drainGroup(first.line, { dueAt: at(2_000), lastAt: at(60_000), count: 1 });
  expect(leavesAt(second.drained.startParts, 0, 1)).toBe(5_000);
});

test('those who would leave after the last instant take no place in the line', () => {
  const { drained, line } = drainGroup(openLine(1, at(0)), { dueAt: at(0), lastAt: at(1_999), count: 9 });
  expect(drained.fits).toBe(2);
  expect(line.freeAtParts).toBe(2_000);
  const later = drainGroup(line, { dueAt: at(1_500), lastAt: at(1_999), count: 1 });
  expect(later).toEqual({ drained: { startParts: 2_000, fits: 0 }, line });
});

test('the last instant itself is in time', () => {
  const { drained } = drainGroup(openLine(1, at(0)), { dueAt: at(0), lastAt: at(2_000), count: 9 });
  expect(drained.fits).toBe(3);
});
