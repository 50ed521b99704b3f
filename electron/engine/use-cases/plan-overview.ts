import { createHash } from 'node:crypto';
import { z } from 'zod';
import { shelvePlan } from '#engine/planner/plan-shelf.ts';
import { type OpenPlan, openPlan } from '#engine/planner/planner.ts';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import { ACCEPTABLE_PACE_LOSS } from '#engine/store/operations/plans-launch.ts';
import type { PlanSummary } from '#engine/store/operations/plans-summary.ts';
import type { PlanAnswer, PlanOverview, Reviewed } from '#shared/contract/plan.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { joinAwake } from '#shared/rules/awake-hours.ts';
import { countToType } from '#shared/rules/launch-review.ts';
import { isAnsweredByTap } from '#shared/rules/message-taps.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { audienceOf } from './audience.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { mapOf } from './plan-map.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** What launching a campaign now would do, for the screens on which a person decides. Stores nothing. */
export const overviewPlan = documentUseCase({
  input: z.strictObject({ campaign: z.string() }),
  run: async (input, context): Promise<PlanAnswer> => {
    const { parts, signal, onProgress } = context;
    const campaign = await findCampaign(parts, input.campaign);
    if (campaign.state !== 'draft') return { kind: 'launched', state: campaign.state };
    const account = await findAccount(parts, toPublicId('account', campaign.accountId));
    const at = parts.ports.clock.now();
    const progress = (done: number): void => onProgress({ what: 'people planned', done, total: null });
    const plan = await openPlan(parts, campaign.id, at, { signal, onProgress: progress });
    try {
      const overview = await tell({ campaign, account, plan, at }, context);
      await shelvePlan(parts.store, plan);
      return overview;
    } catch (error) {
      await plan.close();
      throw error;
    }
  },
});

interface Planned {
  readonly campaign: Campaign;
  readonly account: Account;
  readonly plan: OpenPlan;
  readonly at: EpochMs;
}

async function tell({ campaign, account, plan, at }: Planned, context: UseCaseContext): Promise<PlanOverview> {
  const { parts } = context;
  const { summary } = plan;
  const moment = await momentTeller(context);
  const cells = await parts.store.read('plan.map', { planId: summary.planId }, { lane: 'bulk' });
  const { topics, unknownTopics } = await audienceOf(parts, campaign);
  const draft = await parts.store.read('draft.read', { id: campaign.id });
  const { planId, scheduled, skipped, paceTooSlow, notInAudience, moved, gap, overlap, fallback } = summary;
  return {
    kind: 'plan',
    planId,
    plannedAt: moment(at, null),
    campaign: { id: toPublicId('campaign', campaign.id), name: campaign.name },
    account: {
      id: toPublicId('account', account.id),
      name: account.name,
      platform: account.platform,
      isPractice: account.isPractice,
      pacePerSecond: account.pacePerSecond,
    },
    topics: [...topics],
    unknownTopics: [...unknownTopics],
    scheduled,
    skipped,
    paceTooSlow,
    notInAudience,
    moved,
    gap,
    overlap,
    fallback,
    byReason: reasonsOf(summary),
    first: toMoment(moment, summary.firstLeaveAt, cells[0]?.zone ?? null),
    last: toMoment(moment, summary.lastLeaveAt, lastZone(cells)),
    awake: joinAwake(summary.awake).map(({ from, to }) => ({ from: moment(from, null), to: moment(to, null) })),
    map: mapOf(cells, moment),
    isPaceLossAsked: paceTooSlow > (scheduled + paceTooSlow) * ACCEPTABLE_PACE_LOSS,
    typedCount: countToType(account, scheduled),
    messageJson: campaign.messageJson,
    isAnswered: isAnsweredByTap(JSON.parse(campaign.messageJson)),
    answeredBy: draft?.answeredBy ?? null,
    reviewed: reviewedFiguresOf(campaign, summary),
  };
}

/** The figures a launch is compared with later. */
export function reviewedFiguresOf(campaign: Campaign, summary: PlanSummary): Reviewed {
  const { messageJson, topics, schedule, accountId } = campaign;
  const content = createHash('sha256')
    .update(JSON.stringify([messageJson, topics, schedule, accountId]))
    .digest('hex');
  return { content, scheduled: summary.scheduled, firstLeaveAt: summary.firstLeaveAt };
}

function reasonsOf({ byReason }: PlanSummary): PlanOverview['byReason'] {
  return Object.entries(byReason)
    .map(([reason, count]) => ({ reason: reason as Reason, count })) // written by the planner
    .toSorted((a, b) => b.count - a.count);
}

function lastZone(cells: readonly { readonly zone: string | null; readonly lastDueAt: EpochMs }[]): string | null {
  return (
    cells.reduce<(typeof cells)[number] | null>(
      (last, cell) => (last === null || cell.lastDueAt > last.lastDueAt ? cell : last),
      null,
    )?.zone ?? null
  );
}

function toMoment(moment: MomentTeller, at: EpochMs | null, zone: string | null): PlanOverview['first'] {
  return at === null ? null : moment(at, zone);
}
