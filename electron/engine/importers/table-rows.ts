import { DomainError } from '#shared/domain/errors.ts';
import { TOKEN_FIELDS } from '#shared/domain/list-file.ts';
import { assignColumns, type ColumnMap, type MapRequest, mapColumns, refuseTwins } from './column-map.ts';
import { createCsvTokenizer, MAX_COLUMNS } from './csv-tokenizer.ts';
import type { TableLayout } from './delimiter.ts';
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

/** Makes rows by field out of records; the first record that is not blank is the header. */
export function createRecordReader(order: TableOrder, sink: ItemSink): RecordReader {
  let header: ColumnMap | null = null;
  let places: readonly number[] = [];
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

  return {
    record: (cells, row) => {
      if (isBlank(cells)) return;
      if (header !== null) {
        takeRow(cells, row, header.columns);
        return;
      }
      header = headerOf(withoutEmptyEnd(cells), order);
      places = header.fields.map((field) => (field === null ? -1 : FIELD_INDEX[field]));
      sink.mapped(header);
    },
    zero: (cells, row, cell) => {
      const columns = header?.columns ?? [];
      sink.original?.({ row, columns, cells });
      sink.bad({ row, column: columns[cell] ?? null, value: shownValue(cells[cell] ?? null), code: 'hiddenCharacter' });
    },
    hasHeader: () => header !== null,
    end: () => {
      if (header === null) {
        throw new DomainError('fileRefused', `"${order.where}" has no row with column names.`, order.where);
      }
    },
  };
}

function tooWide(where: string): DomainError {
  const sentence = `"${where}" has more than ${MAX_COLUMNS} columns; leave out those that say nothing of permissions.`;
  return new DomainError('fileRefused', sentence, where);
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
