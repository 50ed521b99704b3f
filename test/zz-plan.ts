import { hostname } from 'node:os';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import { workspaceFiles } from '#engine/store/open-workspace.ts';
import { openPlan, launch } from '#engine/planner/planner.ts';
import { explain } from '#engine/planner/explain.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { addDraft } from '#test/support/campaigns.ts';
const owner = { host: hostname(), pid: process.pid, bootId: 'x', role: 'test', socketPath: null, startedAt: 0 };
const store = await openThreadedStore(workspaceFiles('/tmp/planws', owner));
const parts = { store, zones: loadZoneTable(), rulePacks: loadRulePacks() };
const at = Date.parse('2026-11-21T00:00:00Z') as any;
const t = async (label: string, f: () => Promise<any>) => { const s = performance.now(); const r = await f(); console.log(label.padEnd(30), Math.round(performance.now() - s), 'ms'); return r; };
for (const date of ['2026-11-27', '2026-12-02', '2026-11-28']) {
  const id = await addDraft(store, 1, { time: { kind: 'local', date, time: '10:00' } });
  const plan = await t('plan.compute ' + date, () => openPlan(parts, id, at));
  console.log(JSON.stringify({ ...plan.summary, awake: plan.summary.awake.length }));
  await t('rows', async () => { let n = 0; for await (const r of plan.rows()) n++; console.log(n); });
  await plan.close();
  console.log(await t('launch', () => launch(parts, id, at, { approvedBy: 'x', acceptPaceLoss: true })).then((r) => JSON.stringify({ ...r, awake: 0 })));
  await t('status', () => store.read('campaign.status', { id }));
  await t('explain', () => explain(parts, id, 'tok2654435761-1', at));
  await t('deliveries page', () => store.read('campaign.deliveries', { campaignId: id, after: null, limit: 100 }));
  console.log('rss', Math.round(process.memoryUsage().rss / 1e6));
}
await t('cancel', () => store.write('campaign.cancel', { id: 1 as any, at }, { priority: 'urgent' }));
await store.close();
