import type { AttemptOutcome } from '#shared/domain/attempt.ts';

/** This many POSTs in a row without a usable answer stop an account (DESIGN 6.6). */
export const BREAKER_LIMIT = 3;

/** How the latest answers of an account ended, as far as it matters for stopping it. */
export interface Streaks {
  /** POSTs in a row that were `uncertain`, or found no connection at all. */
  readonly unanswered: number;
  /** Throttled answers in a row. */
  readonly throttled: number;
}

/** Nothing happened yet. */
export const NO_STREAKS: Streaks = { unanswered: 0, throttled: 0 };

/**
 * Counts one more answer.
 *
 * `notSent` counts like `uncertain`: no row is lost by it, but a platform that cannot be reached would be tried with every row of a
 * long queue (RELIABILITY B-28: a captive portal consumes no rows).
 */
export function countAnswer(streaks: Streaks, outcome: AttemptOutcome): Streaks {
  const isUnanswered = outcome === 'uncertain' || outcome === 'notSent';
  return {
    unanswered: isUnanswered ? streaks.unanswered + 1 : 0,
    throttled: outcome === 'throttled' ? streaks.throttled + 1 : 0,
  };
}

/** Whether the breaker opens. */
export function isBroken(streaks: Streaks): boolean {
  return streaks.unanswered >= BREAKER_LIMIT;
}
