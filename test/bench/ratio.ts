/** One side of a comparison: prepares outside the measured time, then does the work and returns when all of it is done. */
export interface Side {
  readonly name: string;
  /** Makes a fresh place to work in; its time does not count. */
  readonly prepare: (round: number) => Promise<void> | void;
  /** The work that is timed. */
  readonly work: (round: number) => Promise<void> | void;
  /** Throws when the work was not done; runs after the clock has stopped. */
  readonly verify: (round: number) => Promise<void> | void;
}

/** A figure that means something on any machine: our time beside the time of something real in the same run (DESIGN 11). */
export interface Comparison {
  readonly work: string;
  readonly rows: number;
  readonly ours: Side;
  readonly yardstick: Side;
  /** Largest ratio of our time to the yardstick's that meets the goal. */
  readonly goalAtMost: number;
}

/** Result of a comparison; times in milliseconds, medians over the rounds. */
export interface Ratio {
  readonly work: string;
  readonly rows: number;
  readonly yardstick: string;
  readonly oursMs: number;
  readonly yardstickMs: number;
  readonly oursRowsPerSecond: number;
  readonly yardstickRowsPerSecond: number;
  /** Our median time divided by the yardstick's. */
  readonly ratio: number;
  readonly goalAtMost: number;
  readonly met: boolean;
  /** Largest resident memory of this process seen while our side worked, in MiB. */
  readonly peakMemoryMiB: number;
  readonly rounds: readonly { readonly oursMs: number; readonly yardstickMs: number }[];
}

/** Runs both sides alternately, so that a noisy minute of the machine meets both, and takes medians. */
export async function compare(comparison: Comparison, rounds: number): Promise<Ratio> {
  const measured: { oursMs: number; yardstickMs: number }[] = [];
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, 50);
  for (let round = 0; round < rounds; round++) {
    const yardstickMs = await time(comparison.yardstick, round);
    const oursMs = await time(comparison.ours, round);
    measured.push({ oursMs, yardstickMs });
  }
  clearInterval(watch);
  const oursMs = median(measured.map((round) => round.oursMs));
  const yardstickMs = median(measured.map((round) => round.yardstickMs));
  const ratio = oursMs / yardstickMs;
  return {
    work: comparison.work,
    rows: comparison.rows,
    yardstick: comparison.yardstick.name,
    oursMs: Math.round(oursMs),
    yardstickMs: Math.round(yardstickMs),
    oursRowsPerSecond: Math.round((comparison.rows / oursMs) * 1_000),
    yardstickRowsPerSecond: Math.round((comparison.rows / yardstickMs) * 1_000),
    ratio: Number(ratio.toFixed(2)),
    goalAtMost: comparison.goalAtMost,
    met: ratio <= comparison.goalAtMost,
    peakMemoryMiB: Math.round(peakBytes / 2 ** 20),
    rounds: measured.map((round) => ({ oursMs: Math.round(round.oursMs), yardstickMs: Math.round(round.yardstickMs) })),
  };
}

/** The middle value; of an even number the lower one of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('No values to take a median of.');
  return middle;
}

async function time(side: Side, round: number): Promise<number> {
  await side.prepare(round);
  const startedAt = performance.now();
  await side.work(round);
  const tookMs = performance.now() - startedAt;
  await side.verify(round);
  return tookMs;
}
