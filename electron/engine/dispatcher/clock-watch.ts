import { MINUTE, SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** A difference to the platform's clock above this stops sending (DESIGN 5). */
export const MOST_SKEW_MS = 5 * MINUTE;

/** No look at the clocks is further apart than a tick of 30 s; a gap of three ticks means that the program did not run (Sundial's choice). */
const ASLEEP_MS = 90 * SECOND;

/** Both clocks at one look. */
export interface ClockLook {
  readonly wall: EpochMs;
  readonly monotonicMs: number;
}

/**
 * What happened between two looks.
 *
 * `steady`: time passed. `awoke`: the computer slept or the program stood still. `jumped`: the wall clock was set by more than
 * the platform would forgive. After the last two nothing is sent or given up before the platform's clock was seen (RELIABILITY B-06,
 * B-07, B-14).
 */
export type ClockEvent = 'steady' | 'awoke' | 'jumped';

/** Compares two looks at the clocks. */
export function compareLooks(before: ClockLook, now: ClockLook): ClockEvent {
  const wallMs = now.wall - before.wall;
  const monotonicMs = now.monotonicMs - before.monotonicMs;
  if (wallMs < -MOST_SKEW_MS) return 'jumped';
  // A clock set forward and a sleep during which the steady clock stood still look the same; both need the platform's word.
  if (wallMs - monotonicMs > MOST_SKEW_MS) return 'jumped';
  return wallMs > ASLEEP_MS || monotonicMs > ASLEEP_MS ? 'awoke' : 'steady';
}

/**
 * Whether the platform's `Date` header disagrees too much with the clock of this computer.
 *
 * @param platformDate - `null` = the answer had none, which says nothing.
 */
export function isSkewed(platformDate: EpochMs | null, answeredAt: EpochMs): boolean {
  return platformDate !== null && Math.abs(platformDate - answeredAt) > MOST_SKEW_MS;
}
