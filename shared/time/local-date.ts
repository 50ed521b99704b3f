import type { Brand } from '#shared/lang/brand.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { DAY } from './duration.ts';

/** A calendar day without a zone, `YYYY-MM-DD`, years 0000 to 9999 (proleptic Gregorian, as ISO 8601). */
export type LocalDate = Brand<string, 'LocalDate'>;

/** Day of the week after ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** 1970-01-01, the day with number 0, was a Thursday: three days after a Monday. */
const DAYS_FROM_MONDAY_TO_EPOCH = 3;

/** Reads `2026-11-27`; `null` when the text is no day of the calendar (30 February, month 13, other spelling). */
export function parseLocalDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const midnightMs = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(midnightMs)) return null;
  // A date parser may read 31 February as 3 March; only a text that comes back unchanged is a day.
  return new Date(midnightMs).toISOString().slice(0, 10) === text ? (text as LocalDate) : null; // checked here
}

/** Whole days from 1970-01-01 to `date`; negative before it. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/**
 * The day with this number (see {@link dayNumber}).
 *
 * @throws {BugError} outside the years 0000 to 9999 or when `number` is no whole number.
 */
export function dateOfDayNumber(number: number): LocalDate {
  const day = new Date(number * DAY);
  if (!Number.isInteger(number) || Number.isNaN(day.getTime())) throw new BugError(`Not a day number: ${number}.`);
  const date = parseLocalDate(day.toISOString().slice(0, -14)); // six-digit years are refused by the parser
  if (date === null) throw new BugError(`Day number ${number} lies outside the years 0000 to 9999.`);
  return date;
}

/** The day `days` after (or, when negative, before) `date`. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/**
 * Whole days from `from` to `to`; negative when `to` is the earlier one.
 *
 * @public For the calendar of the screens.
 */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Day of the week of `date`. */
export function weekdayOf(date: LocalDate): Weekday {
  const daysAfterMonday = (((dayNumber(date) + DAYS_FROM_MONDAY_TO_EPOCH) % 7) + 7) % 7;
  return (daysAfterMonday + 1) as Weekday; // a remainder of 7 plus 1: 1 to 7
}

/** The Monday on or before `date`: the first day of its calendar week (ISO 8601; DESIGN 13, "Monday to Sunday"). */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** The first day of the month of `date`. */
export function firstOfMonth(date: LocalDate): LocalDate {
  return `${date.slice(0, 7)}-01` as LocalDate; // a valid day with its day part set to 01 is a valid day
}

/** The first day of the month after that of `date`. */
export function firstOfNextMonth(date: LocalDate): LocalDate {
  return firstOfMonth(addDays(firstOfMonth(date), 31)); // 31 days after a first lie in the next month, never beyond
}
