import type { MapRequest } from './column-map.ts';
import { fieldNamed } from './column-names.ts';

/** A record of a table, blank ones left out. */
export interface HeaderCandidate {
  readonly cells: readonly string[];
  readonly row: number;
}

/** How many records are looked at for column names (Sundial's choice: titles, dates and merged cells above a list fill a few rows). */
export const HEADER_SEARCH = 20;

/** Whether a record surely is the row of column names: one for the token and one for the recipient stand in it, or all the user named. */
export function isSurelyHeader(cells: readonly string[], requests: readonly MapRequest[]): boolean {
  if (requests.length > 0 && requests.every(({ column }) => cells.includes(column))) return true;
  const fields = fieldsOf(cells);
  return fields.has('token') && fields.has('recipient');
}

/**
 * The place of the column names among the first records, when none of them surely is: the one with most names that are known, else the
 * first that is about as wide as the list.
 *
 * @returns -1 when the list has no names: it begins with a person.
 */
export function likelyHeader(candidates: readonly HeaderCandidate[]): number {
  const known = candidates.map(({ cells }) => fieldsOf(cells).size);
  const most = Math.max(...known);
  if (most > 0) return known.indexOf(most);
  const widths = candidates.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const wide = Math.max(...widths) / 2;
  const first = widths.findIndex((width) => width > 1 && width >= wide);
  const place = Math.max(first, 0);
  return candidates[place]?.cells.some((cell) => LONG_NUMBER.test(cell.trim())) === true ? -1 : place;
}

/** No column has a name of fifteen digits; public tokens and ids have fifteen to twenty (META-API 2.2). */
const LONG_NUMBER = /^\d{15,}$/u;

/** What a spreadsheet calls the columns of a list without names: A to Z, AA, AB and so on. */
export function spreadsheetLetters(width: number): readonly string[] {
  return Array.from({ length: width }, (_, index) => letters(index));
}

function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

function fieldsOf(cells: readonly string[]): ReadonlySet<string> {
  return new Set(cells.flatMap((cell) => fieldNamed(cell)?.field ?? []));
}
