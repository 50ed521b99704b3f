import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/**
 * Longest wait a next eligible time may ask for, counted from when it was read: two of the longest periods the platform
 * knows, a month of 31 days (seeds/004, Mensile). A later one is nonsense. Sundial's choice.
 */
export const LONGEST_WAIT_MS = 62 * DAY;

/**
 * Whether the platform's next eligible time can be used (DESIGN 4, Unknown next eligible time).
 *
 * - `known`: it counts; one in the past says "eligible now".
 * - `unknown`: none was given; the forecast from our own sends is all there is.
 * - `nonsense`: further ahead than any rule of the platform reaches; shown to people, not used.
 *
 * @param value - `null` = none given (absent or 0).
 * @param readAt - when it was read; `null` = not known, then no value is called nonsense.
 */
export function judgeNextEligible(value: EpochMs | null, readAt: EpochMs | null): 'known' | 'unknown' | 'nonsense' {
  if (value === null) return 'unknown';
  return readAt !== null && value - readAt > LONGEST_WAIT_MS ? 'nonsense' : 'known';
}
