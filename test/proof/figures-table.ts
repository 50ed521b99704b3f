import { readFileSync, writeFileSync } from 'node:fs';

/** What one proof at full size brought. */
export interface Figures {
  /** Whether the promise held and the proof could have failed. */
  readonly isKept: boolean;
  /** How large the run was. */
  readonly size: string;
  /** The figures in one line. */
  readonly text: string;
  /** What was found wrong; empty = nothing. */
  readonly broken: readonly string[];
}

const PAGE = new URL('../PROMISES.md', import.meta.url);
const BEGIN = '<!-- figures -->';
const END = '<!-- /figures -->';

/** Replaces the row of one proof in the table of `test/PROMISES.md`, or adds it; the other rows stay. */
export function writeFigures(name: string, figures: Figures, now: Date): void {
  writeFileSync(PAGE, replaceRow(readFileSync(PAGE, 'utf8'), name, rowOf(name, figures, now)));
}

function rowOf(name: string, figures: Figures, now: Date): string {
  return `| \`${name}\` | ${now.toISOString().slice(0, 10)} | ${figures.isKept ? 'kept' : '**broken**'} | ${figures.size} | ${figures.text} |`;
}

/** The page with one row of its table replaced, or added at the end. */
export function replaceRow(page: string, name: string, row: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('The page has no table of figures.');
  const lines = page
    .slice(begin + BEGIN.length, end)
    .trim()
    .split('\n');
  const isRow = (line: string): boolean => line.startsWith(`| \`${name}\` |`);
  const replaced = lines.some(isRow) ? lines.map((line) => (isRow(line) ? row : line)) : [...lines, row];
  return `${page.slice(0, begin)}${BEGIN}\n\n${replaced.join('\n')}\n\n${page.slice(end)}`;
}
