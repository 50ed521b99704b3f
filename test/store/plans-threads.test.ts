import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { launch, openPlan, type PlanRow } from '#engine/planner/planner.ts';
import { openWriter } from '#engine/store/connection.ts';
import { migrate } from '#engine/store/migrate.ts';
import { workspaceFiles } from '#engine/store/open-workspace.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { addDraft } from '#test/support/campaigns.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { insertAccountRow, insertPersonRows } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const AT = Date.parse('2026-11-20T12:00:00Z') as EpochMs; // a valid text

test('a plan is made on the connection that cannot write, and the launch stores the same on the one that can', async () => {
  const owner = { host: hostname(), pid: process.pid, bootId: 'x', role: 'test', socketPath: null, startedAt: 0 };
  const files = workspaceFiles(temporaryFolder(), owner);
  const db = openWriter(files.databasePath);
  migrate(db);
  const account = insertAccountRow(db);
  const zones = ['Europe/Rome', 'Asia/Tokyo', 'Romance Standard Time', 'Mars/Olympus'];
  zones.forEach((zone, index) => insertPersonRows(db, account, index, { zone }));
  db.close();

  const store = await openThreadedStore(files);
  const parts = { store, zones: loadZoneTable(), rulePacks: loadRulePacks() };
  const id = await addDraft(store, account);
  const plan = await openPlan(parts, id, AT);
  const rows: PlanRow[] = [];
  for await (const row of plan.rows()) rows.push(row);
  await plan.close();
  await launch(parts, id, AT, { approvedBy: 'test', acceptPaceLoss: false });
  const stored = await store.read('campaign.deliveries', { campaignId: id, after: null, limit: 9 });
  await store.close();

  expect(rows.map(({ zone, reason }) => [zone, reason])).toEqual([
    ['Asia/Tokyo', null],
    ['Europe/Rome', null],
    ['Europe/Paris', null],
    ['Mars/Olympus', 'unknownZone'],
  ]);
  expect(stored.map(({ token, local, reason }) => ({ token, local, reason }))).toEqual(
    rows.map(({ token, local, reason }) => ({ token, local, reason })),
  );
});
