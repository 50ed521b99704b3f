import { readFileSync } from 'node:fs';
import { createZoneTable, type ZoneTable } from '#shared/time/zone-table.ts';

/** Reads the zone table that ships with the app. */
export function readShippedZoneTable(): ZoneTable {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../resources/zones/${name}`, import.meta.url), 'utf8'));
  return createZoneTable({ iana: read('iana-2026c.json'), windows: read('windows-zones.json') });
}
