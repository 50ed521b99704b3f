import type { RejectCode } from '#shared/domain/list-file.ts';

/** Longest cell, the limit of spreadsheets (RELIABILITY S-29). */
export const MAX_CELL = 32_767;
/** Most cells in a row (RELIABILITY S-29). */
export const MAX_COLUMNS = 500;

/** Takes the rows as they come. `row` counts from 1, blank rows included, as a spreadsheet does. */
export interface RowSink {
  readonly row: (cells: readonly string[], row: number) => void;
  /** A row that cannot be told apart into cells; `text` is its first line. */
  readonly bad: (code: RejectCode, text: string, row: number) => void;
}

/** Reads delimited text in chunks cut anywhere; the rows do not depend on where. */
export interface CsvTokenizer {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** What reading one record found instead of its end: more text is needed, or the record is broken. */
const NEEDS_MORE = -1;
const FAULTS: ReadonlyMap<number, RejectCode> = new Map([
  [-2, 'quote'],
  [-3, 'tooLong'],
  [-4, 'tooManyCells'],
]);
const [BROKEN_QUOTE, TOO_LONG, TOO_WIDE] = [-2, -3, -4] as const;

/** Characters of a broken line that are told. */
const SHOWN = 200;

/**
 * A tokenizer for comma-separated text and its kin (RFC 4180): quotes doubled inside quotes, line breaks inside quotes, rows ended by
 * CR, LF or CRLF in any mixture. A quote inside an unquoted cell is a plain character. Cells are equal to those of csv-parse
 * (relaxed quotes and column counts) for every text both can read; held by test.
 *
 * A broken quote costs the line it stands in and no other: reading goes on at the next line (DESIGN 7, MARKET B4).
 */
export function createCsvTokenizer(delimiter: string, sink: RowSink): CsvTokenizer {
  const separator = delimiter.charCodeAt(0);
  let text = '';
  let row = 0;
  let isSkipping = false;

  const readAll = (isFinal: boolean): void => {
    let from = 0;
    for (;;) {
      if (isSkipping) {
        const next = nextLine(text, from, isFinal);
        isSkipping = next === NEEDS_MORE;
        from = isSkipping ? keptOfSkipped(text) : next;
      }
      if (isSkipping || from >= text.length) break;
      const cells: string[] = [];
      const end = readRecord({ text, separator, isFinal, cells }, from);
      if (end === NEEDS_MORE) break;
      const fault = FAULTS.get(end);
      if (fault === undefined) {
        row += 1;
        sink.row(cells, row);
        from = end;
      } else {
        const lineEnd = endOfLine(text, from);
        // What is told of a broken line must not depend on how much of it is here yet.
        if (lineEnd === text.length && !isFinal && lineEnd - from < SHOWN) break;
        row += 1;
        sink.bad(fault, text.slice(from, Math.min(lineEnd, from + SHOWN)), row);
        isSkipping = true;
      }
    }
    text = text.slice(from);
  };

  return {
    push: (chunk) => {
      text = text === '' ? chunk : text + chunk;
      readAll(false);
    },
    end: () => readAll(true),
  };
}

interface Reading {
  readonly text: string;
  readonly separator: number;
  readonly isFinal: boolean;
  /** Filled with the record's cells. */
  readonly cells: string[];
}

/** End of the record that begins at `from` (the place after its line break), or one of the codes above. */
function readRecord(reading: Reading, from: number): number {
  const { text, isFinal, cells } = reading;
  let at = from;
  for (;;) {
    const end = text.charCodeAt(at) === QUOTE ? readQuoted(reading, at) : readPlain(reading, at);
    if (end < 0) return end;
    if (cells.length > MAX_COLUMNS) return TOO_WIDE;
    if (end >= text.length) return isFinal ? end : NEEDS_MORE;
    const code = text.charCodeAt(end);
    at = end + 1;
    if (code === LF) return at;
    if (code === CR) {
      if (at >= text.length && !isFinal) return NEEDS_MORE;
      return text.charCodeAt(at) === LF ? at + 1 : at;
    }
  }
}

function readPlain({ text, separator, cells }: Reading, from: number): number {
  let at = from;
  const { length } = text;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LF || code === CR) break;
    at += 1;
  }
  if (at - from > MAX_CELL) return TOO_LONG;
  cells.push(text.slice(from, at));
  return at;
}

function readQuoted({ text, separator, isFinal, cells }: Reading, from: number): number {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (cell.length + (end < 0 ? text.length : end) - at > MAX_CELL) return BROKEN_QUOTE;
    if (end < 0) return isFinal ? BROKEN_QUOTE : NEEDS_MORE;
    cell += text.slice(at, end);
    at = end + 1;
    if (at >= text.length && !isFinal) return NEEDS_MORE;
    if (text.charCodeAt(at) !== QUOTE) break;
    cell += '"';
    at += 1;
  }
  cells.push(cell);
  return endsCell(text, at, separator) ? at : BROKEN_QUOTE;
}

/** Behind a closing quote only the end of the cell, of the row or of the text may come. */
function endsCell(text: string, at: number, separator: number): boolean {
  const next = at < text.length ? text.charCodeAt(at) : LF;
  return next === separator || next === LF || next === CR;
}

/** Start of the line after the one at `from`, or {@link NEEDS_MORE} while its end is not here. */
function nextLine(text: string, from: number, isFinal: boolean): number {
  const end = endOfLine(text, from);
  if (end >= text.length) return isFinal ? end : NEEDS_MORE;
  if (text.charCodeAt(end) === LF) return end + 1;
  if (end + 1 >= text.length && !isFinal) return NEEDS_MORE;
  return text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}

/** Of a line that is skipped only a CR at the very end matters to the next chunk: an LF may follow it. */
function keptOfSkipped(text: string): number {
  return text.charCodeAt(text.length - 1) === CR ? text.length - 1 : text.length;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) return at;
    at += 1;
  }
  return at;
}
