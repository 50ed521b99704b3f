import { describe, expect, test } from 'vitest';
import { nextPollAt, standingDrift } from '#shared/domain/polling.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, epochMs } from '#shared/time/instant.ts';

const NOW = epochMs(Date.UTC(2026, 10, 20, 12));

describe('when the list is read next', () => {
  test.each([
    ['quarterHourly', 15 * MINUTE],
    ['hourly', HOUR],
    ['daily', DAY],
  ] as const)('%s: that long after the last time', (choice, everyMs) => {
    const last = addMs(NOW, -MINUTE);
    expect(nextPollAt(choice, last, NOW)).toBe(addMs(last, everyMs));
  });

  test('never by itself when it is off', () => {
    expect(nextPollAt('off', null, NOW)).toBeNull();
  });

  test('at once when it never was, and when the last time lies ahead because the clock was set back', () => {
    expect(nextPollAt('daily', null, NOW)).toBe(NOW);
    expect(nextPollAt('daily', addMs(NOW, MINUTE), NOW)).toBe(NOW);
  });
});

describe('times the platform moved by itself', () => {
  const found = { tokens: 312, platformAt: addMs(NOW, DAY), expectedAt: addMs(NOW, HOUR) };
  const nothing = { tokens: 0, platformAt: null, expectedAt: null };

  test('stand as found', () => {
    expect(standingDrift(null, found, NOW)).toEqual({ seenAt: NOW, ...found });
  });

  test('stand on while they hold somebody up, although the next reading agrees with them', () => {
    const finding = standingDrift(null, found, NOW);
    expect(standingDrift(finding, nothing, addMs(NOW, HOUR))).toBe(finding);
    expect(standingDrift(finding, nothing, addMs(NOW, DAY))).toBeNull();
  });

  test('give way to newer ones', () => {
    const finding = standingDrift(null, found, NOW);
    const newer = { tokens: 1, platformAt: addMs(NOW, 2 * DAY), expectedAt: null };
    expect(standingDrift(finding, newer, addMs(NOW, HOUR))).toEqual({ seenAt: addMs(NOW, HOUR), ...newer });
  });
});
