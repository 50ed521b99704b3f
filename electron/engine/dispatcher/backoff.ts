import { HOUR, SECOND } from '#shared/time/duration.ts';

/** Shape of a series of waits. */
export interface BackoffShape {
  readonly firstMs: number;
  readonly longestMs: number;
  /** Share of the wait by which chance may lengthen it, so that many do not come back at one instant. */
  readonly jitter: number;
}

/**
 * Account-wide waits: throttling without a time of its own, and the breaker's probes: 30 s doubling to 1 h (DESIGN 6.6). Jitter
 * only lengthens, so that a storm of 24 hours stays at 30 probes (RELIABILITY B-30 allows 50).
 */
export const ACCOUNT_BACKOFF: BackoffShape = { firstMs: 30 * SECOND, longestMs: HOUR, jitter: 0.25 };

/** One delivery whose request could not leave: 5 s doubling to 5 min (Sundial's choice: a router restarts within that). */
export const DELIVERY_BACKOFF: BackoffShape = { firstMs: 5 * SECOND, longestMs: 300 * SECOND, jitter: 0.25 };

/**
 * How long to wait after the `count`-th failure in a row (1 = the first), in whole milliseconds.
 *
 * @param random - a number in [0, 1).
 */
export function backoffMs(shape: BackoffShape, count: number, random: number): number {
  const doublings = Math.min(Math.max(count - 1, 0), 30);
  const plain = Math.min(shape.firstMs * 2 ** doublings, shape.longestMs);
  return Math.round(plain * (1 + shape.jitter * random));
}
