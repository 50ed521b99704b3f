import { DAY, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** How far around an instant a zone is carried: a claim looks one calendar month back and two ahead at most. */
const REACH_MS = 100 * DAY;

/**
 * One zone around an instant as plain data that crosses threads; `createZoneTable` makes a table of it again.
 *
 * A claim is decided in the writer thread, where the zone table does not live, and weekly and monthly tokens count in the Page's
 * zone (seeds/004, Settimanale and Mensile). Offsets further than 100 days from `at` are those at the edge.
 */
export function carryZone(table: ZoneTable, zone: IanaZone, at: EpochMs): ZoneData {
  const changes: number[] = [];
  const offsets: number[] = [];
  const end = addMs(at, REACH_MS);
  let from = addMs(at, -REACH_MS);
  while (from < end) {
    const { offsetSeconds, until } = table.spanAt(zone, from);
    if (offsets.length > 0) changes.push(from / SECOND);
    offsets.push(offsetSeconds);
    from = until;
  }
  const schedules = [{ at: changes, offsets }];
  return { iana: { release: table.release, schedules, zones: { [zone]: 0 }, links: {} }, windows: { zones: {} } };
}
