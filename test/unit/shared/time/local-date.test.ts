import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  firstOfMonth,
  firstOfNextMonth,
  type LocalDate,
  mondayOf,
  parseLocalDate,
  weekdayOf,
} from '#shared/time/local-date.ts';

function date(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (parsed === null) throw new Error(`Not a date: ${text}.`);
  return parsed;
}

const anyDay = fc.integer({ min: -10_000, max: 60_000 }).map(dateOfDayNumber);

describe('parseLocalDate', () => {
  it.each(['2026-11-27', '2024-02-29', '2000-02-29', '0000-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '2026-02-31',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-11-00',
    '2026-11-27T10:00',
    '26-11-27',
    '2026-1-7',
    '27.11.2026',
    '',
    ' 2026-11-27',
    '2026-11-27\n',
    '+012026-11-27',
  ])('refuses %j', (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });
});

describe('calendar arithmetic', () => {
  it('counts days over month ends, leap days and year ends', () => {
    expect(addDays(date('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(date('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(date('2026-03-01'), -1)).toBe('2026-02-28');
    expect(addDays(date('2026-03-28'), 365)).toBe('2027-03-28');
  });

  it('counts Monday as 1 and Sunday as 7', () => {
    expect(weekdayOf(date('2026-11-23'))).toBe(1);
    expect(weekdayOf(date('2026-11-27'))).toBe(5);
    expect(weekdayOf(date('2026-11-29'))).toBe(7);
    expect(weekdayOf(date('1969-12-31'))).toBe(3);
  });

  it('starts a week on Monday and a month on the first', () => {
    expect(mondayOf(date('2026-11-23'))).toBe('2026-11-23');
    expect(mondayOf(date('2026-11-29'))).toBe('2026-11-23');
    expect(mondayOf(date('2027-01-01'))).toBe('2026-12-28');
    expect(firstOfMonth(date('2026-11-27'))).toBe('2026-11-01');
    expect(firstOfNextMonth(date('2026-12-31'))).toBe('2027-01-01');
    expect(firstOfNextMonth(date('2026-02-01'))).toBe('2026-03-01');
  });

  it('adds and takes away the same days without a trace', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, days) => {
        const other = addDays(day, days);
        expect(daysBetween(day, other)).toBe(days);
        expect(addDays(other, -days)).toBe(day);
        expect(dateOfDayNumber(dayNumber(other))).toBe(other);
      }),
    );
  });

  it('gives every day of a week the same Monday, at most six days back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const monday = mondayOf(day);
        expect(weekdayOf(monday)).toBe(1);
        expect(daysBetween(monday, day)).toBe(weekdayOf(day) - 1);
        expect(daysBetween(firstOfMonth(day), firstOfNextMonth(day))).toBeGreaterThanOrEqual(28);
        expect(firstOfNextMonth(day) > day).toBe(true);
      }),
    );
  });

  it('refuses half days and days outside four-digit years', () => {
    expect(() => dateOfDayNumber(0.5)).toThrow('Not a day number: 0.5.');
    expect(() => dateOfDayNumber(1e9)).toThrow('Not a day number');
    expect(() => addDays(date('9999-12-31'), 1)).toThrow('outside the years 0000 to 9999');
    expect(() => addDays(date('0000-01-01'), -1)).toThrow('outside the years 0000 to 9999');
  });
});
