import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { type RulePack, ruleMs } from './rule-pack.ts';

/** What decides whether a follow-up may go (seeds/004, Iscrizione ai messaggi di follow-up). */
export interface FollowUpFacts {
  /** 1 to 3. */
  readonly number: number;
  /** When the person said yes. */
  readonly optedInAt: EpochMs;
  /** State of the follow-up before this one; `null` for the first. */
  readonly before: DeliveryState | null;
  /** When the first one was accepted; `null` = not yet. */
  readonly firstSentAt: EpochMs | null;
  /** The permission was stopped or is gone. */
  readonly isStopped: boolean;
  readonly isSuppressed: boolean;
  /** Another message on this permission is on the wire, or nobody can tell yet whether it arrived. */
  readonly hasOpenRival: boolean;
}

/** Whether a follow-up may go now. */
export type FollowUpAnswer =
  /** Now, and not after `lastAt`. */
  | { readonly kind: 'send'; readonly lastAt: EpochMs }
  /** The one before is still on its way, or another message on the permission. */
  | { readonly kind: 'later'; readonly at: EpochMs }
  | {
      readonly kind: 'not';
      readonly reason: Extract<Reason, 'stopped' | 'suppressed' | 'followUpTooLate' | 'followUpBroken'>;
    };

/** How soon to look again while the one before is on its way (Sundial's choice: an answer takes a second or so). */
const LOOK_AGAIN_MS = SECOND;

/**
 * Decides one follow-up: in order, the first soon after the yes, the others within two minutes of the first; when one is late or
 * uncertain none of the rest goes (DESIGN 4, Follow-ups; RELIABILITY A-08). The end of a span is still inside it.
 */
export function decideFollowUp(facts: FollowUpFacts, rules: RulePack, at: EpochMs): FollowUpAnswer {
  if (facts.isSuppressed) return { kind: 'not', reason: 'suppressed' };
  if (facts.isStopped) return { kind: 'not', reason: 'stopped' };
  const isBeforeOpen = facts.before === 'scheduled' || facts.before === 'sending';
  if (facts.before !== null && facts.before !== 'sent' && !isBeforeOpen) {
    return { kind: 'not', reason: 'followUpBroken' };
  }
  const lastAt = lastAtOf(facts, rules);
  if (at > lastAt) return { kind: 'not', reason: 'followUpTooLate' };
  return isBeforeOpen || facts.hasOpenRival
    ? { kind: 'later', at: addMs(at, LOOK_AGAIN_MS) }
    : { kind: 'send', lastAt };
}

/** The last instant at which a follow-up may leave, as far as it is known by now. */
function lastAtOf({ number, optedInAt, firstSentAt }: FollowUpFacts, rules: RulePack): EpochMs {
  const byYes = addMs(optedInAt, ruleMs(rules, 'followUpFirst'));
  if (number === 1 || firstSentAt === null) return byYes;
  return addMs(firstSentAt, ruleMs(rules, 'followUpSpan'));
}
