import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { decidePerson } from '#shared/rules/decide-person.ts';
import type { TokenDecision } from '#shared/rules/decide-token.ts';
import type { EligibilityFacts } from '#shared/rules/eligibility.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import { citeReason, type RuleCitation } from '#shared/rules/reason-catalogue.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { planSlot, type SlotPlan } from '#shared/rules/slot.ts';
import { citeToldWait, toldWait, type Wait } from '#shared/rules/told-wait.ts';
import { formatWallClock } from '#shared/time/format-wall-clock.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { AttemptLine, DeliveryLine } from '../store/operations/campaigns-deliveries.ts';
import { isInAudience } from '../store/operations/plans-exceptions.ts';
import type { PersonCase, TokenCase } from '../store/operations/plans-facts.ts';
import { pageZoneOf } from './page-zone.ts';
import { type PlannerParts, rulesOfCampaign } from './planner.ts';

/** Whether a person gets a campaign's message, and why (issue 2, `explain`). */
export interface Explanation {
  /** `will`: planned or waiting. `did`: accepted by the platform. `wont`: not, for the reason. `unknown`: nobody can say yet, or ever. */
  readonly verdict: 'will' | 'wont' | 'did' | 'unknown';
  readonly reason: Reason | null;
  /** For people, in the words of the screen; ends with a full stop. */
  readonly sentence: string;
  readonly rule: RuleCitation;
  /** When it goes, went or should have gone; `null` = it never had a time. */
  readonly dueAt: EpochMs | null;
  /** First instant at which the reason is gone; `null` = never, not known, or no reason. */
  readonly earliestAt: EpochMs | null;
}

const SCHEDULE_RULE: RuleCitation = { id: 'schedule', source: 'The date, time and choices of this message (DESIGN 5)' };
const ACCEPTED_RULE: RuleCitation = {
  id: 'accepted',
  source: 'seeds/004, Invio di un messaggio di marketing: the platform answers an accepted message with its id',
};
const AUDIENCE_RULE: RuleCitation = {
  id: 'frozenAudience',
  source: 'DESIGN 10: a launch decides once who gets the message',
};

/**
 * Explains one token of a campaign: before the launch from the same rules that plan it, after it from its delivery.
 *
 * @param at - before the launch: the instant at which it would be launched.
 * @throws {DomainError} `notFound` for a campaign or token that is not there; as `rulePackOf`.
 */
export async function explain(
  parts: PlannerParts,
  campaignId: CampaignId,
  token: string,
  at: EpochMs,
): Promise<Explanation> {
  const { account, rules } = await rulesOfCampaign(parts, campaignId);
  const { campaign, person } = await parts.store.read('plan.person', { campaignId, token, at });
  const { zones } = parts;
  const pageZone = pageZoneOf(account, zones);
  const background: Background = { campaign, rules, zones, pageZone };
  if (campaign.state === 'draft') {
    const calendar = { table: zones, pageZone };
    const planning = { schedule: campaign.schedule, rules, guards: DEFAULT_GUARDS, calendar, launchAt: at };
    const tokens = person.map((one) => toDecide(one, campaign, zones, at));
    const index = person.findIndex((one) => one.token === token);
    const decision = decidePerson(tokens, planning)[index];
    const one = tokens[index];
    if (decision !== undefined && one !== undefined) return explainDecision(decision, one, background);
    throw new BugError(`Token row of campaign ${campaignId} vanished.`);
  }
  const stored = await parts.store.read('campaign.delivery', { campaignId, token });
  if (stored === null) return explainAbsence(campaign, person, token, rules);
  return explainDelivery(stored.delivery, stored.attempts, background);
}

function toDecide(
  token: TokenCase,
  campaign: Campaign,
  table: ZoneTable,
  launchAt: EpochMs,
): Parameters<typeof decidePerson>[0][number] {
  const zoneText = zoneTextOf(table, token.tokenZone, token.personZone);
  return {
    tokenId: token.tokenId,
    isInAudience: isInAudience(campaign, token.topic),
    slot: planSlot({ schedule: campaign.schedule, zoneText, table, launchAt }),
    facts: token.facts,
  };
}

function explainDecision(
  decision: TokenDecision,
  { slot, facts }: { readonly slot: SlotPlan; readonly facts: EligibilityFacts },
  background: Background,
): Explanation {
  const zone = slot.kind === 'slot' ? slot.zone : null;
  if (decision.kind === 'skipped') {
    const { reason, dueAt, earliestAt } = decision;
    const cited = citeWait({ ...facts.ledger, reason, dueAt, earliestAt }, zone, background);
    return { verdict: 'wont', reason, ...cited, dueAt, earliestAt };
  }
  const { dueAt, moved } = decision;
  const when = whenThere(background, zone, dueAt);
  const sentence = moved
    ? `If launched now, it goes out on ${when}; that is when this person can get the next one.`
    : `If launched now, it goes out on ${when}.`;
  return { verdict: 'will', reason: null, sentence, rule: SCHEDULE_RULE, dueAt, earliestAt: null };
}

/** The sentence of a reason; of a wait for the platform's own time, that one. */
function citeWait(
  wait: Wait & { readonly reason: Reason },
  zone: IanaZone | null,
  background: Background,
): ReturnType<typeof citeReason> {
  const told = toldWait(wait);
  if (told === null) return citeReason(wait.reason, background.rules);
  return citeToldWait(told, whenThere(background, zone, told.at));
}

function explainAbsence(campaign: Campaign, person: PersonCase, token: string, rules: RulePack): Explanation {
  const topic = person.find((one) => one.token === token)?.topic ?? null;
  const base = { verdict: 'wont', reason: 'notInAudience', dueAt: null, earliestAt: null } as const;
  if (!isInAudience(campaign, topic)) return { ...base, ...citeReason('notInAudience', rules) };
  const sentence = 'This person was not among your people yet when the message was launched.';
  return { ...base, reason: null, sentence, rule: AUDIENCE_RULE };
}

interface Background {
  readonly campaign: Campaign;
  readonly rules: RulePack;
  readonly zones: ZoneTable;
  /** The account's zone, for times of people whose own nobody knows. */
  readonly pageZone: IanaZone;
}

function explainDelivery(line: DeliveryLine, attempts: readonly AttemptLine[], background: Background): Explanation {
  const { reason, dueAt, earliestAt, state } = line;
  const base = { reason, dueAt, earliestAt };
  const cited = reason === null ? null : citeWait({ ...line, reason }, zoneOf(line), background);
  switch (state) {
    case 'scheduled':
      return explainWaiting(line, background);
    case 'sending':
      return { ...base, verdict: 'unknown', sentence: 'It is on its way to Meta right now.', rule: SCHEDULE_RULE };
    case 'sent':
      return { ...base, verdict: 'did', ...(cited ?? { sentence: 'It was accepted by Meta.', rule: ACCEPTED_RULE }) };
    case 'uncertain':
      return { ...base, verdict: 'unknown', ...needCited(cited, line) };
    case 'failed': {
      const { sentence, rule } = needCited(cited, line);
      const verdict = reason === 'undecided' ? 'unknown' : 'wont';
      return { ...base, verdict, sentence: `${sentence}${answerOf(attempts)}`, rule };
    }
    case 'skipped':
    case 'missed':
    case 'cancelled':
      return { ...base, verdict: 'wont', ...needCited(cited, line) };
    default:
      return assertNever(state, 'delivery state');
  }
}

function explainWaiting(line: DeliveryLine, background: Background): Explanation {
  const { reason, earliestAt } = line;
  const dueAt = line.nextAt ?? line.dueAt;
  if (background.campaign.state === 'paused') {
    const sentence = 'The message is paused; this one goes out only if you resume it in time.';
    return { verdict: 'unknown', reason: 'campaignPaused', sentence, rule: SCHEDULE_RULE, dueAt, earliestAt };
  }
  const when = dueAt === null ? '' : ` on ${whenThere(background, zoneOf(line), dueAt)}`;
  const base = { verdict: 'will', reason, dueAt, earliestAt } as const;
  if (reason === null) return { ...base, sentence: `It goes out${when}.`, rule: SCHEDULE_RULE };
  const { sentence, rule } = citeWait({ ...line, reason }, zoneOf(line), background);
  return { ...base, sentence: `${sentence} It goes out${when}.`, rule };
}

function zoneOf(line: DeliveryLine): IanaZone | null {
  return line.zone as IanaZone | null; // stored from a slot
}

function whenThere({ zones, pageZone }: Background, zone: IanaZone | null, at: EpochMs): string {
  return `${formatWallClock(zones.localAt(zone ?? pageZone, at))} (${zone ?? pageZone})`;
}

function answerOf(attempts: readonly AttemptLine[]): string {
  const last = attempts.at(-1);
  if (last === undefined || last.code === null) return '';
  return ` Meta's code is ${last.code}${last.subcode === null ? '' : `/${last.subcode}`}.`;
}

function needCited<T>(cited: T | null, line: DeliveryLine): T {
  if (cited === null) throw new BugError(`Delivery ${line.id} is ${line.state} without a reason.`);
  return cited;
}
