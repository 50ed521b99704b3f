import { expect, test } from 'vitest';
import { countToType, type ReviewFigures, reviewChange } from '#shared/rules/launch-review.ts';
import { epochMs } from '#shared/time/instant.ts';

const SEEN: ReviewFigures = { content: 'a', scheduled: 1_000, firstLeaveAt: epochMs(1_000_000_000) };
const minutesLater = (minutes: number): ReviewFigures => ({
  ...SEEN,
  firstLeaveAt: epochMs(1_000_000_000 + minutes * 60_000),
});

test('a plan that is as it was shown needs no second look', () => {
  expect(reviewChange(SEEN, SEEN, false)).toBeNull();
  expect(reviewChange(SEEN, { ...SEEN, scheduled: 1_010 }, false)).toBeNull();
  expect(reviewChange(SEEN, minutesLater(10), false)).toBeNull();
});

test('a changed message, another number of people or another time need one', () => {
  expect(reviewChange(SEEN, { ...SEEN, content: 'b' }, false)).toBe('content');
  expect(reviewChange(SEEN, { ...SEEN, scheduled: 1_011 }, false)).toBe('people');
  expect(reviewChange(SEEN, { ...SEEN, scheduled: 989 }, false)).toBe('people');
  expect(reviewChange(SEEN, minutesLater(11), false)).toBe('time');
});

test('of a few people every one counts', () => {
  const few = { ...SEEN, scheduled: 40 };
  expect(reviewChange(few, { ...few, scheduled: 41 }, false)).toBe('people');
});

test('a message that goes at once has no time to compare', () => {
  expect(reviewChange(SEEN, minutesLater(60), true)).toBeNull();
});

test('the number is typed above 200 people on a real account, never in practice', () => {
  expect(countToType({ isPractice: false }, 200)).toBeNull();
  expect(countToType({ isPractice: false }, 201)).toBe(201);
  expect(countToType({ isPractice: true }, 100_000)).toBeNull();
});
