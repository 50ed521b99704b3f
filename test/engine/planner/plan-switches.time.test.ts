import { expect, test } from 'vitest';
import { openPlan } from '#engine/planner/planner.ts';
import { execute } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { DAY, SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { addDraft, FRIDAY_AT_TEN } from '#test/support/campaigns.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { emptyWorkspace, insertAccountRow, insertPersonRows } from '#test/support/workspace-rows.ts';
import { loadZoneOracle, type OracleZone, oracleOffset } from '#test/support/zone-oracle.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const YEARS = { from: Date.UTC(2026, 0, 1) / SECOND, until: Date.UTC(2028, 0, 1) / SECOND };
/** Times of day at which clocks change somewhere, and beside them. */
const TIMES = ['00:00', '00:30', '01:30', '02:00', '02:15', '02:45', '03:00', '23:45'];

const oracle = loadZoneOracle();
const changes = oracle.zones.flatMap((zone) =>
  zone.changes
    .filter(({ at }) => at >= YEARS.from && at < YEARS.until)
    .map((change) => ({ ...change, zone: zone.name })),
);
/** Every local date on which some zone changes its clock. */
const dates = [
  ...new Set(changes.flatMap(({ at, before, after }) => [dateAt(at + before), dateAt(at + after)])),
].toSorted();

function dateAt(wallSecond: number): string {
  return new Date(wallSecond * SECOND).toISOString().slice(0, 10);
}

interface Expected {
  readonly dueAt: number;
  readonly zoneNote: 'gap' | 'overlap' | null;
}

/** What `zdump` makes of a wall-clock time: tries every offset the zone ever has. */
function expectedOf(zone: OracleZone, date: string, time: string): Expected {
  const wall = Date.parse(`${date}T${time}:00Z`) / SECOND;
  const offsets = [...new Set([zone.first, ...zone.changes.map(({ after }) => after)])];
  const found = offsets.map((offset) => wall - offset).filter((second) => second + oracleOffset(zone, second) === wall);
  const gap = zone.changes.find(({ at, before, after }) => wall >= at + before && wall < at + after);
  const second = found.length > 0 ? Math.min(...found) : (gap?.at ?? Number.NaN);
  const zoneNote = found.length === 0 ? 'gap' : found.length > 1 ? 'overlap' : null;
  return { dueAt: second * SECOND, zoneNote };
}

test('plans for every zone around every switch of 2026 and 2027 differ nowhere from zdump', {
  timeout: 300_000,
}, async () => {
  const db = emptyWorkspace();
  const parts = { store: openInlineStore(db), zones: loadZoneTable(), rulePacks: loadRulePacks() };
  const account = insertAccountRow(db);
  oracle.zones.forEach((zone, index) => insertPersonRows(db, account, index, { zone: zone.name, created_at_ms: 0 }));
  execute(db, `UPDATE notification_token SET frequency = 'daily'`);

  const differences: string[] = [];
  const seen = { gap: 0, overlap: 0, rows: 0 };
  for (const date of dates) {
    for (const time of TIMES) {
      const id: CampaignId = await addDraft(parts.store, account, {
        ...FRIDAY_AT_TEN,
        time: { kind: 'local', date, time },
        window: null,
        lateMinutes: 600,
      });
      const plan = await openPlan(parts, id, (Date.parse(`${date}T00:00:00Z`) - 3 * DAY) as EpochMs); // whole
      const due = new Map<string, { readonly dueAt: number | null; readonly zoneNote: string | null }>();
      for await (const row of plan.rows()) due.set(row.zone ?? '', row);
      await plan.close();
      for (const zone of oracle.zones) {
        if (zone.name === 'Factory') continue; // no place: nobody lives there, so it counts as unknown
        const expected = expectedOf(zone, date, time);
        const row = due.get(zone.name);
        seen.rows += 1;
        if (expected.zoneNote !== null) seen[expected.zoneNote] += 1;
        if (row?.dueAt !== expected.dueAt || row.zoneNote !== expected.zoneNote) {
          differences.push(
            `${zone.name} ${date} ${time}: ${JSON.stringify(row)} instead of ${JSON.stringify(expected)}`,
          );
        }
      }
    }
  }

  expect(differences).toEqual([]);
  // The fixture really holds what it should: some hundred zones change, and some of these times do not exist or exist twice.
  expect(changes.length).toBeGreaterThan(500);
  expect(seen.gap).toBeGreaterThan(100);
  expect(seen.overlap).toBeGreaterThan(100);
});
