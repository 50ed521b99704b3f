import type { EngineParts } from '#engine/engine-parts.ts';
import { openPlan } from '#engine/planner/planner.ts';
import type { PlanSummary } from '#engine/store/operations/plans-summary.ts';
import type { CallOptions } from '#engine/store/store.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { audienceOf, unknownTopicsSentence } from './audience.ts';

/**
 * Refuses the launch of a campaign that would go to nobody: it would be finished at once and could never be launched again
 * (Sundial's choice). Costs a second planning, which is nothing beside a message that is used up.
 *
 * @throws {DomainError} `wrongState` with the reasons counted; as `openPlan`.
 */
export async function refuseNobody(
  parts: EngineParts,
  campaign: Campaign,
  at: EpochMs,
  options: Pick<CallOptions, 'onProgress' | 'signal'>,
): Promise<void> {
  const { summary, close } = await openPlan(parts, campaign.id, at, options);
  await close();
  await refuseNobodyOf(parts, campaign, summary);
}

/**
 * The same for a plan that is known already.
 *
 * @throws {DomainError} `wrongState` with the reasons counted.
 */
export async function refuseNobodyOf(parts: EngineParts, campaign: Campaign, summary: PlanSummary): Promise<void> {
  // What the pace costs is asked about by the launch itself, which a person may accept (DESIGN 6.7).
  if (summary.scheduled > 0 || summary.paceTooSlow > 0) return;
  const topics = unknownTopicsSentence(await audienceOf(parts, campaign));
  const id = toPublicId('campaign', campaign.id);
  const rest = ['.', ...(topics === null ? [] : [topics]), `Look at it with: campaign plan ${id}`].join(' ');
  const { name } = campaign;
  const reasons = reasonsOf(summary);
  const [most] = reasons;
  if (most === undefined) throw refuse('nobodyYet', { name }, { where: 'campaign', terminal: rest });
  const why = reasons.map(([reason, count]) => `${count} ${REASON_WORDS[reason]}`).join(', ');
  throw refuse('nobodyGets', { name, reason: most[0] }, { where: 'campaign', terminal: `: ${why}${rest}` });
}

/** Why people get nothing, most people first; empty when there are no people at all. */
function reasonsOf({ byReason, notInAudience }: PlanSummary): readonly (readonly [Reason, number])[] {
  const reasons = Object.entries(byReason).toSorted(([, a], [, b]) => b - a);
  const outside: readonly (readonly [string, number])[] = notInAudience === 0 ? [] : [['notInAudience', notInAudience]];
  return [...reasons, ...outside] as readonly (readonly [Reason, number])[]; // written by the planner
}
