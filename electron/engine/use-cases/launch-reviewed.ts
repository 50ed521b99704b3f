import { z } from 'zod';
import { launch, openPlan } from '#engine/planner/planner.ts';
import type { PlanSummary } from '#engine/store/operations/plans-summary.ts';
import { reviewedSchema } from '#shared/contract/plan.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import type { RefusalKind } from '#shared/domain/refusals/refusal-catalogue.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { countToType, type ReviewChange, reviewChange } from '#shared/rules/launch-review.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { reviewedFiguresOf } from './plan-overview.ts';
import { refuseNobodyOf } from './refuse-nobody.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

const input = z.strictObject({
  campaign: z.string(),
  reviewed: reviewedSchema,
  acceptPaceLoss: z.boolean(),
  typedCount: z.int().nullable(),
});

/** What launching from a screen did. */
export interface ReviewedLaunch {
  readonly state: CampaignState;
  /** Another window, or an earlier click, was first; nothing was done now. */
  readonly wasLaunchedBefore: boolean;
}

/**
 * Launches what a person reviewed. Launching again is no error and does nothing; a plan that differs notably from the one reviewed
 * is not launched but told (`confirmationNeeded`, where `plan`).
 */
export const launchReviewed = documentUseCase({
  input,
  audit: (given, output: ReviewedLaunch) => ({
    subject: given.campaign,
    detail: output.wasLaunchedBefore ? 'launched before' : output.state,
  }),
  run: async (given, context): Promise<ReviewedLaunch> => {
    const { parts, services, signal } = context;
    const campaign = await findCampaign(parts, given.campaign);
    if (campaign.state !== 'draft') return { state: campaign.state, wasLaunchedBefore: true };
    const at = parts.ports.clock.now();
    await checkReview(given, campaign, at, context);
    try {
      const approval = { approvedBy: 'person', acceptPaceLoss: given.acceptPaceLoss };
      const { state } = await launch(parts, campaign.id, at, approval, { signal, onProgress: planned(context) });
      services.changed();
      return { state, wasLaunchedBefore: false };
    } catch (error) {
      // Two clicks at once: the writer takes one after the other, and the second finds it launched.
      const { state } = await findCampaign(parts, given.campaign);
      if (state !== 'draft') return { state, wasLaunchedBefore: true };
      throw error;
    }
  },
});

function planned({ onProgress }: UseCaseContext): (done: number) => void {
  return (done) => onProgress({ what: 'people planned', done, total: null });
}

async function checkReview(
  given: z.infer<typeof input>,
  campaign: Campaign,
  at: EpochMs,
  context: UseCaseContext,
): Promise<void> {
  const { parts, signal } = context;
  const plan = await openPlan(parts, campaign.id, at, { signal, onProgress: planned(context) });
  await plan.close();
  await refuseNobodyOf(parts, campaign, plan.summary);
  refuseSurprise(given, campaign, plan.summary);
  const account = await findAccount(parts, toPublicId('account', campaign.accountId));
  const wanted = countToType(account, given.reviewed.scheduled);
  if (wanted === null || given.typedCount === wanted) return;
  throw refuse('countNotTyped', { count: wanted }, { where: 'count' });
}

const SURPRISES = {
  content: 'reviewContentChanged',
  people: 'reviewPeopleChanged',
  time: 'reviewTimeChanged',
} as const satisfies Readonly<Record<ReviewChange, RefusalKind>>;

function refuseSurprise({ reviewed }: z.infer<typeof input>, campaign: Campaign, summary: PlanSummary): void {
  const seen = { ...reviewed, firstLeaveAt: reviewed.firstLeaveAt as EpochMs | null }; // told by a plan of ours
  const now = reviewedFiguresOf(campaign, summary);
  const isNow = campaign.schedule.time.kind === 'now';
  const change = reviewChange(seen, { ...now, firstLeaveAt: summary.firstLeaveAt }, isNow);
  if (change === null) return;
  throw refuse(SURPRISES[change], { now: summary.scheduled, shown: reviewed.scheduled }, { where: 'plan' });
}
