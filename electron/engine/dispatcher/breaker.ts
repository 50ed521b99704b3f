import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** This many POSTs in a row without a usable answer stop an account (DESIGN 6.6). */
export const BREAKER_LIMIT = 3;

/** How the latest answers of an account ended, as far as it matters for stopping it. */
export interface Streaks {
  /** POSTs in a row that were `uncertain`, or found no connection at all. */
  readonly unanswered: number;
  /**
   * Times in a row that the platform throttled. All answers of one burst are one time: those that arrive before the pause they led to
   * is over say nothing new.
   */
  readonly throttles: number;
  /** Until when the latest throttling counts as one and the same; `null` = none. */
  readonly throttledUntil: EpochMs | null;
}

/** Nothing happened yet. */
export const NO_STREAKS: Streaks = { unanswered: 0, throttles: 0, throttledUntil: null };

/**
 * Counts one more answer.
 *
 * `notSent` counts like `uncertain`: no row is lost by it, but a platform that cannot be reached would be tried with every row of a
 * long queue (RELIABILITY B-28: a captive portal consumes no rows).
 */
export function countAnswer(streaks: Streaks, outcome: AttemptOutcome, now: EpochMs): Streaks {
  const isUnanswered = outcome === 'uncertain' || outcome === 'notSent';
  const unanswered = isUnanswered ? streaks.unanswered + 1 : 0;
  if (outcome === 'throttled') {
    return isOneBurst(streaks, now)
      ? { ...streaks, unanswered }
      : { ...streaks, unanswered, throttles: streaks.throttles + 1 };
  }
  // An acceptance that was on the wire beside the burst does not end it.
  if (isUnanswered || isOneBurst(streaks, now)) return { ...streaks, unanswered };
  return { ...NO_STREAKS, unanswered };
}

/** Whether an answer at `now` belongs to the throttling that was counted last. */
export function isOneBurst({ throttledUntil }: Streaks, now: EpochMs): boolean {
  return throttledUntil !== null && now < throttledUntil;
}

/** Whether the breaker opens. */
export function isBroken(streaks: Streaks): boolean {
  return streaks.unanswered >= BREAKER_LIMIT;
}
