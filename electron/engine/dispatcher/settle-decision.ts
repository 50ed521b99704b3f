import type { ReadBackVerdict } from '#shared/domain/read-back.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs, latest } from '#shared/time/instant.ts';
import { type BackoffShape, backoffMs } from './backoff.ts';
import type { RowChange } from './row-change.ts';

/** A read of a token made to settle an uncertain delivery. */
export type SettlementRead =
  /** `nextEligibleAt` `null` = absent or 0. */
  | { readonly kind: 'told'; readonly nextEligibleAt: EpochMs | null }
  | { readonly kind: 'gone' }
  | { readonly kind: 'noAnswer' };

/** What an uncertain delivery is settled from (DESIGN 6.4). */
export interface SettlementQuestion {
  readonly now: EpochMs;
  readonly attemptStartedAt: EpochMs;
  readonly attemptDeadlineAt: EpochMs;
  /** Next eligible time known before the attempt. */
  readonly baselineNextEligibleAt: EpochMs | null;
  /** Latest instant at which the message may leave. */
  readonly lastAt: EpochMs;
  /** What the platform would tell as next eligible time had it accepted the attempt at an instant; rises with it. */
  readonly nextAfter: (acceptedAt: EpochMs) => EpochMs;
  /** Whether the platform may have taken it for a follow-up to a yes, which no read would show. */
  readonly mayBeFollowUp: boolean;
  /** When the earlier of the two clear reads was made; `null` = this is the first. */
  readonly firstClearReadAt: EpochMs | null;
  readonly settleMs: number;
  /** Reads of this attempt that brought no answer, before this one. */
  readonly readsWithoutAnswer: number;
  readonly read: SettlementRead;
}

/** What the read says, and what becomes of the row. */
export type Settlement =
  | { readonly verdict: Extract<ReadBackVerdict, 'sent' | 'notSent' | 'gone' | 'tooLate'>; readonly change: RowChange }
  /** Read again at `nextReadAt`. */
  | { readonly verdict: Extract<ReadBackVerdict, 'notYetClear' | 'noAnswer'>; readonly nextReadAt: EpochMs }
  /** Only a person can decide. */
  | { readonly verdict: Extract<ReadBackVerdict, 'person'> };

/** How far a next eligible time may lie from what our attempt would have made it (DESIGN 6.4). */
const FIT_TOLERANCE_MS = 5 * MINUTE;
/** After a read that brought nothing: a minute, doubling to an hour, so that a platform that is down is left alone (RELIABILITY B-30). */
const READ_AGAIN: BackoffShape = { firstMs: MINUTE, longestMs: HOUR, jitter: 0 };

/**
 * Settles one uncertain delivery with one more read of its token.
 *
 * A fitting next eligible time proves it sent. A later one that does not fit may come from another tool, so a person decides.
 * Absent, zero, past or unchanged in two reads `settleMs` apart proves it unsent, but only while an accepted send would still show:
 * the second read lies after the attempt's deadline and before its cool-down could have ended (RELIABILITY A-05). After that nothing can
 * be proven; while the message could still leave a person decides, else it ends undecided and counts as accepted. Nor can it where the
 * platform may have taken the message for a follow-up, which sets no next eligible time: then a person decides (a test may go in the
 * minutes after a yes).
 */
export function decideSettlement(question: SettlementQuestion): Settlement {
  const { read, now } = question;
  if (read.kind === 'noAnswer') {
    return { verdict: 'noAnswer', nextReadAt: addMs(now, waitAfterNoAnswer(question)) };
  }
  if (read.kind === 'gone') {
    const acceptedAt = question.attemptDeadlineAt;
    return { verdict: 'gone', change: { kind: 'failed', reason: 'undecided', token: 'invalid', acceptedAt } };
  }
  if (fits(question, read.nextEligibleAt)) return provenSent(question, read.nextEligibleAt);
  if (isLater(question, read.nextEligibleAt)) return { verdict: 'person' };
  if (!wouldStillShow(question)) return unprovable(question);
  const { firstClearReadAt, settleMs, attemptDeadlineAt } = question;
  const secondAt = latest(addMs(firstClearReadAt ?? now, settleMs), attemptDeadlineAt);
  if (firstClearReadAt === null) return { verdict: 'notYetClear', nextReadAt: secondAt };
  if (now < secondAt) return { verdict: 'notYetClear', nextReadAt: secondAt };
  if (question.mayBeFollowUp) return { verdict: 'person' };
  return { verdict: 'notSent', change: unsent(question) };
}

function waitAfterNoAnswer({ readsWithoutAnswer, settleMs }: SettlementQuestion): number {
  const shape = { ...READ_AGAIN, firstMs: Math.min(READ_AGAIN.firstMs, settleMs) };
  return backoffMs(shape, readsWithoutAnswer + 1, 0);
}

function fits({ attemptStartedAt, attemptDeadlineAt, nextAfter }: SettlementQuestion, told: EpochMs | null): boolean {
  if (told === null) return false;
  return (
    told >= nextAfter(attemptStartedAt) - FIT_TOLERANCE_MS && told <= nextAfter(attemptDeadlineAt) + FIT_TOLERANCE_MS
  );
}

/** Later than now, and not what it was before the attempt. */
function isLater({ now, baselineNextEligibleAt }: SettlementQuestion, told: EpochMs | null): boolean {
  return told !== null && told > now && told !== baselineNextEligibleAt;
}

/** Whether an acceptance at any moment of the attempt would still make the platform tell a time ahead. */
function wouldStillShow({ now, attemptStartedAt, nextAfter }: SettlementQuestion): boolean {
  return now < nextAfter(attemptStartedAt) - FIT_TOLERANCE_MS;
}

function unprovable({ now, lastAt, attemptDeadlineAt }: SettlementQuestion): Settlement {
  if (now <= lastAt) return { verdict: 'person' };
  const change: RowChange = { kind: 'failed', reason: 'undecided', token: 'keeps', acceptedAt: attemptDeadlineAt };
  return { verdict: 'tooLate', change };
}

/** The time told says when the platform took it, within the attempt. */
function provenSent(question: SettlementQuestion, told: EpochMs | null): Settlement {
  const { attemptStartedAt, attemptDeadlineAt, nextAfter } = question;
  const waitMs = nextAfter(attemptStartedAt) - attemptStartedAt;
  const takenAt = told === null ? attemptDeadlineAt : addMs(told, -waitMs);
  const acceptedAt = addMs(
    attemptStartedAt,
    Math.min(Math.max(takenAt - attemptStartedAt, 0), attemptDeadlineAt - attemptStartedAt),
  );
  return { verdict: 'sent', change: { kind: 'sent', reason: 'provenByReadBack', messageId: null, acceptedAt } };
}

function unsent({ now, lastAt }: SettlementQuestion): RowChange {
  return now <= lastAt
    ? { kind: 'scheduled', reason: 'readBackNotSent', nextAt: now }
    : { kind: 'missed', reason: 'windowClosed', earliestAt: null };
}
