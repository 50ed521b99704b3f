import { SECOND } from './duration.ts';
import { type EpochMs, epochMs } from './instant.ts';
import { type LocalDateTime, wallSeconds } from './local-date-time.ts';
import type { IanaZone } from './zone-data.ts';
import type { ZoneTable } from './zone-table.ts';

/** One zone's offsets over a stretch of years, as plain data: it crosses to another thread, which a zone table cannot. */
export type ZoneOffsets = readonly {
  readonly from: EpochMs;
  /** The first instant at which the next span holds. */
  readonly until: EpochMs;
  /** Local time minus UTC, in seconds. */
  readonly offsetSeconds: number;
}[];

/** Largest offset there is, in seconds, and an hour more: UTC+14 (tz database). */
const MOST_OFFSET = 15 * 3_600;

/** The offsets of a zone from `from` up to `before`. @throws {BugError} for a zone that is not in the table. */
export function offsetsOf(zones: ZoneTable, zone: IanaZone, from: EpochMs, before: EpochMs): ZoneOffsets {
  const spans: { readonly from: EpochMs; readonly until: EpochMs; readonly offsetSeconds: number }[] = [];
  for (let at = from; at < before; at = spans.at(-1)?.until ?? before) {
    const { offsetSeconds, until } = zones.spanAt(zone, at);
    spans.push({ from: at, until: until > before ? before : until, offsetSeconds });
  }
  return spans;
}

/**
 * The instant of a wall-clock time, as `ZoneTable.resolveLocal` finds it: of a time that exists twice the first, of one that does not
 * exist the first valid instant after.
 *
 * @returns `null` outside the stretch of years.
 */
export function instantIn(offsets: ZoneOffsets, local: LocalDateTime): EpochMs | null {
  const wall = wallSeconds(local);
  for (let index = firstAfter(offsets, (wall - MOST_OFFSET) * SECOND); index < offsets.length; index += 1) {
    const span = offsets[index];
    if (span === undefined) return null;
    const at = (wall - span.offsetSeconds) * SECOND;
    if (at < span.from) return index === 0 ? null : span.from;
    if (at < span.until) return epochMs(at);
  }
  return null;
}

/** Place of the first span that ends after an instant. */
function firstAfter(offsets: ZoneOffsets, at: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle]?.until ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
