import { BugError } from '#shared/lang/bug-error.ts';
import { MINUTE, SECOND } from './duration.ts';
import { addMs, type EpochMs } from './instant.ts';
import { MINUTES_PER_DAY } from './local-time.ts';
import type { IanaZone } from './zone-data.ts';
import type { ZoneTable } from './zone-table.ts';

/**
 * Local hours in which a recipient may be messaged, half-open [from, to), in minutes after midnight on the wall clock.
 *
 * A `from` later than `to` crosses midnight: 22:00 to 06:00 is open from 22:00 on one day to 06:00 on the next. Where
 * clocks go back, an hour shown twice is open twice; where they go forward, an hour never shown opens nothing (DESIGN 5).
 */
export type LocalWindow = {
  /** First open minute, 0 to 1439. */
  readonly fromMinute: number;
  /** First closed minute after it, 0 to 1440; never equal to `fromMinute`. */
  readonly toMinute: number;
};

/**
 * Makes a window.
 *
 * @throws {BugError} for minutes outside the day or a window of no length. No window at all is `null`, not an empty one.
 */
export function localWindow(fromMinute: number, toMinute: number): LocalWindow {
  const isMinute = (minute: number, last: number): boolean => Number.isInteger(minute) && minute >= 0 && minute <= last;
  if (!isMinute(fromMinute, MINUTES_PER_DAY - 1) || !isMinute(toMinute, MINUTES_PER_DAY) || fromMinute === toMinute) {
    throw new BugError(`Not a window: minute ${fromMinute} to minute ${toMinute} of the day.`);
  }
  return { fromMinute, toMinute };
}

/** Whether the wall clock stands inside the window at `at`. `null` is no window: always. */
export function isInWindow(window: LocalWindow | null, table: ZoneTable, zone: IanaZone, at: EpochMs): boolean {
  return window === null || isOpenAt(window, wallMsOfDay(at, table.spanAt(zone, at).offsetSeconds));
}

/** The first instant inside the window, at `at` or later; `at` itself when there is no window. */
export function nextOpening(window: LocalWindow | null, table: ZoneTable, zone: IanaZone, at: EpochMs): EpochMs {
  return window === null ? at : firstInstant(at, { table, zone }, window.fromMinute, (ms) => isOpenAt(window, ms));
}

/**
 * The first instant after `at` at which the window is closed; for an `at` outside the window, `at` itself.
 *
 * @returns `null` when it never closes: no window, or one of the whole day.
 */
export function windowEnd(window: LocalWindow | null, table: ZoneTable, zone: IanaZone, at: EpochMs): EpochMs | null {
  if (window === null || isWholeDay(window)) return null;
  return firstInstant(at, { table, zone }, window.toMinute, (ms) => !isOpenAt(window, ms));
}

/**
 * The first instant at or after `at` whose time of day is `wanted`, given that a day turns from unwanted to wanted at
 * `edgeMinute` and nowhere else.
 *
 * Between two changes of offset the wall clock runs like any clock, so the edge lies a plain difference ahead; a change
 * of offset may skip the edge or bring the wanted hours by itself, so after each the clock is read again.
 */
function firstInstant(
  at: EpochMs,
  { table, zone }: { readonly table: ZoneTable; readonly zone: IanaZone },
  edgeMinute: number,
  wanted: (wallMsOfDay: number) => boolean,
): EpochMs {
  let from = at;
  for (;;) {
    const { offsetSeconds, until } = table.spanAt(zone, from);
    const ms = wallMsOfDay(from, offsetSeconds);
    if (wanted(ms)) return from;
    const edge = addMs(from, floorRemainder(edgeMinute * MINUTE - ms, MINUTES_PER_DAY * MINUTE));
    if (edge < until) return edge;
    from = until;
  }
}

function isOpenAt({ fromMinute, toMinute }: LocalWindow, wallMs: number): boolean {
  const minute = Math.floor(wallMs / MINUTE);
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

function isWholeDay({ fromMinute, toMinute }: LocalWindow): boolean {
  return fromMinute === 0 && toMinute === MINUTES_PER_DAY;
}

/** Milliseconds since midnight as the wall clock shows them. */
function wallMsOfDay(at: EpochMs, offsetSeconds: number): number {
  return floorRemainder(at + offsetSeconds * SECOND, MINUTES_PER_DAY * MINUTE);
}

/** Remainder that is never negative, as days before 1970 and edges behind the hand need it. */
function floorRemainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
