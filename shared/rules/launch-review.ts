import { MINUTE } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** The figures of a plan that a person decides by. */
export interface ReviewFigures {
  /** Fingerprint of message, audience and schedule. */
  readonly content: string;
  readonly scheduled: number;
  /** When the first message leaves; `null` = none does. */
  readonly firstLeaveAt: EpochMs | null;
}

/** Why a launch is not what was reviewed. */
export type ReviewChange = 'content' | 'people' | 'time';

/** Share of people by which a plan may differ from the one reviewed without asking again (Sundial's choice). */
const SAME_PEOPLE_SHARE = 0.01;
/** How far the first message may move without asking again (Sundial's choice). */
const SAME_TIME_MS = 10 * MINUTE;
/** Above this many people a launch on a real account is confirmed by typing their number (issue 3; the number is Sundial's choice). */
const TYPED_ABOVE = 200;

/**
 * What differs notably between the plan a person saw and the one about to be launched; `null` = nothing to speak of.
 *
 * @param isNow - it goes out as soon as it is launched, so its time moves by itself.
 */
export function reviewChange(seen: ReviewFigures, now: ReviewFigures, isNow: boolean): ReviewChange | null {
  if (seen.content !== now.content) return 'content';
  if (Math.abs(seen.scheduled - now.scheduled) > seen.scheduled * SAME_PEOPLE_SHARE) return 'people';
  if (isNow || seen.firstLeaveAt === null || now.firstLeaveAt === null) return null;
  return Math.abs(seen.firstLeaveAt - now.firstLeaveAt) > SAME_TIME_MS ? 'time' : null;
}

/** The number a person types before launching; `null` = none is asked for: practice, or few enough people. */
export function countToType(account: { readonly isPractice: boolean }, scheduled: number): number | null {
  return account.isPractice || scheduled <= TYPED_ABOVE ? null : scheduled;
}
