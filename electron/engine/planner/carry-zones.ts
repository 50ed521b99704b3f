import { SECOND } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { ZoneAlias } from '../store/operations/plans-slots.ts';

/** The stretch in which a zone table lists changes one by one; outside it, it follows rules of its own. */
const LISTED = { from: epochMs(Date.UTC(2000, 0, 1)), until: epochMs(Date.UTC(2061, 0, 1)) };

/**
 * A whole zone table as plain data that crosses threads; `createZoneTable` makes an equal one of it there.
 *
 * A plan is worked out where the database is, in a thread of its own. Only names of the IANA database come along: what else a
 * text may stand for is identified on this side (`identifyTexts`).
 */
export function carryZones(table: ZoneTable): ZoneData {
  const places = new Map<string, number>();
  const schedules: unknown[] = [];
  const zones: Record<string, number> = {};
  for (const zone of table.names) {
    const schedule = scheduleOf(table, zone);
    const key = JSON.stringify(schedule);
    const place = places.get(key) ?? schedules.push(schedule) - 1;
    places.set(key, place);
    zones[zone] = place;
  }
  return { iana: { release: table.release, schedules, zones, links: {} }, windows: { zones: {} } };
}

function scheduleOf(
  table: ZoneTable,
  zone: IanaZone,
): { readonly at: readonly number[]; readonly offsets: readonly number[] } {
  const at: number[] = [];
  const offsets: number[] = [];
  for (let from: EpochMs = LISTED.from; from < LISTED.until; ) {
    const { offsetSeconds, until } = table.spanAt(zone, from);
    if (offsets.length > 0) at.push(from / SECOND);
    offsets.push(offsetSeconds);
    from = until;
  }
  return { at, offsets };
}

/** The zone that each text names, `null` where it names none; for texts that are no exact IANA names. */
export function identifyTexts(table: ZoneTable, texts: readonly string[]): readonly ZoneAlias[] {
  return texts.map((text) => {
    const identity = table.identify(text);
    return { text, zone: identity.kind === 'known' ? identity.zone : null };
  });
}
