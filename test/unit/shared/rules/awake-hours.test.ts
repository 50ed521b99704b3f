import { expect, test } from 'vitest';
import { joinAwake } from '#shared/rules/awake-hours.ts';
import { epochMs } from '#shared/time/instant.ts';

const hours = (from: number, to: number) => ({ from: epochMs(from * 3_600_000), to: epochMs(to * 3_600_000) });

test('stretches up to three hours apart are told as one', () => {
  expect(joinAwake([hours(0, 1), hours(4, 5), hours(6, 7)])).toEqual([hours(0, 7)]);
});

test('those further apart stay two', () => {
  expect(joinAwake([hours(0, 1), hours(5, 6)])).toEqual([hours(0, 1), hours(5, 6)]);
  expect(joinAwake([])).toEqual([]);
});
