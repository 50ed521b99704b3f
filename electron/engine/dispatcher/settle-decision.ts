import type { ReadBackVerdict } from '#shared/domain/read-back.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
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
  readonly coolDownMs: number;
  /** When the earlier of the two clear reads was made; `null` = this is the first. */
  readonly firstClearReadAt: EpochMs | null;
  readonly settleMs: number;
  readonly read: SettlementRead;
}

/** What the read says, and what becomes of the row. */
export type Settlement =
  | { readonly verdict: Extract<ReadBackVerdict, 'sent' | 'notSent' | 'gone'>; readonly change: RowChange }
  /** Read again at `nextReadAt`. */
  | { readonly verdict: Extract<ReadBackVerdict, 'notYetClear' | 'noAnswer'>; readonly nextReadAt: EpochMs }
  /** Only a person can decide. */
  | { readonly verdict: Extract<ReadBackVerdict, 'person'> };

/** How far a next eligible time may lie from what our attempt would have made it (DESIGN 6.4). */
const FIT_TOLERANCE_MS = 5 * MINUTE;
/** After a read that brought nothing (Sundial's choice): soon, since a read changes nothing. */
const READ_AGAIN_MS = MINUTE;

/**
 * Settles one uncertain delivery with one more read of its token.
 *
 * A fitting next eligible time proves it sent. A later one that does not fit may come from another tool, so a person decides.
 * Absent, zero, past or unchanged in two reads `settleMs` apart proves it unsent.
 */
export function decideSettlement(question: SettlementQuestion): Settlement {
  const { read, now } = question;
  if (read.kind === 'noAnswer') {
    return { verdict: 'noAnswer', nextReadAt: addMs(now, Math.min(READ_AGAIN_MS, question.settleMs)) };
  }
  if (read.kind === 'gone') {
    const acceptedAt = question.attemptDeadlineAt;
    return { verdict: 'gone', change: { kind: 'failed', reason: 'undecided', token: 'invalid', acceptedAt } };
  }
  if (fits(question, read.nextEligibleAt)) return provenSent(question, read.nextEligibleAt);
  if (isLater(question, read.nextEligibleAt)) return { verdict: 'person' };
  const { firstClearReadAt, settleMs } = question;
  if (firstClearReadAt === null) return { verdict: 'notYetClear', nextReadAt: addMs(now, settleMs) };
  const secondAt = addMs(firstClearReadAt, settleMs);
  if (now < secondAt) return { verdict: 'notYetClear', nextReadAt: secondAt };
  return { verdict: 'notSent', change: unsent(question) };
}

function fits({ attemptStartedAt, attemptDeadlineAt, coolDownMs }: SettlementQuestion, told: EpochMs | null): boolean {
  if (told === null) return false;
  const from = attemptStartedAt + coolDownMs - FIT_TOLERANCE_MS;
  const to = attemptDeadlineAt + coolDownMs + FIT_TOLERANCE_MS;
  return told >= from && told <= to;
}

/** Later than now, and not what it was before the attempt. */
function isLater({ now, baselineNextEligibleAt }: SettlementQuestion, told: EpochMs | null): boolean {
  return told !== null && told > now && told !== baselineNextEligibleAt;
}

/** The time told says when the platform took it, within the attempt. */
function provenSent(question: SettlementQuestion, told: EpochMs | null): Settlement {
  const { attemptStartedAt, attemptDeadlineAt, coolDownMs } = question;
  const takenAt = told === null ? attemptDeadlineAt : addMs(told, -coolDownMs);
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
