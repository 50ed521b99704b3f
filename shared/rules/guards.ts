import { DAY } from '#shared/time/duration.ts';

/** Limits of Sundial's own, on top of the platform's; a person may switch them off (DESIGN 4). */
export interface Guards {
  /** Least milliseconds between two marketing messages to one person over all their tokens and campaigns; `null` = no such limit. */
  readonly personGapMs: number | null;
}

/** One message a day for each person: 24 hours of elapsed time (DESIGN 4, One per person; DESIGN 13, "a day"). */
export const DEFAULT_GUARDS: Guards = { personGapMs: DAY };
