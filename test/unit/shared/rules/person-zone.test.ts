import { expect, test } from 'vitest';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();

test.each([
  ["the token's own zone counts first", 'Europe/Rome', 'Asia/Tokyo', 'Europe/Rome'],
  ["the person's counts where the token's is missing", null, 'Asia/Tokyo', 'Asia/Tokyo'],
  ["the person's counts where the token's names no zone", 'Mars/Olympus', 'Asia/Tokyo', 'Asia/Tokyo'],
  ['what was given is kept where neither names one', 'Mars/Olympus', null, 'Mars/Olympus'],
  ['nothing stays nothing', null, null, null],
])('%s', (_rule, tokenZone, personZone, expected) => {
  expect(zoneTextOf(table, tokenZone, personZone)).toBe(expected);
});
