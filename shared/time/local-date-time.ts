import type { Brand } from '#shared/lang/brand.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { SECOND } from './duration.ts';
import { type LocalDate, parseLocalDate } from './local-date.ts';
import type { LocalTime } from './local-time.ts';

/** What a clock and a calendar on a wall show, without a zone: `YYYY-MM-DDTHH:MM:SS`, years 0000 to 9999. */
export type LocalDateTime = Brand<string, 'LocalDateTime'>;

/**
 * Reads `2026-11-27T10:00` or `2026-11-27T10:00:30`; a space may stand for the `T`.
 *
 * @returns always with seconds; `null` when the text is no wall-clock time (an offset or a `Z` makes it an instant).
 */
export function parseLocalDateTime(text: string): LocalDateTime | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?$/.exec(text);
  if (parts === null) return null;
  const [, date = '', time = '', seconds = ':00'] = parts;
  if (parseLocalDate(date) === null) return null;
  return `${date}T${time}${seconds}` as LocalDateTime; // date and time checked above
}

/**
 * The wall-clock time at `time` on `date`.
 *
 * @public For the calendar of the screens.
 */
export function localDateTime(date: LocalDate, time: LocalTime): LocalDateTime {
  return `${date}T${time}:00` as LocalDateTime; // both parts are checked by their own brands
}

/** The calendar day of a wall-clock time. */
export function dateOf(local: LocalDateTime): LocalDate {
  return local.slice(0, 10) as LocalDate; // the first ten characters of the brand are a day
}

/** The time of day of a wall-clock time, its seconds cut off. */
export function timeOf(local: LocalDateTime): LocalTime {
  return local.slice(11, 16) as LocalTime; // characters 12 to 16 of the brand are hours and minutes
}

/**
 * Seconds from 1970-01-01T00:00:00 on the same wall to `local`, as if every day had 86,400 seconds.
 *
 * No instant: the zone's offset must be taken off first (`resolveLocal`).
 */
export function wallSeconds(local: LocalDateTime): number {
  return Date.parse(`${local}Z`) / SECOND;
}

/**
 * The wall-clock time with this count (see {@link wallSeconds}), fractions of a second cut off.
 *
 * @throws {BugError} outside the years 0000 to 9999.
 */
export function localOfWallSeconds(seconds: number): LocalDateTime {
  const wall = new Date(Math.floor(seconds) * SECOND);
  if (Number.isNaN(wall.getTime())) throw new BugError(`Not a wall-clock time: ${seconds} s.`);
  const text = wall.toISOString();
  if (text.length !== 24) throw new BugError(`The wall-clock time ${text} lies outside the years 0000 to 9999.`);
  return text.slice(0, 19) as LocalDateTime; // an ISO text with a four-digit year, cut before its milliseconds
}
