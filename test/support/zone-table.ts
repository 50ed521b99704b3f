import { readFileSync } from 'node:fs';
import { type EpochMs, parseIso } from '#shared/time/instant.ts';
import { type LocalDateTime, parseLocalDateTime } from '#shared/time/local-date-time.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import { createZoneTable, type ZoneTable } from '#shared/time/zone-table.ts';

/** Reads the two shipped zone files as a host does, unchecked. */
export function readShippedZoneData(): ZoneData {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../resources/zones/${name}`, import.meta.url), 'utf8'));
  return { iana: read('iana-2026c.json'), windows: read('windows-zones.json') };
}

/** The zone table that ships with the app, for tests. */
export function loadZoneTable(): ZoneTable {
  return createZoneTable(readShippedZoneData());
}

/** A name as the table spells it; fails the test when the table does not know it. */
export function zoneNamed(table: ZoneTable, name: string): IanaZone {
  // By the table's own list: a few of its names, such as Factory, are no answer to what a person may have meant.
  const zone = table.names.find((known) => known === name);
  if (zone === undefined) throw new Error(`${name} is not in the zone table.`);
  return zone;
}

/** An instant written with its offset, e.g. `2026-11-27T10:00:00+01:00`. */
export function instant(text: string): EpochMs {
  const at = parseIso(text);
  if (at === null) throw new Error(`Not an instant: ${text}.`);
  return at;
}

/** A wall-clock time, e.g. `2026-11-27T10:00`. */
export function wall(text: string): LocalDateTime {
  const local = parseLocalDateTime(text);
  if (local === null) throw new Error(`Not a wall-clock time: ${text}.`);
  return local;
}
