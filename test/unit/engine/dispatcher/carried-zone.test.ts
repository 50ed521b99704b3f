import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryZone } from '#engine/dispatcher/carried-zone.ts';
import { nextPeriodStart } from '#shared/time/calendar-period.ts';
import { DAY } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();

test('a carried zone answers as the table does, for every zone, for any month around the instant', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...table.names),
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }),
      fc.integer({ min: -31, max: 62 }),
      (zone, instant, days) => {
        const carried = createZoneTable(structuredClone(carryZone(table, zone, epochMs(instant))));
        const at = epochMs(instant + days * DAY);
        expect(carried.localWithOffset(zone, at)).toBe(table.localWithOffset(zone, at));
        for (const period of ['weekly', 'monthly'] as const) {
          const asked = epochMs(instant - 31 * DAY);
          expect(nextPeriodStart(carried, zone, asked, period)).toBe(nextPeriodStart(table, zone, asked, period));
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

test('no other zone is answered for', () => {
  const [first, second] = table.names;
  if (first === undefined || second === undefined) throw new Error('The zone table is empty.');
  const carried = createZoneTable(carryZone(table, first, epochMs(0)));
  expect(() => carried.localAt(second, epochMs(0))).toThrow(/is not in the zone table/);
});
