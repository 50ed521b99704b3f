import { expect, test } from 'vitest';
import { carryZones, identifyTexts } from '#engine/planner/carry-zones.ts';
import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();

test('a zone table that crossed threads gives the same answers for every zone and year', () => {
  const carried = createZoneTable(structuredClone(carryZones(table)));
  expect(carried.names).toEqual(table.names);
  const differences = table.names.filter((zone) => {
    for (let at = Date.UTC(1999, 0, 1); at < Date.UTC(2066, 0, 1); at += 11.3 * DAY) {
      const instant = Math.floor(at) as EpochMs; // whole
      if (carried.offsetSecondsAt(zone, instant) !== table.offsetSecondsAt(zone, instant)) return true;
    }
    return false;
  });
  expect(differences).toEqual([]);
});

test('texts that are no IANA names are identified on this side, and those that name no zone stay nameless', () => {
  expect(identifyTexts(table, ['W. Europe Standard Time', 'asia/tokyo', 'Mars/Olympus'])).toEqual([
    { text: 'W. Europe Standard Time', zone: 'Europe/Berlin' },
    { text: 'asia/tokyo', zone: 'Asia/Tokyo' },
    { text: 'Mars/Olympus', zone: null },
  ]);
});
