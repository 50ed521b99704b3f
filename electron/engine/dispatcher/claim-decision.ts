import type { Reason } from '#shared/domain/reason.ts';
import type { Eligibility } from '#shared/rules/eligibility.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';

/**
 * Whether another message to the same token or, with the guard on, the same person is on the wire (`sending`) or undecided
 * (`uncertain`); `none` = neither.
 */
export type OpenRival = 'none' | 'sending' | 'uncertain';

/** What a claim is decided from. */
export interface ClaimQuestion {
  readonly now: EpochMs;
  /** Latest instant at which the message may leave (DESIGN 5, Late and Window: the plan keeps both in one instant). */
  readonly lastAt: EpochMs;
  /** Whether the zone that counts changed since the slot was chosen; its times then say nothing any more. */
  readonly isRezoned: boolean;
  readonly rival: OpenRival;
  /** What the rules say about now, undecided sends counted as accepted at their deadline. */
  readonly eligibility: Eligibility;
}

/** What becomes of a due delivery in reality (DESIGN 6.1). */
export type ClaimDecision =
  | { readonly kind: 'send' }
  /** Stays scheduled and is looked at again then. */
  | { readonly kind: 'later'; readonly at: EpochMs; readonly reason: Reason }
  | { readonly kind: 'skip'; readonly reason: Reason; readonly earliestAt: EpochMs | null }
  /** Its last instant is over; the campaign's policy for late messages decides (`lateness.ts`). */
  | { readonly kind: 'late' }
  /** Stays scheduled until its slot was asked again in the zone that counts now (`reslot.ts`). */
  | { readonly kind: 'rezoned' };

/** How soon to look again while a rival is open: an answer takes a second or so, a settlement minutes (Sundial's choice). */
const LOOK_AGAIN_MS = { sending: SECOND, uncertain: 30 * SECOND } as const;

/**
 * Decides one due delivery.
 *
 * While a rival is open the delivery waits as long as its own time allows: the rival may yet turn out unsent. After that the
 * rules decide as if the rival had been accepted.
 */
export function decideClaim({ now, lastAt, isRezoned, rival, eligibility }: ClaimQuestion): ClaimDecision {
  if (isRezoned) return { kind: 'rezoned' };
  if (now > lastAt) return { kind: 'late' };
  if (rival !== 'none') {
    const at = addMs(now, LOOK_AGAIN_MS[rival]);
    if (at <= lastAt) {
      return { kind: 'later', at, reason: eligibility.kind === 'not' ? eligibility.reason : 'otherCampaign' };
    }
  }
  if (eligibility.kind === 'ok') {
    return rival === 'none' ? { kind: 'send' } : { kind: 'skip', reason: 'otherCampaign', earliestAt: null };
  }
  const { reason, earliestAt } = eligibility;
  if (earliestAt !== null && earliestAt <= lastAt) return { kind: 'later', at: earliestAt, reason };
  return { kind: 'skip', reason, earliestAt };
}
