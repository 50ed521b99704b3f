import { BugError } from '#shared/lang/bug-error.ts';
import { DAY, SECOND } from './duration.ts';

/**
 * The offsets of one zone: spans in which local time minus UTC stays the same. All figures are whole seconds.
 *
 * Span `i` runs from `starts[i]` (seconds since 1970 UTC; the first is -Infinity) to `starts[i + 1]`, and `offsets[i]` is
 * local time minus UTC in it. Both arrays have the same length, at least one.
 */
export type ZoneSchedule = { readonly starts: Float64Array; readonly offsets: Int32Array };

/** How a wall-clock time was found: it exists once, does not exist, or exists twice. */
export type LocalKind = 'exact' | 'gap' | 'overlap';

/** An offset and how long it surely holds. Seconds; `until` is the first second it is not vouched for. */
export type OffsetSpan = { readonly offset: number; readonly until: number };

/** No offset is further from UTC than 15 h 59 min since 1970 (tz database, "Theory": real ones stay within 14 h). */
const WIDEST_OFFSET_S = 16 * 3_600;

/** The first second that the compiled transitions no longer cover, 2061-01-01T00:00:00Z. */
const TABLE_END_S = Date.UTC(2061, 0, 1) / SECOND;

/** From 2033 to 2060 every kind of calendar year occurs: 28 years hold all 14 pairs of leap year and first weekday. */
const TWIN_YEARS = { first: 2033, last: 2060 } as const;

/** Offset at an instant, in seconds. After 2060 the rules of the last years go on. */
export function offsetAt(schedule: ZoneSchedule, second: number): number {
  const inTable = second < TABLE_END_S ? second : second - twinShift(second);
  return schedule.offsets[spanIndex(schedule, inTable)] ?? 0; // the index is always inside
}

/** Offset at an instant with the time up to which it holds at least. */
export function offsetSpanAt(schedule: ZoneSchedule, second: number): OffsetSpan {
  const shift = second < TABLE_END_S ? 0 : twinShift(second);
  const { end, offset } = spanAt(schedule, spanIndex(schedule, second - shift));
  const vouchedUntil = shift === 0 ? TABLE_END_S : yearStart(yearOf(second) + 1);
  return { offset, until: Math.min(end + shift, vouchedUntil) };
}

/**
 * The instant of a wall-clock time. Gap: the first valid instant after it. Overlap: the first of the two (DESIGN 5).
 *
 * @param wall - seconds since 1970-01-01T00:00:00 on the wall (`wallSeconds`).
 */
export function resolveWall(
  schedule: ZoneSchedule,
  wall: number,
): { readonly kind: LocalKind; readonly second: number } {
  const shift = wall < TABLE_END_S ? 0 : twinShift(wall);
  const found = resolveInTable(schedule, wall - shift);
  return { kind: found.kind, second: found.second + shift };
}

function resolveInTable(schedule: ZoneSchedule, wall: number): { kind: LocalKind; second: number } {
  let first: number | null = null;
  let jump: number | null = null;
  for (let index = spanIndex(schedule, wall - WIDEST_OFFSET_S); index < schedule.offsets.length; index += 1) {
    const { start, end, offset } = spanAt(schedule, index);
    if (start > wall + WIDEST_OFFSET_S) break;
    const second = wall - offset;
    if (second < start) {
      // The wall clock had not reached this time when the span before ended, and is past it as this one begins.
      jump ??= start;
    } else if (second < end) {
      if (first !== null) return { kind: 'overlap', second: first };
      first = second;
    }
  }
  if (first !== null) return { kind: 'exact', second: first };
  if (jump === null) throw new BugError(`The wall-clock second ${wall} lies in no span and in no gap.`);
  return { kind: 'gap', second: jump };
}

/** One span with both its ends; the last one has no end. */
function spanAt({ starts, offsets }: ZoneSchedule, index: number): { start: number; end: number; offset: number } {
  return {
    start: starts[index] ?? Number.NEGATIVE_INFINITY,
    end: starts[index + 1] ?? Number.POSITIVE_INFINITY,
    offset: offsets[index] ?? 0, // both arrays have the same length
  };
}

/** Index of the span that holds `second`: the last one that starts at or before it. */
function spanIndex({ starts }: ZoneSchedule, second: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= second) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Seconds from the twin of a late year to the year itself.
 *
 * Rules that go on for ever name months, weekdays and times only, so two years with the same first weekday and the same
 * length have the same switches.
 */
function twinShift(second: number): number {
  const year = yearOf(second);
  const start = yearStart(year);
  const length = yearStart(year + 1) - start;
  for (let twin = TWIN_YEARS.first; twin <= TWIN_YEARS.last; twin += 1) {
    const shift = start - yearStart(twin);
    if (shift % (7 * (DAY / SECOND)) === 0 && yearStart(twin + 1) - yearStart(twin) === length) return shift;
  }
  return 0; // not reached: the 28 years hold every kind
}

function yearOf(second: number): number {
  return new Date(second * SECOND).getUTCFullYear();
}

function yearStart(year: number): number {
  return Date.UTC(year, 0, 1) / SECOND;
}
