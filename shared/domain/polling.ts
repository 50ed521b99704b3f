import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { addMs } from '#shared/time/instant.ts';

/** How often the platform is asked for its list of permissions (DESIGN 7, polling). */
export const POLLING_CHOICES = ['off', 'quarterHourly', 'hourly', 'daily'] as const;
/** See {@link POLLING_CHOICES}. */
export type PollingChoice = (typeof POLLING_CHOICES)[number];

/** Sundial's choice: a stop by a stranger's hand is known within the hour, and 20,000 people are 200 calls a time. */
export const DEFAULT_POLLING: PollingChoice = 'hourly';

const EVERY_MS = { quarterHourly: 15 * MINUTE, hourly: HOUR, daily: DAY } as const;

/**
 * When the list of an account is to be read next; `null` = never by itself. An account that was never read is due at once, and a time
 * that lies further ahead than one round was written by a clock that has been set back since: due as well.
 *
 * @param lastAt - when it was last read or tried, whichever is later; `null` = never.
 */
export function nextPollAt(choice: PollingChoice, lastAt: EpochMs | null, now: EpochMs): EpochMs | null {
  if (choice === 'off') return null;
  if (lastAt === null || lastAt > now) return now;
  return addMs(lastAt, EVERY_MS[choice]);
}

/** Permissions whose next time the platform has moved without a send of ours. */
export interface DriftFinding {
  readonly seenAt: EpochMs;
  readonly tokens: number;
  /** The latest of them, as the platform says it. */
  readonly platformAt: EpochMs;
  /** What was expected of that one; `null` = it could have got its next message at once. */
  readonly expectedAt: EpochMs | null;
}

/**
 * The finding that stands after a list was read. A new one takes the place of the last; without one the last stands as long as it
 * still holds somebody up, because the next reading compares with what this one has taken in.
 */
export function standingDrift(
  last: DriftFinding | null,
  found: { readonly tokens: number; readonly platformAt: number | null; readonly expectedAt: number | null },
  now: EpochMs,
): DriftFinding | null {
  if (found.tokens > 0 && found.platformAt !== null) {
    return {
      seenAt: now,
      tokens: found.tokens,
      platformAt: found.platformAt as EpochMs, // the platform's own, read as an instant
      expectedAt: found.expectedAt as EpochMs | null, // of our own rows
    };
  }
  return last !== null && last.platformAt > now ? last : null;
}
