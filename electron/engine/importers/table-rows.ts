import type { DomainError } from '#shared/domain/errors.ts';
import { TOKEN_FIELDS } from '#shared/domain/list-file.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { assignColumns, type ColumnMap, type MapRequest, mapColumns, refuseTwins } from './column-map.ts';
import { createCsvTokenizer, MAX_COLUMNS } from './csv-tokenizer.ts';
import type { TableLayout } from './delimiter.ts';
import {
  HEADER_SEARCH,
  type HeaderCandidate,
  isSurelyHeader,
  likelyHeader,
  spreadsheetLetters,
} from './find-header.ts';
import type { ItemSink, SourceReader } from './import-source.ts';
import { shownValue } from './row-code.ts';
import { INVALID_BYTE } from './text-decoder.ts';
import { FIELD_INDEX } from './token-field.ts';

/** What a reader of a table needs to know. */
export interface TableOrder {
  readonly map: readonly MapRequest[];
  /** The file, for the sentences of refusals. */
  readonly where: string;
  /** Only looked at: columns that say nothing to Sundial are shown, not refused. */
  readonly isPeek?: boolean | undefined;
}

/** Takes the records of a table, the header first, and hands on rows by field. Shared by CSV and XLSX. */
export interface RecordReader {
  readonly record: (cells: readonly string[], row: number) => void;
  /** Takes a record with a zero byte in one of its cells, which costs the row and no other. */
  readonly zero: (cells: readonly string[], row: number, cell: number) => void;
  /** Whether the row with the column names has come. */
  readonly hasHeader: () => boolean;
  /** @throws {DomainError} `fileRefused` when there was no header. */
  readonly end: () => void;
}

/** Reads delimited text. @throws {DomainError} what `mapColumns` refuses, while the header is read. */
export function createTableReader(layout: TableLayout, order: TableOrder, sink: ItemSink): SourceReader {
  const records = createRecordReader(order, sink);
  let mayHoldZeros = false;
  const tokenizer = createCsvTokenizer(layout.delimiter, {
    row: (cells, row) => {
      if (row === 1 && layout.hasSeparatorLine) return;
      const zero = mayHoldZeros ? cells.findIndex((cell) => cell.includes('\0')) : -1;
      if (zero < 0) records.record(cells, row);
      else records.zero(cells, row, zero);
    },
    bad: (code, text, row) => {
      if (code === 'tooManyCells' && !records.hasHeader()) throw tooWide(order.where);
      sink.original?.({ row, columns: [], cells: [text] });
      sink.bad({ row, column: null, value: shownValue(text.replaceAll(INVALID_BYTE, '\uFFFD')), code });
    },
  });
  return {
    push: (text) => {
      // Looked for once a chunk: files without a zero byte, that is nearly all, pay nothing for it.
      mayHoldZeros ||= text.includes('\0');
      tokenizer.push(text);
    },
    end: () => {
      tokenizer.end();
      records.end();
    },
  };
}

/** Makes rows by field out of records; what stands above the column names is no row and is left out. */
export function createRecordReader(order: TableOrder, sink: ItemSink): RecordReader {
  let header: ColumnMap | null = null;
  let places: readonly number[] = [];
  let waiting: HeaderCandidate[] = [];
  const values: (string | null)[] = TOKEN_FIELDS.map(() => null);

  const takeRow = (cells: readonly string[], row: number, columns: readonly string[]): void => {
    sink.original?.({ row, columns, cells });
    const extra = cells.length - columns.length;
    if (extra > 0 && cells.slice(columns.length).some((cell) => cell !== '')) {
      sink.bad({ row, column: null, value: shownValue(cells.slice(columns.length).join(' ')), code: 'tooManyCells' });
      return;
    }
    if (extra < 0) {
      sink.bad({ row, column: columns[cells.length] ?? null, value: null, code: 'tooFewCells' });
      return;
    }
    for (let column = 0; column < places.length; column += 1) {
      const place = places[column] ?? -1;
      if (place >= 0) values[place] = cells[column] ?? null;
    }
    sink.row(values, row);
  };

  const begin = (place: number): void => {
    const found = waiting[place];
    const width = Math.max(0, ...waiting.map(({ cells }) => withoutEmptyEnd(cells).length));
    header = headerOf(found === undefined ? spreadsheetLetters(width) : withoutEmptyEnd(found.cells), order);
    places = header.fields.map((field) => (field === null ? -1 : FIELD_INDEX[field]));
    sink.mapped(header, found?.row ?? null);
    const below = waiting.slice(place + 1);
    waiting = [];
    for (const { cells, row } of below) takeRow(cells, row, header.columns);
  };

  return {
    record: (cells, row) => {
      if (isBlank(cells)) return;
      if (header !== null) {
        takeRow(cells, row, header.columns);
        return;
      }
      waiting.push({ cells, row });
      if (isSurelyHeader(withoutEmptyEnd(cells), order.map)) begin(waiting.length - 1);
      else if (waiting.length >= HEADER_SEARCH) begin(likelyHeader(waiting));
    },
    zero: (cells, row, cell) => {
      const columns = header?.columns ?? [];
      sink.original?.({ row, columns, cells });
      sink.bad({ row, column: columns[cell] ?? null, value: shownValue(cells[cell] ?? null), code: 'hiddenCharacter' });
    },
    hasHeader: () => header !== null,
    end: () => {
      if (header === null && waiting.length > 0) begin(likelyHeader(waiting));
      if (header === null) {
        throw refuse('noHeader', { name: order.where }, { where: order.where });
      }
    },
  };
}

function tooWide(where: string): DomainError {
  return refuse('tooManyColumns', { name: where, limit: MAX_COLUMNS }, { where });
}

function headerOf(columns: readonly string[], { map, where, isPeek }: TableOrder): ColumnMap {
  if (isPeek === true) return assignColumns(columns, map, where);
  const header = mapColumns(columns, map, where);
  refuseTwins(header, map, where);
  return header;
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '') return false;
  return true;
}

/** Columns without a name at the end of a header are what spreadsheets leave behind. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1).map((cell) => cell.trim());
}
