import { parseArgs } from 'node:util';

/** What a run of the bench was asked for. */
export interface BenchOptions {
  /** Rounds of each comparison; the medians are taken over them. */
  readonly rounds: number;
  /** Numbers of tokens for the cases that grow with them. */
  readonly sizes: readonly number[];
  /** Names of the cases that run, those first that were named first; empty = all. */
  readonly only: readonly string[];
}

/** Median of five at 100,000 and 1,000,000 (issue 2, "What must show"). */
const DEFAULTS = { rounds: '5', sizes: '100000,1000000', only: '' } as const;

/**
 * Reads `--rounds N`, `--sizes N,N` and `--only name,name`.
 *
 * @throws {Error} with a sentence that names the option and its value.
 */
export function readOptions(args: readonly string[], names: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: DEFAULTS.rounds },
      sizes: { type: 'string', default: DEFAULTS.sizes },
      only: { type: 'string', default: DEFAULTS.only },
    },
  });
  const only = values.only.split(',').filter((name) => name !== '');
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`--only "${unknown}" names no case; there are ${names.join(', ')}.`);
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1),
    sizes: values.sizes.split(',').map((size) => wholeNumber('--sizes', size, 1_000)),
    only,
  };
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new Error(`${option} "${text}" is no whole number from ${least}.`);
}
