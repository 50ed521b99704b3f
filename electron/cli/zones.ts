import { loadResources } from '#host/load-resources.ts';
import { createZoneTable, type ZoneTable } from '#shared/time/zone-table.ts';

/** Reads the shipped zone table; a host shows times with it, the engine plans with it. */
export function loadZones(): ZoneTable {
  return createZoneTable(loadResources().zones);
}
