import { HOUR } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** A stretch of time in which this computer must be awake, `to` not included. */
export interface AwakeStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Nobody wakes a computer again and again: up to this between two stretches it just stays awake (Sundial's choice). */
const STAYS_AWAKE_MS = 3 * HOUR;

/** Joins stretches, in order, that lie so close together that a person would speak of one. */
export function joinAwake(stretches: readonly AwakeStretch[]): readonly AwakeStretch[] {
  return stretches.reduce<readonly AwakeStretch[]>((joined, stretch) => {
    const before = joined.at(-1);
    if (before === undefined || stretch.from - before.to > STAYS_AWAKE_MS) return [...joined, stretch];
    return [...joined.slice(0, -1), { from: before.from, to: stretch.to }];
  }, []);
}
