import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { MINUTE } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type EligibilityFacts, eligibility, permissionObstacle, type RuleCalendar } from './eligibility.ts';
import type { Guards } from './guards.ts';
import { opensFor } from './person-window.ts';
import type { RulePack } from './rule-pack.ts';
import { latestLeave, type Slot, type SlotPlan } from './slot.ts';

/** A slot at most this much too early is moved to the next eligible time instead of lost (DESIGN 4, One per day). */
export const MOVE_LIMIT_MS = 10 * MINUTE;

/** What the planner says about one token. */
export type TokenDecision =
  | {
      readonly kind: 'scheduled';
      readonly dueAt: EpochMs;
      readonly lastAt: EpochMs;
      /** Whether it leaves at another time than its slot's. */
      readonly moved: boolean;
    }
  | {
      readonly kind: 'skipped';
      readonly reason: Reason;
      /** The slot it would have had; `null` when it had none. */
      readonly dueAt: EpochMs | null;
      /** First instant at which the reason is gone; `null` = never, or nobody can know. */
      readonly earliestAt: EpochMs | null;
    };

/** What the decision about one token is made from, besides the token itself; the same for a whole campaign. */
export interface PlanningRules {
  readonly schedule: CampaignSchedule;
  readonly rules: RulePack;
  readonly guards: Guards;
  readonly calendar: RuleCalendar;
  readonly launchAt: EpochMs;
}

/**
 * Whether one token of the audience gets the campaign's message, and when (DESIGN 4).
 *
 * Asked in this order: the permission at launch, the schedule (`slot`), the rules at the slot. Too early by at most 10 minutes:
 * moved to the next eligible time, if window and lateness allow. A conflict with a campaign launched earlier: moved to the first
 * time after it that rules and window allow, however far, or skipped, as the campaign says. One per person comes after this.
 *
 * `earliestAt` of a rule's own reason is when that reason is gone; what other campaigns hold by then is not looked at.
 */
export function decideToken(facts: EligibilityFacts, slot: SlotPlan, planning: PlanningRules): TokenDecision {
  const permission = permissionObstacle(facts, planning.launchAt);
  if (permission !== null) {
    return { kind: 'skipped', reason: permission, dueAt: slot.kind === 'slot' ? slot.dueAt : null, earliestAt: null };
  }
  if (slot.kind === 'skip') {
    return { kind: 'skipped', reason: slot.reason, dueAt: null, earliestAt: slot.earliestAt };
  }
  const own = settle({ ...facts, heldAt: [], personHeldAt: [] }, slot, planning, slot.dueAt);
  if (own.kind === 'tooEarly') return skipped(own.reason, slot, own.earliestAt);
  const both = settle(facts, slot, planning, own.at);
  if (both.kind === 'at') return scheduled(both.at, slot);
  if (planning.schedule.onConflict === 'skip') return skipped(both.reason, slot, both.earliestAt);
  return moveBehind(facts, slot, planning, both);
}

type Settled =
  | { readonly kind: 'at'; readonly at: EpochMs }
  | { readonly kind: 'tooEarly'; readonly reason: Reason; readonly earliestAt: EpochMs | null };

/** The slot's time, or the next eligible one if that is near enough for the slot. */
function settle(facts: EligibilityFacts, slot: Slot, planning: PlanningRules, at: EpochMs): Settled {
  const answer = eligibility(facts, planning.rules, planning.guards, planning.calendar, at);
  if (answer.kind === 'ok') return { kind: 'at', at };
  const { reason, earliestAt } = answer;
  const isNear = earliestAt !== null && earliestAt <= slot.lastAt && earliestAt - slot.dueAt <= MOVE_LIMIT_MS;
  return isNear ? { kind: 'at', at: earliestAt } : { kind: 'tooEarly', reason, earliestAt };
}

function askAt(
  facts: EligibilityFacts,
  { rules, guards, calendar }: PlanningRules,
  at: EpochMs,
): { readonly earliestAt: EpochMs | null } {
  const answer = eligibility(facts, rules, guards, calendar, at);
  return { earliestAt: answer.kind === 'ok' ? at : answer.earliestAt };
}

function moveBehind(
  facts: EligibilityFacts,
  slot: Slot,
  planning: PlanningRules,
  conflict: { readonly reason: Reason; readonly earliestAt: EpochMs | null },
): TokenDecision {
  const { schedule, calendar } = planning;
  let dueAt = conflict.earliestAt;
  // Window and rules push the time forward in turns until both agree; each turn is later than the last.
  while (dueAt !== null) {
    const opening = opensFor(schedule.window, calendar.table, slot.zone, dueAt);
    if (opening === dueAt) break;
    dueAt = askAt(facts, planning, opening).earliestAt;
  }
  if (dueAt === null) return skipped(conflict.reason, slot, null);
  const lastAt = latestLeave(schedule, calendar.table, slot.zone, dueAt);
  return { kind: 'scheduled', dueAt, lastAt, moved: true };
}

function scheduled(dueAt: EpochMs, slot: Slot): TokenDecision {
  return { kind: 'scheduled', dueAt, lastAt: slot.lastAt, moved: dueAt !== slot.dueAt };
}

function skipped(reason: Reason, slot: Slot, earliestAt: EpochMs | null): TokenDecision {
  return { kind: 'skipped', reason, dueAt: slot.dueAt, earliestAt };
}

/** One token of a person with what was decided for it alone. */
export interface PersonToken {
  /** Row number; breaks the last tie, the older row wins. */
  readonly tokenId: number;
  /** Latest opt-in, or the creation where it is not known; `null` = neither is known. */
  readonly optedInAt: EpochMs | null;
  readonly decision: TokenDecision;
}

/**
 * Lets a campaign reach a person once (DESIGN 4, One per person): the earliest scheduled token wins, ties by newest opt-in; the
 * person's other scheduled tokens are skipped as `sameRecipient`.
 *
 * @returns the decisions in the order given.
 */
export function onePerPerson(tokens: readonly PersonToken[]): readonly TokenDecision[] {
  const winner = tokens.filter(({ decision }) => decision.kind === 'scheduled').toSorted(byPrecedence)[0];
  return tokens.map((token) => {
    const { decision } = token;
    if (decision.kind === 'skipped' || token === winner) return decision;
    return { kind: 'skipped', reason: 'sameRecipient', dueAt: decision.dueAt, earliestAt: null };
  });
}

function byPrecedence(a: PersonToken, b: PersonToken): number {
  const byDue = (a.decision.dueAt ?? 0) - (b.decision.dueAt ?? 0); // both are scheduled and have a due time
  if (byDue !== 0) return byDue;
  const newest = (token: PersonToken): number => token.optedInAt ?? Number.NEGATIVE_INFINITY;
  if (newest(a) !== newest(b)) return newest(b) - newest(a);
  return a.tokenId - b.tokenId;
}
