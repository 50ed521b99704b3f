import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What became of a test message, as a person reads it. `notSent`: nothing left, or it was provably not carried out. */
export type TestOutcome = 'accepted' | 'refused' | 'uncertain' | 'notSent';

/** What becomes of its row. A test is never scheduled again: what was not accepted ends, and a person may try anew. */
export type TestChange =
  | { readonly kind: 'sent'; readonly reason: null; readonly messageId: string | null; readonly acceptedAt: EpochMs }
  | {
      readonly kind: 'failed';
      readonly reason: 'platformStopped' | 'platformUnavailable' | 'platformBadRequest' | 'platformInvalidToken';
      readonly token: 'keeps' | 'stopped';
      readonly acceptedAt: null;
    }
  | {
      readonly kind: 'missed';
      readonly reason: 'refusedTooEarly' | 'throttled' | 'accountPaused' | 'notBegun';
      readonly earliestAt: null;
    }
  | { readonly kind: 'uncertain'; readonly reason: 'uncertainAnswer'; readonly readAt: EpochMs };

/** Decides the answer to a test message (DESIGN 6.3, without another try). */
export function decideTest(
  outcome: AttemptOutcome,
  messageId: string | null,
  answeredAt: EpochMs,
): { readonly outcome: TestOutcome; readonly change: TestChange } {
  const failed = (
    reason: Extract<TestChange, { kind: 'failed' }>['reason'],
    token: 'keeps' | 'stopped' = 'keeps',
  ): { readonly outcome: TestOutcome; readonly change: TestChange } => ({
    outcome: 'refused',
    change: { kind: 'failed', reason, token, acceptedAt: null },
  });
  const missed = (
    told: TestOutcome,
    reason: Extract<TestChange, { kind: 'missed' }>['reason'],
  ): { readonly outcome: TestOutcome; readonly change: TestChange } => ({
    outcome: told,
    change: { kind: 'missed', reason, earliestAt: null },
  });
  switch (outcome) {
    case 'accepted':
      return { outcome, change: { kind: 'sent', reason: null, messageId, acceptedAt: answeredAt } };
    case 'stopped':
      return failed('platformStopped', 'stopped');
    case 'unavailable':
      return failed('platformUnavailable');
    case 'badRequest':
      return failed('platformBadRequest');
    case 'invalidToken':
      return failed('platformInvalidToken');
    case 'tooEarly':
      return missed('refused', 'refusedTooEarly');
    case 'throttled':
      return missed('notSent', 'throttled');
    case 'unauthorized':
    case 'blocked':
      return missed('notSent', 'accountPaused');
    case 'notSent':
      return missed('notSent', 'notBegun');
    case 'uncertain':
      return { outcome, change: { kind: 'uncertain', reason: 'uncertainAnswer', readAt: answeredAt } };
    default:
      return assertNever(outcome, 'attempt outcome');
  }
}
