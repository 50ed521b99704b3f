import { type Frequency, type NextEligibleSource, tokenStatus } from '#shared/domain/notification-token.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { nextPeriodStart } from '#shared/time/calendar-period.ts';
import { addMs, type EpochMs, latest } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { Guards } from './guards.ts';
import { judgeNextEligible } from './next-eligible.ts';
import { type RulePack, ruleMs } from './rule-pack.ts';

/**
 * 2023-02-02T00:00:00Z: tokens made from then on carry no frequency, all are daily (seeds/004, notification_messages_frequency;
 * its head says 31 January, the later day is the careful one).
 */
export const FREQUENCY_ENDED_AT = Date.UTC(2023, 1, 2) as EpochMs; // a whole number of milliseconds by definition

/** What is known about one notification token and its person when somebody asks whether a marketing message may go. */
export interface EligibilityFacts {
  readonly token: {
    /** `null` = not known. */
    readonly createdAt: EpochMs | null;
    /** Latest opt-in; `null` = not seen, then the creation stands for it. */
    readonly optedInAt: EpochMs | null;
    /** `null` = never expires (all since 10 August 2023). */
    readonly expiresAt: EpochMs | null;
    /** `null` = the field was not given. */
    readonly frequency: Frequency | null;
    /** `null` = not stopped, or stopped and resumed since. */
    readonly stoppedAt: EpochMs | null;
    /** `null` = the platform still knows it. */
    readonly invalidAt: EpochMs | null;
  };
  /** When the user said "never message again"; `null` = not. */
  readonly suppressedAt: EpochMs | null;
  readonly ledger: {
    /** Latest accepted send; one that is undecided counts at its attempt's deadline. `null` = none. */
    readonly lastAcceptedAt: EpochMs | null;
    /** `null` = absent or 0. */
    readonly nextEligibleAt: EpochMs | null;
    readonly nextEligibleSource: NextEligibleSource | null;
    readonly nextEligibleReadAt: EpochMs | null;
  };
  /** Latest accepted or undecided send on any other token of the person; `null` = none. */
  readonly personLastAcceptedAt: EpochMs | null;
  /** Due times of other campaigns' open deliveries on this token; they count as sent then. Empty at the claim, where reality decides. */
  readonly heldAt: readonly EpochMs[];
  /** The same for the person's other tokens; not given = none. */
  readonly personHeldAt?: readonly EpochMs[];
}

/** Where the platform's calendar periods are counted. */
export interface RuleCalendar {
  readonly table: ZoneTable;
  /** Zone set by the Page: weekly and monthly tokens count in it (seeds/004, Settimanale and Mensile). */
  readonly pageZone: IanaZone;
}

/** Whether a message may go at an instant. */
export type Eligibility =
  | { readonly kind: 'ok' }
  | {
      readonly kind: 'not';
      readonly reason: Reason;
      /** First instant, to the millisecond, at which the same question is answered `ok`; `null` = never, or nobody can know. */
      readonly earliestAt: EpochMs | null;
    };

/**
 * Whether the rules let a marketing message go to a token at `at` (DESIGN 4).
 *
 * All facts are taken as they are: it answers "would it be allowed then, if nothing changes". Where several rules forbid it, the
 * first of this order is the reason, so that people read what they can do least about first, and the stricter rule before the laxer:
 *
 * 1. `suppressed`, `stopped`, `invalid`, `expired`: the permission itself (order of `tokenStatus`).
 * 2. `frequencyUnknown`: an old token whose frequency nobody told; only the platform's own time lets it go.
 * 3. `followUpsOpen`: a fresh opt-in, the message would be taken for a follow-up.
 * 4. `legacyPeriod`: one a week or month in the Page's zone; stricter than
 * 5. `coolDown`: elapsed time since the last accepted send, the bound itself allowed, or the platform's next eligible time when later.
 * 6. `personDaily`: the guard over all tokens of the person.
 * 7. `otherCampaign`: another campaign, launched earlier, holds the time.
 *
 * `earliestAt` keeps all rules at once, whatever the reason.
 */
// oxlint-disable-next-line max-params -- facts, rules, guards, calendar and instant are five things of five types, asked everywhere in this order
export function eligibility(
  facts: EligibilityFacts,
  rules: RulePack,
  guards: Guards,
  calendar: RuleCalendar,
  at: EpochMs,
): Eligibility {
  const first = firstObstacle({ facts, rules, guards, calendar }, at);
  if (first === null) return { kind: 'ok' };
  let obstacle: Obstacle | null = first;
  let earliestAt: EpochMs | null = at;
  // Each rule names the first instant it allows itself; no allowed instant is skipped by going there, so the walk ends at the first.
  while (obstacle !== null && earliestAt !== null) {
    earliestAt = obstacle.until;
    obstacle = earliestAt === null ? null : firstObstacle({ facts, rules, guards, calendar }, earliestAt);
  }
  return { kind: 'not', reason: first.reason, earliestAt };
}

/**
 * Why the permission itself forbids any message at `at`, or `null` when it does not: points 1 and 2 of {@link eligibility}.
 *
 * No waiting helps against these; something has to change first.
 */
export function permissionObstacle(facts: EligibilityFacts, at: EpochMs): Reason | null {
  const { token, suppressedAt } = facts;
  const status = tokenStatus({ ...token, suppressedAt }, at);
  if (status !== 'active') return status;
  return isFrequencyUnknown(facts) ? 'frequencyUnknown' : null;
}

interface Obstacle {
  readonly reason: Reason;
  /** First instant, at the one asked about or later, that this rule alone allows; `null` = none. */
  readonly until: EpochMs | null;
}

interface Question {
  readonly facts: EligibilityFacts;
  readonly rules: RulePack;
  readonly guards: Guards;
  readonly calendar: RuleCalendar;
}

function firstObstacle(question: Question, at: EpochMs): Obstacle | null {
  const permission = permissionObstacle(question.facts, at);
  if (permission !== null) return { reason: permission, until: null };
  for (const [reason, freeAt] of TIME_RULES) {
    const until = freeAt(question, at);
    if (until > at) return { reason, until };
  }
  return null;
}

/** First instant at `at` or later that one rule allows. */
type FreeAt = (question: Question, at: EpochMs) => EpochMs;

const TIME_RULES: readonly (readonly [Reason, FreeAt])[] = [
  ['followUpsOpen', followUpsOverAt],
  ['legacyPeriod', periodFreeAt],
  ['coolDown', cooledDownAt],
  ['personDaily', personFreeAt],
  ['otherCampaign', slotFreeAt],
];

/** A first follow-up may go until 2 minutes after the opt-in, the last until 2 minutes after it (DESIGN 4, Follow-ups; our assumption). */
function followUpsOverAt({ facts, rules }: Question, at: EpochMs): EpochMs {
  const optedInAt = facts.token.optedInAt ?? facts.token.createdAt;
  if (optedInAt === null) return at;
  return latest(at, addMs(optedInAt, ruleMs(rules, 'followUpFirst') + ruleMs(rules, 'followUpSpan')));
}

function periodFreeAt({ facts, calendar }: Question, at: EpochMs): EpochMs {
  const { frequency } = facts.token;
  const { lastAcceptedAt } = facts.ledger;
  if (frequency === null || frequency === 'daily' || lastAcceptedAt === null) return at;
  return latest(at, nextPeriodStart(calendar.table, calendar.pageZone, lastAcceptedAt, frequency));
}

function cooledDownAt({ facts, rules }: Question, at: EpochMs): EpochMs {
  const { lastAcceptedAt, nextEligibleAt, nextEligibleReadAt } = facts.ledger;
  const forecast = lastAcceptedAt === null ? at : addMs(lastAcceptedAt, ruleMs(rules, 'coolDown'));
  const isKnown = judgeNextEligible(nextEligibleAt, nextEligibleReadAt) === 'known';
  return latest(at, forecast, nextEligibleAt !== null && isKnown ? nextEligibleAt : at);
}

function personFreeAt({ facts, guards }: Question, at: EpochMs): EpochMs {
  const { personGapMs } = guards;
  if (personGapMs === null) return at;
  const { personLastAcceptedAt, personHeldAt = [] } = facts;
  const free = personLastAcceptedAt === null ? at : latest(at, addMs(personLastAcceptedAt, personGapMs));
  return afterHeld(personHeldAt, free, personGapMs);
}

function slotFreeAt({ facts, rules, calendar }: Question, at: EpochMs): EpochMs {
  const free = afterHeld(facts.heldAt, at, ruleMs(rules, 'coolDown'));
  const { frequency } = facts.token;
  if (frequency === null || frequency === 'daily') return free;
  const { table, pageZone } = calendar;
  const periodEnd = (instant: EpochMs): EpochMs => nextPeriodStart(table, pageZone, instant, frequency);
  const clash = facts.heldAt.some((held) => periodEnd(held) === periodEnd(free));
  return clash ? periodEnd(free) : free;
}

/** Both sides count: a message shortly before a held one would take its place (DESIGN 4, One per day). */
function afterHeld(heldAt: readonly EpochMs[], at: EpochMs, gapMs: number): EpochMs {
  const inOrder = heldAt.toSorted((a, b) => a - b);
  return inOrder.reduce((free, held) => (Math.abs(free - held) < gapMs ? addMs(held, gapMs) : free), at);
}

/** DESIGN 4, Legacy tokens: the platform's time helps only while it is newer than our own last send. */
function isFrequencyUnknown({ token, ledger }: EligibilityFacts): boolean {
  if (token.frequency !== null || token.createdAt === null || token.createdAt >= FREQUENCY_ENDED_AT) return false;
  const { lastAcceptedAt, nextEligibleAt, nextEligibleSource, nextEligibleReadAt } = ledger;
  const isTold = judgeNextEligible(nextEligibleAt, nextEligibleReadAt) === 'known';
  if (nextEligibleSource !== 'platform' || !isTold) return true;
  return lastAcceptedAt !== null && (nextEligibleReadAt === null || nextEligibleReadAt <= lastAcceptedAt);
}
