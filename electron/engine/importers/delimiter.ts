import { fieldNamed } from './column-names.ts';
import { createCsvTokenizer } from './csv-tokenizer.ts';
import { HEADER_SEARCH } from './find-header.ts';

/** How a table is laid out. */
export interface TableLayout {
  readonly delimiter: string;
  /** Whether the first line is Excel's `sep=;` and no row. */
  readonly hasSeparatorLine: boolean;
}

/** Delimiters in the order in which they win a tie. */
const USUAL = [',', ';', '\t', '|'] as const;

/** What can be part of a column name and so is never taken for a delimiter. */
const NO_DELIMITER = /[\p{L}\p{N}\p{M}\s_"'().[\]{}-]/u;

/** How many rows of the sample are looked at. */
const SAMPLE_ROWS = 50;

/**
 * Finds the delimiter of a table from its first text: the one under which most columns have names Sundial knows, then the one under
 * which most rows have as many cells as the first.
 *
 * @param names - further column names that are expected, from the user's mapping.
 */
export function findLayout(sample: string, names: readonly string[]): TableLayout {
  const separator = /^sep=(.)\r?\n/u.exec(sample)?.[1];
  if (separator !== undefined) return { delimiter: separator, hasSeparatorLine: true };
  const header = sample.slice(0, 4_096).split(/[\r\n]/u, 1)[0] ?? '';
  const others = [...new Set(header)].filter((sign) => sign.length === 1 && !NO_DELIMITER.test(sign));
  const candidates = [...new Set<string>([...USUAL, ...others])];
  const scored = candidates.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter, new Set(names)) }));
  const best = scored.reduce((first, second) => (isBetter(second.score, first.score) ? second : first));
  return { delimiter: best.delimiter, hasSeparatorLine: false };
}

interface Score {
  readonly known: number;
  readonly agreeing: number;
}

function isBetter(a: Score, b: Score): boolean {
  return a.known > b.known || (a.known === b.known && a.agreeing > b.agreeing);
}

function scoreOf(sample: string, delimiter: string, names: ReadonlySet<string>): Score {
  const rows = firstRows(sample, delimiter);
  // Above the column names there may be titles.
  const known = Math.max(0, ...rows.slice(0, HEADER_SEARCH).map((cells) => knownIn(cells, names)));
  return { known, agreeing: agreeingRows(rows) };
}

function knownIn(cells: readonly string[], names: ReadonlySet<string>): number {
  return new Set(cells.filter((name) => names.has(name) || fieldNamed(name) !== null)).size;
}

/** How many rows have the commonest number of cells, if that is more than one. */
function agreeingRows(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** The first rows of a sample; the last one in it may be cut and is left out. */
function firstRows(sample: string, delimiter: string): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const tokenizer = createCsvTokenizer(delimiter, {
    row: (cells) => {
      if (rows.length < SAMPLE_ROWS && !(cells.length === 1 && cells[0] === '')) rows.push(cells);
    },
    bad: () => {},
  });
  tokenizer.push(sample);
  if (rows.length === 0) tokenizer.end();
  return rows;
}
