import type { OutcomeTally } from '#engine/store/operations/outcomes.ts';
import { MINUTE } from '#shared/time/duration.ts';

/** Accepted messages by the minute (ms UTC of its start), and stops. */
export interface OpenTally {
  readonly minutes: ReadonlyMap<number, number>;
  readonly stopsAfter: number;
}

/** Nothing counted yet. */
export function openTally(): OpenTally {
  return { minutes: new Map(), stopsAfter: 0 };
}

/** Adds what one stretch of rows holds. */
export function accumulate(tally: OpenTally, part: OutcomeTally): OpenTally {
  const minutes = new Map(tally.minutes);
  for (const { minuteAt, count } of part.minutes) minutes.set(minuteAt, (minutes.get(minuteAt) ?? 0) + count);
  return { minutes, stopsAfter: tally.stopsAfter + part.stopsAfter };
}

/** Most points of a plot that can still be told apart (Sundial's choice). */
const MOST_POINTS = 96;
const STEPS_MINUTES = [1, 5, 15, 60, 180, 360, 1_440] as const;

/** The same in few enough equal stretches to plot, empty ones left out. */
export function stretchesOf({ minutes }: OpenTally): {
  readonly stretchMinutes: number;
  readonly stretches: readonly { readonly at: number; readonly count: number }[];
} {
  const times = [...minutes.keys()].toSorted((a, b) => a - b);
  const span = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / MINUTE + 1;
  const stretchMinutes = STEPS_MINUTES.find((step) => span / step <= MOST_POINTS) ?? 1_440;
  const width = stretchMinutes * MINUTE;
  const stretches = new Map<number, number>();
  for (const at of times) {
    const start = Math.floor(at / width) * width;
    stretches.set(start, (stretches.get(start) ?? 0) + (minutes.get(at) ?? 0));
  }
  return { stretchMinutes, stretches: [...stretches].map(([at, count]) => ({ at, count })) };
}
