import type { ListedToken, ReadAnswer, SendAnswer } from '#engine/graph/graph-api.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { backoffMs, DELIVERY_BACKOFF } from './backoff.ts';
import type { LedgerReading, RowChange } from './row-change.ts';

/** What is known about a claimed delivery when its answer arrives. */
export interface ClaimedFacts {
  readonly lastAt: EpochMs;
  /** Number of the attempt that was answered. */
  readonly attempt: number;
  /** Deadline of the latest earlier attempt whose answer settled nothing; `null` = there was none. */
  readonly earlierUncertainDeadline: EpochMs | null;
}

/** Everything one answer is decided from. */
export interface OutcomeQuestion {
  readonly answer: SendAnswer;
  /** When the answer arrived; the cool-down counts from here (DESIGN 4, One per day). */
  readonly answeredAt: EpochMs;
  readonly facts: ClaimedFacts;
  /** A read of the token made because of this answer; `null` = none was needed, see {@link needsTokenRead}. */
  readonly tokenRead: ReadAnswer<ListedToken> | null;
  /** Until when the account pauses because of this answer; `null` = it does not. */
  readonly pausedUntil: EpochMs | null;
  /** A number in [0, 1), for the backoff of a request that could not leave. */
  readonly random: number;
}

/** What becomes of the delivery, and what the token read said. */
export interface Outcome {
  readonly change: RowChange;
  readonly reading: LedgerReading | null;
  /** Whether the campaign's own message was refused; three in a row pause it (DESIGN 6.3). */
  readonly isStrike: boolean;
}

/** A refusal as too early whose end nobody tells is tried again after this (Sundial's choice; the platform does not count it as abuse). */
const ASK_AGAIN_MS = 10 * MINUTE;

/** Whether an answer can only be judged with a read of its token (DESIGN 6.3: too early, and a token that may be gone). */
export function needsTokenRead(answer: SendAnswer): boolean {
  return answer.outcome === 'tooEarly' || answer.outcome === 'invalidToken' || answer.isTokenInDoubt;
}

/** Decides one answer (DESIGN 6.3). */
export function decideOutcome(question: OutcomeQuestion): Outcome {
  const { answer, answeredAt } = question;
  switch (answer.outcome) {
    case 'accepted':
      return only({ kind: 'sent', reason: null, messageId: answer.messageId, acceptedAt: answeredAt });
    case 'tooEarly':
      return { change: tooEarly(question), reading: readingOf(question), isStrike: false };
    case 'stopped':
      return only({ kind: 'failed', reason: 'platformStopped', token: 'stopped', acceptedAt: null });
    case 'unavailable':
      return only({ kind: 'failed', reason: 'platformUnavailable', token: 'keeps', acceptedAt: null });
    case 'invalidToken':
    case 'badRequest':
      return refusedRequest(question);
    case 'throttled':
      return only(again(question, 'throttled', pauseEnd(question)));
    case 'unauthorized':
    case 'blocked':
      return only(again(question, 'accountPaused', answeredAt));
    case 'notSent':
      return only(again(question, 'notBegun', addMs(answeredAt, backoffOf(question))));
    case 'uncertain':
      return only({ kind: 'uncertain', reason: 'uncertainAnswer', readAt: answeredAt });
    default:
      return assertNever(answer.outcome, 'attempt outcome');
  }
}

function pauseEnd({ pausedUntil, answeredAt }: OutcomeQuestion): EpochMs {
  return pausedUntil ?? answeredAt;
}

function backoffOf({ facts, random }: OutcomeQuestion): number {
  return backoffMs(DELIVERY_BACKOFF, facts.attempt, random);
}

function only(change: RowChange): Outcome {
  return { change, reading: null, isStrike: false };
}

/** A refusal as too early proves an earlier attempt of the same delivery whose answer was lost: nothing else of ours came between. */
function tooEarly({ answeredAt, facts, tokenRead }: OutcomeQuestion): RowChange {
  if (facts.earlierUncertainDeadline !== null) {
    const acceptedAt = facts.earlierUncertainDeadline;
    return { kind: 'sent', reason: 'provenByRefusal', messageId: null, acceptedAt };
  }
  if (tokenRead?.kind === 'gone') {
    return { kind: 'failed', reason: 'platformInvalidToken', token: 'invalid', acceptedAt: null };
  }
  const told = tokenRead?.kind === 'ok' ? tokenRead.value.nextEligibleAt : null;
  const known = told !== null && told > answeredAt ? told : null;
  const nextAt = known ?? addMs(answeredAt, ASK_AGAIN_MS);
  return nextAt <= facts.lastAt
    ? { kind: 'scheduled', reason: 'refusedTooEarly', nextAt }
    : { kind: 'missed', reason: 'refusedTooEarly', earliestAt: known };
}

function refusedRequest(question: OutcomeQuestion): Outcome {
  const reading = readingOf(question);
  if (question.tokenRead?.kind === 'gone') {
    const change: RowChange = { kind: 'failed', reason: 'platformInvalidToken', token: 'invalid', acceptedAt: null };
    return { change, reading: null, isStrike: false };
  }
  const isOurs = question.answer.outcome === 'badRequest';
  const reason = isOurs ? 'platformBadRequest' : 'platformInvalidToken';
  return { change: { kind: 'failed', reason, token: 'keeps', acceptedAt: null }, reading, isStrike: isOurs };
}

/** Back to scheduled; never looked at later than just after its last instant, so that it is called late in time. */
function again(
  { facts }: OutcomeQuestion,
  reason: Extract<RowChange, { kind: 'scheduled' }>['reason'],
  wantedAt: EpochMs,
): RowChange {
  const justLate = addMs(facts.lastAt, 1);
  return { kind: 'scheduled', reason, nextAt: wantedAt < justLate ? wantedAt : justLate };
}

function readingOf({ tokenRead, answeredAt }: OutcomeQuestion): LedgerReading | null {
  if (tokenRead?.kind !== 'ok') return null;
  const { nextEligibleAt } = tokenRead.value;
  return { nextEligibleAt, readAt: answeredAt };
}
