import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What one answer, or one settlement, makes of a delivery that was claimed (DESIGN 3, Delivery states). */
export type RowChange =
  | {
      readonly kind: 'sent';
      /** `null` = the platform answered so; else what proved it. */
      readonly reason: Extract<
        Reason,
        'provenByRefusal' | 'provenByReadBack' | 'provenByConversation' | 'provenByOptIn' | 'personSaidSent'
      > | null;
      /** `null` when it was proven otherwise. */
      readonly messageId: string | null;
      /** From when the cool-down counts: the answer's arrival, or the deadline of an attempt proven later. */
      readonly acceptedAt: EpochMs;
    }
  | {
      readonly kind: 'failed';
      readonly reason: Extract<
        Reason,
        | 'platformStopped'
        | 'askedElsewhere'
        | 'askLimit'
        | 'askingBarred'
        | 'askNeedsImage'
        | 'messagingWindowClosed'
        | 'followUpTooLate'
        | 'platformUnavailable'
        | 'platformBadRequest'
        | 'platformInvalidToken'
        | 'undecided'
        | 'personDropped'
      >;
      /** What the refusal says about the token. */
      readonly token: 'keeps' | 'stopped' | 'invalid';
      /** Set when nobody knows whether it was accepted: it then counts as accepted at this instant. */
      readonly acceptedAt: EpochMs | null;
    }
  | {
      readonly kind: 'scheduled';
      readonly reason: Extract<
        Reason,
        'throttled' | 'accountPaused' | 'notBegun' | 'refusedTooEarly' | 'readBackNotSent' | 'askRefusedOnce'
      >;
      readonly nextAt: EpochMs;
    }
  | {
      readonly kind: 'missed';
      /** The last three only of test messages, which are never tried again. */
      readonly reason: Extract<
        Reason,
        'refusedTooEarly' | 'windowClosed' | 'late' | 'throttled' | 'accountPaused' | 'notBegun'
      >;
      readonly earliestAt: EpochMs | null;
    }
  | {
      readonly kind: 'uncertain';
      readonly reason: Extract<Reason, 'uncertainAnswer' | 'crashedWhileSending'>;
      /** When the token is read first. */
      readonly readAt: EpochMs;
    };

/** What the platform said about a token, to be kept in the ledger; `nextEligibleAt` `null` = absent or 0. */
export interface LedgerReading {
  readonly nextEligibleAt: EpochMs | null;
  readonly readAt: EpochMs;
}
