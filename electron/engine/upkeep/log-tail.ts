import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Last bytes of the log that are looked at: some hundreds of lines (Sundial's choice). */
const TAIL_BYTES = 131_072;

/** Facts of a log line that are words of Sundial's own or of the platform's, never of people. */
const WORDS_OF_OUR_OWN = ['code', 'reason', 'procedure', 'event', 'level', 'time', 'kind', 'state', 'outcome'];

/** Larger numbers may be ids of people or Pages. */
const LARGEST_FIGURE = 10_000_000;

/**
 * The last lines of the log for somebody else's eyes: time, level, event and such facts as cannot hold a name, an id or a secret. Texts
 * of errors are left out, because they may quote anything; what kind of error it was stays.
 */
export function logTail(folder: string): readonly Readonly<Record<string, unknown>>[] {
  const path = join(folder, 'logs', 'sundial.log');
  if (!existsSync(path)) return [];
  const lines = lastBytes(path).split('\n').slice(1);
  return lines.flatMap((line) => {
    const value = parse(line);
    return value === null ? [] : [safeFacts(value)];
  });
}

function lastBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    // A whole file has no cut line in front; an empty one stands for it.
    return size > TAIL_BYTES ? bytes.toString('utf8') : `\n${bytes.toString('utf8')}`;
  } finally {
    closeSync(file);
  }
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null; // a line that is cut off
  }
}

function safeFacts(line: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(line).flatMap(([name, value]) => {
      const safe = safeFact(name, value);
      return safe === undefined ? [] : [[name, safe]];
    }),
  );
}

function safeFact(name: string, value: unknown): unknown {
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Math.abs(value) < LARGEST_FIGURE ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (name === 'error') return /^[A-Za-z]*Error\b/.exec(value)?.[0];
  return WORDS_OF_OUR_OWN.includes(name) && /^[\w.:-]{1,60}$/.test(value) ? value : undefined;
}
