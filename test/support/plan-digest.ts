/**
 * A program of its own: plans a campaign for people in every zone of the table, prints a digest of the plan's NDJSON, and what this
 * machine itself believes.
 *
 * Started once per machine zone by `test/engine/planner/machine-zones.test.ts`; with the argument `wrong-intl` it first puts an
 * `Intl.DateTimeFormat` in place that takes every zone for Kiritimati.
 */
import { createHash } from 'node:crypto';
import type { EpochMs } from '#shared/time/instant.ts';
import { addDraft } from './campaigns.ts';
import { loadRulePacks } from './rule-packs.ts';
import { emptyWorkspace, insertAccountRow, insertPersonRows, insertRow } from './workspace-rows.ts';
import { loadZoneTable } from './zone-table.ts';

/** What the program prints, as one line of JSON. */
export interface PlanDigest {
  /** SHA-256 over the lines of all plans, in hex. */
  readonly digest: string;
  readonly rows: number;
  readonly scheduled: number;
  /** The hour of 2026-07-01T12:00:00Z on this process's own clock face. */
  readonly machineHour: number;
  /** The same instant in Berlin after `Intl`; wrong with `wrong-intl`. */
  readonly intlHour: string;
}

const RealFormat = Intl.DateTimeFormat;

class WrongFormat extends RealFormat {
  constructor(locales?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions) {
    super(locales, { ...options, timeZone: 'Pacific/Kiritimati' });
  }
}

if (process.argv[2] === 'wrong-intl') {
  // The type of the built-in also allows a call without `new`, which nothing here makes.
  Intl.DateTimeFormat = WrongFormat as typeof Intl.DateTimeFormat;
}

const { openPlan } = await import('#engine/planner/planner.ts');
const { explain } = await import('#engine/planner/explain.ts');
const { openInlineStore } = await import('#engine/store/inline-store.ts');

const zones = loadZoneTable();
const db = emptyWorkspace();
const parts = { store: openInlineStore(db), zones, rulePacks: loadRulePacks() };
const account = insertAccountRow(db, { page_zone: 'Europe/Rome', pace_per_second: 7 });
const launchAt = Date.parse('2026-10-23T09:59:57.500Z') as EpochMs; // a valid text

zones.names.forEach((zone, index) => {
  const frequency = index % 7 === 0 ? 'weekly' : null;
  const { token } = insertPersonRows(db, account, index, { zone, frequency, created_at_ms: launchAt - index * 1_000 });
  const last = launchAt - 86_400_000 + index * 5_000;
  if (index % 3 === 0) insertRow(db, 'token_ledger', { token_id: token, last_accepted_at_ms: last });
});
insertPersonRows(db, account, 9_001, { zone: 'W. Europe Standard Time' });
insertPersonRows(db, account, 9_002, { zone: 'Mars/Olympus' });

const hash = createHash('sha256');
let rows = 0;
let scheduled = 0;
for (const [date, time] of [
  ['2026-10-23', '12:00'],
  ['2026-10-25', '02:30'],
  ['2027-03-28', '02:30'],
  ['2026-11-27', '10:00'],
] as const) {
  for (const window of [null, { fromMinute: 540, toMinute: 1_200 }]) {
    const id = await addDraft(parts.store, account, {
      time: { kind: 'local', date, time },
      window,
      unknownZone: 'Asia/Tokyo',
    });
    const plan = await openPlan(parts, id, launchAt);
    for await (const row of plan.rows()) {
      hash.update(`${JSON.stringify(row)}\n`);
      rows += 1;
      if (row.state === 'scheduled') scheduled += 1;
      if (rows % 97 === 0) hash.update(JSON.stringify(await explain(parts, id, row.token, launchAt)));
    }
    await plan.close();
  }
}

const noonInJuly = new Date(Date.UTC(2026, 6, 1, 12));
const result: PlanDigest = {
  digest: hash.digest('hex'),
  rows,
  scheduled,
  machineHour: noonInJuly.getHours(),
  intlHour: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(noonInJuly),
};
console.log(JSON.stringify(result));
