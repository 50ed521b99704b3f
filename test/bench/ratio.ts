import { assertNever } from '#shared/lang/assert-never.ts';
import { type Goal, meets } from './goal.ts';
import { median } from './median.ts';

/** What one run of one side gave. */
export interface Measured {
  /** Milliseconds of the work alone, without what prepares or checks it. */
  readonly tookMs: number;
  /** Other figures of this run by name, e.g. the peak memory of the process that did the work. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** One side of a comparison. */
export interface Side {
  readonly name: string;
  /**
   * Prepares a fresh place, does the work and times it, then checks that all of it was done.
   *
   * @throws {Error} when the work was not done: a figure of work not done is none.
   */
  readonly run: (round: number) => Promise<Measured>;
}

/** How the two sides are held against each other. */
export type Measure =
  /** Our time divided by the yardstick's: small is good. */
  | 'time'
  /** Our rate divided by the yardstick's: large is good. */
  | 'rate';

/** A figure besides the ratio that our side reports. */
export interface WantedFigure {
  /** Name in {@link Measured.figures}; `ms` and `perSecond` are worked out from the time. */
  readonly name: string;
  readonly unit: string;
  /** `worst` takes the largest of all rounds, as memory wants it; `median` the middle one. */
  readonly of: 'median' | 'worst';
  readonly goal: Goal;
}

/** Work that means something on any machine: done by us and by something real in the same run (DESIGN 11). */
export interface Comparison {
  readonly work: string;
  /** Number of rows, deliveries or requests of one run. */
  readonly rows: number;
  readonly measure: Measure;
  readonly ours: Side;
  readonly yardstick: Side;
  readonly goal: Goal;
  readonly figures: readonly WantedFigure[];
  /** What a reader has to know about how it was done. */
  readonly notes: readonly string[];
}

/** A figure with its goal beside it. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The same figure of the yardstick; `null` when it reports none. */
  readonly yardstick: number | null;
  readonly goal: Goal;
  /** `null` when nothing is asked. */
  readonly met: boolean | null;
}

/** Times of one round, in milliseconds. */
export interface Round {
  readonly oursMs: number;
  readonly yardstickMs: number;
}

/** Result of a comparison; times and rates are medians over the rounds. */
export interface Ratio {
  readonly work: string;
  readonly rows: number;
  readonly ours: string;
  readonly yardstick: string;
  readonly measure: Measure;
  readonly oursMs: number;
  readonly yardstickMs: number;
  readonly oursPerSecond: number;
  readonly yardstickPerSecond: number;
  /** By {@link Measure}, from the median times. */
  readonly ratio: number;
  readonly goal: Goal;
  readonly met: boolean | null;
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
  readonly rounds: readonly Round[];
}

/**
 * Runs both sides in turn, so that a noisy minute of the machine meets both, and takes medians. The side that begins changes with
 * each round, because the second one finds the disk busier.
 */
export async function compare(comparison: Comparison, rounds: number): Promise<Ratio> {
  const ours: Measured[] = [];
  const yardstick: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    const turns = [
      async (): Promise<unknown> => yardstick.push(await comparison.yardstick.run(round)),
      async (): Promise<unknown> => ours.push(await comparison.ours.run(round)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  return ratioOf(comparison, ours, yardstick);
}

/** The result of rounds already measured; both lists are in order of the rounds. */
export function ratioOf(comparison: Comparison, ours: readonly Measured[], yardstick: readonly Measured[]): Ratio {
  const { work, rows, measure, goal, notes } = comparison;
  const oursMs = median(ours.map(({ tookMs }) => tookMs));
  const yardstickMs = median(yardstick.map(({ tookMs }) => tookMs));
  const ratio = divide(measure, oursMs, yardstickMs);
  return {
    work,
    rows,
    ours: comparison.ours.name,
    yardstick: comparison.yardstick.name,
    measure,
    oursMs: Math.round(oursMs),
    yardstickMs: Math.round(yardstickMs),
    oursPerSecond: perSecond(rows, oursMs),
    yardstickPerSecond: perSecond(rows, yardstickMs),
    ratio: Number(ratio.toFixed(2)),
    goal,
    met: meets(ratio, goal),
    figures: comparison.figures.map((wanted) => figureOf(wanted, rows, ours, yardstick)),
    notes,
    rounds: ours.map(({ tookMs }, round) => ({
      oursMs: Math.round(tookMs),
      yardstickMs: Math.round(yardstick[round]?.tookMs ?? Number.NaN),
    })),
  };
}

function divide(measure: Measure, oursMs: number, yardstickMs: number): number {
  switch (measure) {
    case 'time':
      return oursMs / yardstickMs;
    case 'rate':
      return yardstickMs / oursMs;
    default:
      return assertNever(measure, 'measure');
  }
}

function figureOf(
  wanted: WantedFigure,
  rows: number,
  ours: readonly Measured[],
  yardstick: readonly Measured[],
): Figure {
  const { name, unit, goal } = wanted;
  const value = overRounds(wanted, rows, ours);
  if (value === null) throw new RangeError(`Our side reports no figure "${name}".`);
  return { name, unit, value, yardstick: overRounds(wanted, rows, yardstick), goal, met: meets(value, goal) };
}

function overRounds(wanted: WantedFigure, rows: number, measured: readonly Measured[]): number | null {
  const values = measured.flatMap((one) => valueIn(wanted.name, rows, one) ?? []);
  if (values.length === 0) return null;
  return wanted.of === 'median' ? median(values) : Math.max(...values);
}

function valueIn(name: string, rows: number, { tookMs, figures }: Measured): number | undefined {
  if (name === 'ms') return Math.round(tookMs);
  if (name === 'perSecond') return perSecond(rows, tookMs);
  return figures?.[name];
}

function perSecond(rows: number, tookMs: number): number {
  return Math.round((rows / tookMs) * 1_000);
}
