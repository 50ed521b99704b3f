import { fieldNamed } from './column-names.ts';
import { createLineReader, createValueReader, type ValueSink } from './json-splitter.ts';
import { parseJsonText } from './json-text.ts';
import { webhookEntries } from './webhook-event.ts';

/** How JSON values stand in a file: each on its line, one after another over any number of lines, or all in one document. */
export type JsonLayout = 'lines' | 'values' | 'document';

/**
 * Tells from the first text of a file how its values stand in it. A broken or foreign piece misleads nobody: both readers are tried on
 * the sample, and the one that finds more values reads the file; lines win a tie.
 */
export function jsonLayout(sample: string): JsonLayout {
  const lines = countValues(createLineReader, sample);
  if (startsWithLine(sample)) return lines >= countValues(createValueReader, sample) ? 'lines' : 'values';
  return 'document';
}

/** How to read what turned out to be no single document; `null` = it is a list that is broken. */
export function brokenLayout(sample: string): Exclude<JsonLayout, 'document'> | null {
  const lines = countValues(createLineReader, sample);
  // A list whose rows stand on their lines, each with its comma, is a document that is cut: its rows are not to be taken for lines.
  if (sample.trimStart()[0] === '[' && (lines === 0 || /[}\]]\s*,\s*$/mu.test(sample))) return null;
  return lines > 0 && lines >= countValues(createValueReader, sample) ? 'lines' : 'values';
}

/**
 * Whether a text that does not begin like JSON holds rows or webhook bodies all the same, behind a first line that is broken or
 * foreign. A list with a row of column names never does.
 *
 * @param names - further names of keys that tell a row.
 */
export function holdsJson(sample: string, names: readonly string[]): boolean {
  const isRecognised = (value: unknown): boolean => isRow(value, names) || webhookEntries(value) !== null;
  let found = false;
  const sink: ValueSink = {
    value: (value) => {
      found ||= isRecognised(value);
    },
    bad: () => {},
  };
  for (const createReader of [createLineReader, createValueReader]) {
    if (!/^[{]/mu.test(sample)) return false;
    createReader(sink).push(`${sample}\n`);
  }
  return found;
}

function isRow(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).some((key) => names.includes(key) || fieldNamed(key)?.field === 'token');
}

/** Whether the first line that is not blank is a value of its own with more behind it. */
function startsWithLine(sample: string): boolean {
  const text = sample.trimStart();
  const end = text.indexOf('\n');
  if (end < 0 || parseJsonText(text.slice(0, end)) === undefined) return false;
  return text[0] === '{' || text.slice(end).trim() !== '';
}

function countValues(createReader: typeof createLineReader, sample: string): number {
  let count = 0;
  const sink: ValueSink = {
    value: () => {
      count += 1;
    },
    bad: () => {},
  };
  // The last line of a short file needs no break to be whole; a cut one counts for neither reader.
  createReader(sink).push(`${sample}\n`);
  return count;
}
