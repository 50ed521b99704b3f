import type { SendAnswer } from '#engine/graph/graph-api.ts';
import type { DeliveryKind } from '#shared/domain/attempt.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { backoffMs, DELIVERY_BACKOFF } from './backoff.ts';
import type { RowChange } from './row-change.ts';

/**
 * What an answer to a card says beyond its row.
 *
 * - `asked`: accepted; counts from the answer. `notAsked`: nothing was executed; does not count.
 * - `mayBeAsked`: nobody knows; it goes on counting from the attempt's deadline (DESIGN 6.4).
 * - `askedElsewhere`: the platform says that this person was asked within the week; it counts from now, for we know no better.
 * - `windowDenied`: the platform sees no open window; ours is forgotten until the person writes again.
 * - `barred`: the account may not ask for now.
 */
export type DirectEffect = 'none' | 'asked' | 'notAsked' | 'mayBeAsked' | 'askedElsewhere' | 'windowDenied' | 'barred';

/** What an answer to a card or follow-up is decided from. */
export interface DirectQuestion {
  readonly kind: 'optin' | 'followup';
  readonly answer: SendAnswer;
  readonly answeredAt: EpochMs;
  readonly facts: { readonly lastAt: EpochMs; readonly attempt: number };
  /** Until when the account pauses because of this answer; `null` = it does not. */
  readonly pausedUntil: EpochMs | null;
  /** A number in [0, 1), for the backoff of a request that could not leave. */
  readonly random: number;
}

/** What becomes of the row, and of what is known of asking. */
export interface DirectOutcome {
  readonly change: RowChange;
  readonly effect: DirectEffect;
}

/** How soon a lost card is looked for in its conversation, in ms: messages appear there within seconds (Sundial's choice). */
const LOOK_FOR_IT_AFTER_MS = 2_000;
/** Refusals of a card with a consequence of their own (META-API 1.4). Of `askLimit` the answer names no end: a person may try another day. */
const REFUSALS: readonly (DirectOutcome & { readonly code: number; readonly subcode: number })[] = [
  { code: 613, subcode: 1_893_016, change: failed('askedElsewhere'), effect: 'askedElsewhere' },
  { code: 9, subcode: 2_018_352, change: failed('askLimit'), effect: 'notAsked' },
  { code: 10, subcode: 1_404_170, change: failed('askingBarred'), effect: 'barred' },
  { code: 10, subcode: 2_018_278, change: failed('messagingWindowClosed'), effect: 'windowDenied' },
  { code: 10, subcode: 2_534_022, change: failed('messagingWindowClosed'), effect: 'windowDenied' },
];

/** Whether an answer keeps the account from asking, not from sending (META-API 1.4: 10/1404170). */
export function isStopOfAsking(answer: SendAnswer): boolean {
  return refusalOf(answer)?.effect === 'barred';
}

/**
 * What an answer says about the platform being there at all, for the breaker: the error it gives for cards without a picture leaves the
 * card undecided, but it is an answer; a card without a picture must not stop the account's campaigns.
 */
export function outcomeForBreaker(kind: DeliveryKind, { code, subcode, outcome }: SendAnswer): SendAnswer['outcome'] {
  const isPictureError = kind === 'optin' && code === -1 && subcode === 2_018_012;
  return isPictureError ? 'badRequest' : outcome;
}

/** The same answer for an account that goes on sending. */
export function withoutStop(answer: SendAnswer): SendAnswer {
  return { ...answer, accountStop: null };
}

/** Decides one answer to a card or follow-up; each refusal of META-API 1.4 has its own consequence. */
export function decideDirectOutcome(question: DirectQuestion): DirectOutcome {
  if (question.kind === 'followup') return decideFollowUpOutcome(question);
  return refusalOf(question.answer) ?? decideCardOutcome(question);
}

function decideCardOutcome(question: DirectQuestion): DirectOutcome {
  const { answer, answeredAt } = question;
  switch (answer.outcome) {
    case 'accepted':
      return { change: sent(question), effect: 'asked' };
    case 'uncertain':
      return { change: uncertain(answeredAt), effect: 'mayBeAsked' };
    case 'tooEarly':
    case 'stopped':
    case 'unavailable':
      return { change: failed('platformUnavailable'), effect: 'notAsked' };
    case 'invalidToken':
    case 'badRequest':
      return { change: failed('platformBadRequest'), effect: 'notAsked' };
    case 'throttled':
    case 'unauthorized':
    case 'blocked':
    case 'notSent':
      return { change: again(question), effect: 'notAsked' };
    default:
      return assertNever(answer.outcome, 'attempt outcome');
  }
}

/** A follow-up is exempt from the cool-down, so nothing of it goes into the ledger; what is uncertain is never sent again. */
function decideFollowUpOutcome(question: DirectQuestion): DirectOutcome {
  const { answer, answeredAt } = question;
  switch (answer.outcome) {
    case 'accepted':
      return { change: sent(question), effect: 'none' };
    case 'uncertain':
      return { change: uncertain(answeredAt), effect: 'none' };
    case 'stopped':
      return {
        change: { kind: 'failed', reason: 'platformStopped', token: 'stopped', acceptedAt: null },
        effect: 'none',
      };
    case 'tooEarly':
      return { change: failed('followUpTooLate'), effect: 'none' };
    case 'unavailable':
      return { change: failed('platformUnavailable'), effect: 'none' };
    case 'invalidToken':
    case 'badRequest':
      return { change: failed('platformBadRequest'), effect: 'none' };
    case 'throttled':
    case 'unauthorized':
    case 'blocked':
    case 'notSent':
      return { change: again(question), effect: 'none' };
    default:
      return assertNever(answer.outcome, 'attempt outcome');
  }
}

function refusalOf({ code, subcode }: SendAnswer): DirectOutcome | null {
  const refusal = REFUSALS.find((one) => one.code === code && one.subcode === subcode);
  return refusal === undefined ? null : { change: refusal.change, effect: refusal.effect };
}

function sent({ answer, answeredAt }: DirectQuestion): RowChange {
  return { kind: 'sent', reason: null, messageId: answer.messageId, acceptedAt: answeredAt };
}

function uncertain(answeredAt: EpochMs): RowChange {
  return { kind: 'uncertain', reason: 'uncertainAnswer', readAt: addMs(answeredAt, LOOK_FOR_IT_AFTER_MS) };
}

function failed(reason: Extract<RowChange, { kind: 'failed' }>['reason']): RowChange {
  return { kind: 'failed', reason, token: 'keeps', acceptedAt: null };
}

/** Back to scheduled; the claim asks every rule again, and what is too late by then is missed. */
function again({ answer, answeredAt, pausedUntil, facts, random }: DirectQuestion): RowChange {
  const wantedAt =
    answer.outcome === 'notSent'
      ? addMs(answeredAt, backoffMs(DELIVERY_BACKOFF, facts.attempt, random))
      : (pausedUntil ?? addMs(answeredAt, MINUTE));
  const reason =
    answer.outcome === 'throttled' ? 'throttled' : answer.outcome === 'notSent' ? 'notBegun' : 'accountPaused';
  return { kind: 'scheduled', reason, nextAt: wantedAt };
}
