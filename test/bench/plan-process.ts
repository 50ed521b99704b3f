import { type Approval, launch } from '#engine/planner/planner.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import { epochMs } from '#shared/time/instant.ts';
import { draftCampaign, MORNING, planningParts } from './bench-campaign.ts';
import { benchFiles } from './bench-owner.ts';
import { input, peakMemoryMiB, report, startProcessorClock } from './child.ts';

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
  /** Processor time of the launch, in milliseconds. */
  readonly processor: number;
  readonly scheduled: number;
  readonly skipped: number;
}

const APPROVAL: Approval = { approvedBy: 'bench', acceptPaceLoss: true };

/** Launches a campaign of everybody: plan, decide, store all rows, commit. */
async function launchAll({ folder, atMs }: PlanInput): Promise<PlanReport> {
  const store = await openThreadedStore(benchFiles(folder));
  const campaignId = await draftCampaign(store, 1, MORNING, atMs);
  const parts = planningParts(store);
  const processorMs = startProcessorClock();
  const startedAt = performance.now();
  const { scheduled, skipped } = await launch(parts, campaignId, epochMs(atMs), APPROVAL);
  const tookMs = performance.now() - startedAt;
  const processor = processorMs();
  await store.close();
  return { tookMs, memoryMiB: peakMemoryMiB(), processor, scheduled, skipped };
}

report(await launchAll(input() as PlanInput)); // given by the case that starts this script
