import { formatInTimeZone } from 'date-fns-tz';
import type { LocalDate } from './local-date.ts';
import { dateOf, type LocalDateTime, timeOf } from './local-date-time.ts';

/**
 * Wall-clock text for people. The only file that imports date-fns-tz (DESIGN 5).
 *
 * The library never sees a recipient's zone, nor the hours: it is given the day at noon in `Z`, an offset it needs no
 * zone data for. It passes through the machine's own zone on its way, and goes wrong in the hours that the machine's own
 * clocks skip (STACK 10); no machine skips noon. The hours come from the text as they stand.
 */
function formatDay(date: LocalDate, pattern: string): string {
  return formatInTimeZone(`${date}T12:00:00Z`, 'Z', pattern);
}

/** `Fri 27 Nov 2026, 10:00`; seconds are left out. */
export function formatWallClock(local: LocalDateTime): string {
  return `${formatWallDate(dateOf(local))}, ${timeOf(local)}`;
}

/** `Fri 27 Nov 2026`. */
export function formatWallDate(date: LocalDate): string {
  return formatDay(date, 'EEE d MMM yyyy');
}

/**
 * `Fri 10:00`, for times less than a week away from one named beside them.
 *
 * @public For the calendar of the screens.
 */
export function formatWeekdayClock(local: LocalDateTime): string {
  return `${formatDay(dateOf(local), 'EEE')} ${timeOf(local)}`;
}

/**
 * `November 2026`.
 *
 * @public For the calendar of the screens.
 */
export function formatMonth(date: LocalDate): string {
  return formatDay(date, 'MMMM yyyy');
}
