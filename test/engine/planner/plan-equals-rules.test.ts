import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPlan, type PlanRow } from '#engine/planner/planner.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { expectedPlan } from '#test/support/plan-oracle.ts';
import { LAUNCH_AT, storeWorld, type World, worlds } from '#test/support/plan-world.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { emptyWorkspace } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const zones = loadZoneTable();
const rulePacks = loadRulePacks();

async function planned(world: World): Promise<readonly PlanRow[]> {
  const db = emptyWorkspace();
  const { campaignId } = storeWorld(db, world);
  const store = openInlineStore(db);
  const plan = await openPlan({ store, zones, rulePacks }, campaignId as CampaignId, LAUNCH_AT); // row id
  const rows: PlanRow[] = [];
  for await (const row of plan.rows()) rows.push(row);
  await plan.close();
  await store.close();
  return rows;
}

test('the plan made by SQL says about every token what the pure rules say', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const rows = await planned(world);
      const told = rows
        .map(({ token, state, dueAt, leavesAt, reason, earliestAt }) => ({
          token,
          state,
          dueAt,
          leavesAt,
          reason,
          earliestAt,
        }))
        .toSorted((a, b) => Number(a.token.slice(6)) - Number(b.token.slice(6)));
      const rules = rulePacks.get(world.rulePack);
      if (rules === undefined) throw new Error(`no rule pack ${world.rulePack}`);
      expect(told).toEqual(expectedPlan(world, zones, rules));
    }),
    { numRuns: Number(process.env['PLAN_RUNS'] ?? 300) },
  );
});
