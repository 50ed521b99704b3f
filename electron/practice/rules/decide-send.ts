import type { EpochMs } from '#shared/time/instant.ts';
import { type Refusal, refuse } from './graph-error.ts';
import type { PracticeLimits } from './limits.ts';

/** What the platform knows of a notification token when a send arrives. Instants; `null` = never. */
export type SendFacts = {
  readonly state: 'active' | 'stopped' | 'invalid';
  readonly expiresAt: EpochMs | null;
  readonly optedInAt: EpochMs | null;
  readonly lastAcceptedAt: EpochMs | null;
  /** First instant after the calendar week or month of the last accepted send, for WEEKLY and MONTHLY tokens; else `null`. */
  readonly periodOverAt: EpochMs | null;
  readonly followUps: number;
  readonly firstFollowUpAt: EpochMs | null;
  /** Whether `notification_messages_dev_support` gave this token one message beyond the cool-down. */
  readonly extraMessage: boolean;
  readonly blocked: boolean;
  /** Length of a message that is text only; `null` for any other message. */
  readonly textCharacters: number | null;
};

/** What happens to a send on a notification token. `followUp` 1 to 3 counts them; `extra` is the tester's additional one. */
export type SendDecision =
  | { readonly kind: 'marketing' }
  | { readonly kind: 'followup'; readonly followUp: number }
  | { readonly kind: 'extra' }
  | Refusal;

/**
 * Decides a send on a notification token by the rules of seeds/004.
 *
 * Bounds belong to the sender: a send exactly one cool-down later, or exactly two minutes after, is in time (DESIGN 4).
 * A fourth text is an ordinary marketing message (META-API 6 names no error for it: Sundial's choice).
 */
export function decideSend(facts: SendFacts, at: EpochMs, limits: PracticeLimits): SendDecision {
  const closed = refusalOfToken(facts, at);
  if (closed !== null) return closed;
  const followUp = followUpNumber(facts, at, limits);
  if (followUp !== null) {
    if (followUp > 1 && (facts.textCharacters ?? 0) > limits.laterFollowUpCharacters) {
      const detail = `Follow-up ${followUp} has ${facts.textCharacters} characters; at most ${limits.laterFollowUpCharacters} are allowed.`;
      return refuse('parameter', detail);
    }
    return { kind: 'followup', followUp };
  }
  const eligibleAt = nextEligibleAt(facts, limits);
  if (eligibleAt === null || at >= eligibleAt) return { kind: 'marketing' };
  return facts.extraMessage ? { kind: 'extra' } : refuse('tooEarly');
}

/**
 * First instant at which the next marketing message is taken: cool-down and, for old tokens, the calendar period.
 *
 * @returns `null` when nothing was ever accepted on the token.
 */
export function nextEligibleAt(
  facts: Pick<SendFacts, 'lastAcceptedAt' | 'periodOverAt'>,
  limits: Pick<PracticeLimits, 'coolDownMs'>,
): number | null {
  if (facts.lastAcceptedAt === null) return null;
  return Math.max(facts.lastAcceptedAt + limits.coolDownMs, facts.periodOverAt ?? Number.NEGATIVE_INFINITY);
}

function refusalOfToken(facts: SendFacts, at: EpochMs): Refusal | null {
  if (facts.state === 'invalid') return refuse('tokenInvalid');
  if (facts.expiresAt !== null && facts.expiresAt <= at) return refuse('tokenExpired');
  if (facts.state === 'stopped') return refuse('stopped');
  return facts.blocked ? refuse('unavailable') : null;
}

/** Number of the follow-up this message is; `null` when it is an ordinary marketing message. */
function followUpNumber(facts: SendFacts, at: EpochMs, limits: PracticeLimits): number | null {
  if (facts.textCharacters === null || facts.followUps >= limits.followUps) return null;
  const clockFrom = facts.followUps === 0 ? facts.optedInAt : facts.firstFollowUpAt;
  if (clockFrom === null || at < clockFrom || at - clockFrom > limits.followUpWindowMs) return null;
  return facts.followUps + 1;
}
