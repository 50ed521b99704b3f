import { type Approval, launch } from '#engine/planner/planner.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import { epochMs } from '#shared/time/instant.ts';
import { draftCampaign, MORNING, planningParts } from './bench-campaign.ts';
import { benchFiles } from './bench-owner.ts';
import { input, peakMemoryMiB, report } from './child.ts';

/** What the parent asks for. */
export interface PlanInput {
  readonly folder: string;
  /** Instant of the launch, in milliseconds UTC. */
  readonly atMs: number;
}

/** What a launch took and left. */
export interface PlanReport {
  readonly tookMs: number;
  readonly memoryMiB: number;
  readonly scheduled: number;
  readonly skipped: number;
}

const APPROVAL: Approval = { approvedBy: 'bench', acceptPaceLoss: true };

/** Launches a campaign of everybody: plan, decide, store all rows, commit. */
async function launchAll({ folder, atMs }: PlanInput): Promise<PlanReport> {
  const store = await openThreadedStore(benchFiles(folder));
  const campaignId = await draftCampaign(store, 1, MORNING, atMs);
  const parts = planningParts(store);
  const startedAt = performance.now();
  const { scheduled, skipped } = await launch(parts, campaignId, epochMs(atMs), APPROVAL);
  const tookMs = performance.now() - startedAt;
  await store.close();
  return { tookMs, memoryMiB: peakMemoryMiB(), scheduled, skipped };
}

report(await launchAll(input<PlanInput>()));
