import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '#shared/time/local-date.ts';
import {
  dateOf,
  localDateTime,
  localOfWallSeconds,
  parseLocalDateTime,
  timeOf,
  wallSeconds,
} from '#shared/time/local-date-time.ts';
import { localTimeOfMinute, minuteOfDay, parseLocalTime } from '#shared/time/local-time.ts';
import { wall } from '#test/support/zone-table.ts';

describe('local times', () => {
  it.each([
    ['00:00', 0],
    ['10:00', 600],
    ['23:59', 1_439],
  ])('%s is minute %i of the day, there and back', (text, minute) => {
    const time = parseLocalTime(text);
    expect(time).toBe(text);
    expect(time === null ? null : minuteOfDay(time)).toBe(minute);
    expect(localTimeOfMinute(minute)).toBe(text);
  });

  it.each(['24:00', '9:00', '10:60', '10:00:00', '10.00', '', '10:00 ', '-1:00'])(
    'finds no time of day in %j',
    (text) => {
      expect(parseLocalTime(text)).toBeNull();
    },
  );

  it.each([-1, 1_440, 0.5, Number.NaN])('has no minute %d', (minute) => {
    expect(() => localTimeOfMinute(minute)).toThrow('Not a minute of a day');
  });
});

describe('local dates with times', () => {
  it.each([
    ['2026-11-27T10:00', '2026-11-27T10:00:00'],
    ['2026-11-27 10:00', '2026-11-27T10:00:00'],
    ['2026-11-27T10:00:30', '2026-11-27T10:00:30'],
  ])('reads %s as %s', (text, local) => {
    expect(parseLocalDateTime(text)).toBe(local);
  });

  it.each([
    '2026-11-27',
    '2026-11-27T24:00',
    '2026-02-30T10:00',
    '2026-11-27T10:00Z',
    '2026-11-27T10:00+01:00',
    '2026-11-27T10:00:60',
    '2026-11-27T10',
    'tomorrow',
    '',
  ])('finds no date with a time in %j', (text) => {
    expect(parseLocalDateTime(text)).toBeNull();
  });

  it('takes a date and a time together and apart', () => {
    const date = parseLocalDate('2026-11-27');
    const time = parseLocalTime('10:00');
    if (date === null || time === null) throw new Error('The date and the time are valid.');
    const local = localDateTime(date, time);
    expect(local).toBe('2026-11-27T10:00:00');
    expect([dateOf(local), timeOf(local)]).toEqual([date, time]);
  });

  it('counts seconds on the wall, there and back', () => {
    expect(wallSeconds(wall('1970-01-02T00:00:01'))).toBe(86_401);
    expect(localOfWallSeconds(86_401)).toBe('1970-01-02T00:00:01');
    expect(localOfWallSeconds(-1)).toBe('1969-12-31T23:59:59');
    expect(() => localOfWallSeconds(Number.NaN)).toThrow('Not a wall-clock time');
    expect(() => localOfWallSeconds(wallSeconds(wall('9999-12-31T23:59:59')) + 1)).toThrow('years 0000 to 9999');
  });
});
