import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type Goal, goalText } from './goal.ts';
import type { Ratio } from './ratio.ts';

/** Where and with what a run was made; without it figures of two runs cannot be compared. */
export interface Machine {
  readonly at: string;
  readonly node: string;
  readonly sqlite: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
}

/** The facts of this machine and process. */
export function describeMachine(): Machine {
  const db = new Database(':memory:');
  const sqlite = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? '';
  db.close();
  return {
    at: new Date().toISOString(),
    node: process.version,
    sqlite,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
  };
}

/** Writes the results as JSON into `results/` beside this file; returns the path. */
export function writeResults(
  name: string,
  results: { readonly rounds: number; readonly results: readonly Ratio[] },
): string {
  const path = fileURLToPath(new URL(`results/${name}.json`, import.meta.url));
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ machine: describeMachine(), ...results }, null, 2)}\n`);
  return path;
}

/** The results as a table for people: a line for each ratio, and one below it for each figure besides. */
export function formatTable(results: readonly Ratio[]): string {
  const head = ['work', 'rows', 'ours', 'yardstick', 'ratio', 'goal', ''];
  const lines = results.flatMap((result) => [ratioLine(result), ...result.figures.map(figureLine)]);
  return [head, ...lines].map((line) => padded(line, widths([head, ...lines]))).join('\n');
}

/** What each line of the table compares, and what there is to know about it. */
export function formatNotes(results: readonly Ratio[]): string {
  return results
    .map(({ work, rows, ours, yardstick, notes }) =>
      [`${work} ${rows.toLocaleString('en')}: ${ours} / ${yardstick}.`, ...notes].join('\n  '),
    )
    .join('\n');
}

type Line = readonly string[];

function ratioLine(result: Ratio): Line {
  const { work, rows, oursMs, yardstickMs, ratio, goal, met } = result;
  const unit = result.measure === 'time' ? 'time' : 'rate';
  return [
    work,
    rows.toLocaleString('en'),
    `${oursMs.toLocaleString('en')} ms`,
    `${yardstickMs.toLocaleString('en')} ms`,
    `${ratio.toFixed(2)} × ${unit}`,
    goalText(goal),
    verdict(met),
  ];
}

function figureLine(figure: Ratio['figures'][number]): Line {
  const shown = (value: number | null): string =>
    value === null ? '' : `${value.toLocaleString('en')} ${figure.unit}`.trim();
  return [
    `  ${figure.name}`,
    '',
    shown(figure.value),
    shown(figure.yardstick),
    '',
    goalOf(figure.goal),
    verdict(figure.met),
  ];
}

function goalOf(goal: Goal): string {
  return goalText(goal);
}

function verdict(met: boolean | null): string {
  if (met === null) return '';
  return met ? 'met' : 'NOT MET';
}

function widths(lines: readonly Line[]): readonly number[] {
  return (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
}

function padded(line: Line, columns: readonly number[]): string {
  // The first column reads from the left, figures line up at the right.
  const cells = line.map((cell, column) => {
    const width = columns[column] ?? 0;
    return column === 0 || column >= 5 ? cell.padEnd(width) : cell.padStart(width);
  });
  return cells.join('  ').trimEnd();
}
