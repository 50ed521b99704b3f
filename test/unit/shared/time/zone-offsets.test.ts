import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { localOfWallSeconds } from '#shared/time/local-date-time.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { instantIn, offsetsOf } from '#shared/time/zone-offsets.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const zones = loadZoneTable();
const FROM = epochMs(Date.UTC(2010, 0, 1));
const BEFORE = epochMs(Date.UTC(2100, 0, 1));
const NAMES = [
  'Europe/Rome',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Etc/UTC',
];
const tables = NAMES.map((name) => [name as IanaZone, offsetsOf(zones, name as IanaZone, FROM, BEFORE)] as const); // names of the table

/** Wall times all over the years, and within hours of a change of offset. */
const aWall = fc.oneof(
  fc.integer({ min: Date.UTC(2010, 0, 3) / 1_000, max: Date.UTC(2099, 11, 30) / 1_000 }),
  fc
    .record({ zone: fc.nat(NAMES.length - 1), span: fc.nat(150), seconds: fc.integer({ min: -90_000, max: 90_000 }) })
    .map(({ zone, span, seconds }) => {
      const spans = tables[zone]?.[1] ?? [];
      const at = spans[1 + (span % Math.max(1, spans.length - 2))]?.from ?? (Date.UTC(2020, 0, 1) as EpochMs); // whole milliseconds
      return Math.min(at / 1_000 + seconds, Date.UTC(2099, 11, 30) / 1_000);
    }),
);

test('a wall-clock time is the same instant as the zone table finds, gaps and overlaps included', () => {
  fc.assert(
    fc.property(aWall, fc.nat(NAMES.length - 1), (seconds, index) => {
      const [zone, offsets] = tables[index] ?? [];
      const local = localOfWallSeconds(seconds);
      expect(instantIn(offsets ?? [], local)).toBe(zone === undefined ? null : zones.resolveLocal(zone, local).at);
    }),
    { numRuns: 3_000, seed: 20_261_121 },
  );
});
