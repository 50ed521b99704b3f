import { execFileSync } from 'node:child_process';
import type { OffsetChange } from './compile-zones-tzif.ts';

/** What `zdump` says of one zone: the offset before the first change of the years asked for, and the changes. */
export type DumpedZone = { readonly firstOffset: number; readonly changes: readonly OffsetChange[] };

/**
 * Asks `zdump -i` for a zone's changes in a span of years. A second reader of the compiled files, independent of ours.
 *
 * @param file - path of the TZif file.
 * @param years - first year, and the year after the last.
 */
export function dumpZone(file: string, years: { readonly from: number; readonly until: number }): DumpedZone {
  const text = execFileSync('zdump', ['-i', '-c', `${years.from},${years.until}`, file], { encoding: 'utf8' });
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('TZ='));
  const parsed = rows.map(parseRow);
  const [first, ...changes] = parsed;
  if (first === undefined || first.at !== null) throw new Error(`zdump: no first offset for ${file}.`);
  return { firstOffset: first.offset, changes: withoutRenamings(first.offset, changes.map(knownInstant)) };
}

/** A row: local date and time right after the change, the new offset, abbreviation, summer flag; `-` stands for "before all". */
function parseRow(row: string): { readonly at: number | null; readonly offset: number } {
  const [date = '', time = '', offsetText = ''] = row.split('\t');
  const offset = offsetSeconds(offsetText);
  if (date === '-') return { at: null, offset };
  const [hour = '00', minute = '00', second = '00'] = time.split(':');
  return { at: Date.parse(`${date}T${hour}:${minute}:${second}Z`) / 1_000 - offset, offset };
}

/** `+05`, `-0330`, `+001430`: hours, minutes and seconds, as many as are needed. */
function offsetSeconds(text: string): number {
  const parts = /^([+-])(\d\d)(\d\d)?(\d\d)?$/.exec(text);
  if (parts === null) throw new Error(`zdump: not an offset: ${text}.`);
  const size = Number(parts[2]) * 3_600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0);
  return parts[1] === '-' ? -size : size;
}

function knownInstant(row: { readonly at: number | null; readonly offset: number }): OffsetChange {
  if (row.at === null || Number.isNaN(row.at)) throw new Error('zdump: a change without a time.');
  return { at: row.at, offset: row.offset };
}

/** Drops rows that change the abbreviation or the summer flag only. */
function withoutRenamings(firstOffset: number, changes: readonly OffsetChange[]): readonly OffsetChange[] {
  return changes.filter((change, i) => change.offset !== (changes[i - 1]?.offset ?? firstOffset));
}
