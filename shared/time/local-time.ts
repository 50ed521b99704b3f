import type { Brand } from '#shared/lang/brand.ts';
import { BugError } from '#shared/lang/bug-error.ts';

/** A time of day without a date or a zone, `HH:MM`, 00:00 to 23:59. */
export type LocalTime = Brand<string, 'LocalTime'>;

/** Minutes in a calendar day of 24 hours; the clock's day, whatever a zone does to it. */
export const MINUTES_PER_DAY = 1_440;

/** Reads `10:00`; `null` when the text is no time of day in this spelling (`24:00`, `9:00`, `10:00:00`). */
export function parseLocalTime(text: string): LocalTime | null {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? (text as LocalTime) : null; // checked by the pattern
}

/** Minutes from midnight on the clock: 0 to 1439. */
export function minuteOfDay(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/**
 * The time of day `minute` minutes after midnight on the clock.
 *
 * @throws {BugError} unless `minute` is a whole number from 0 to 1439.
 *
 * @public For the calendar of the screens.
 */
export function localTimeOfMinute(minute: number): LocalTime {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  const time = parseLocalTime(`${hours}:${String(minute % 60).padStart(2, '0')}`);
  if (time === null) throw new BugError(`Not a minute of a day: ${minute}.`);
  return time;
}
