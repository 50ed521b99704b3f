import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { DomainError } from '#shared/domain/errors.ts';
import { addFormulaPrefix, removeFormulaPrefix } from './formula-prefix.ts';
import type { ItemSink, OriginalRow } from './import-source.ts';
import { type FileOrder, readTokenFile } from './read-file.ts';
import { INVALID_BYTE } from './text-decoder.ts';

/** What is written, and where. */
export interface RejectsOrder extends FileOrder {
  readonly rejectsPath: string;
  /** The staging file with the rejects. */
  readonly db: Database;
  /** Columns of the source; empty for logs. */
  readonly columns: readonly string[];
}

/** Columns that are added; on a second import they mean nothing and are ignored. */
const ADDED = ['row', 'column', 'value', 'code'] as const;

/** Text gathered before it is written. */
const BUFFER = 65_536;

interface StoredReject {
  readonly row: number;
  readonly column_name: string | null;
  readonly value: string | null;
  readonly code: string;
}

/**
 * Writes all rejected rows as CSV: their cells as they stood, and row, column, value and code beside them. Mended, it can be imported
 * as it is. It opens with a byte order mark, because spreadsheets need it to read names, and no cell opens a formula (RELIABILITY
 * S-36). The file is put in place whole, readable by its owner only.
 *
 * The source is read a second time for it: keeping the cells of every row would double the staging file.
 *
 * @param onStep - called now and then; throws to end the work.
 * @throws {DomainError} `invalidInput` when the path cannot be written.
 */
export async function writeRejectsFile(order: RejectsOrder, onStep: () => void): Promise<void> {
  const columns = order.columns.filter((column, index) => !isAddedBefore(order.columns, column, index));
  const temporary = `${order.rejectsPath}.part`;
  const file = openForWriting(temporary, order.rejectsPath);
  try {
    const out = createLines(file);
    out.line([...columns, ...ADDED]);
    await writeRows(order, { columns, out, onStep });
    out.end();
    closeSync(file);
    renameSync(temporary, order.rejectsPath);
  } catch (error) {
    closeQuietly(file);
    rmSync(temporary, { force: true });
    throw error;
  }
}

interface Lines {
  readonly line: (cells: readonly string[]) => void;
  readonly end: () => void;
}

async function writeRows(
  order: RejectsOrder,
  target: { readonly columns: readonly string[]; readonly out: Lines; readonly onStep: () => void },
): Promise<void> {
  const { db } = order;
  db.exec('CREATE INDEX IF NOT EXISTS staged_reject_row ON staged_reject (row)');
  const find = db.prepare('SELECT * FROM staged_reject WHERE row = ? ORDER BY no');
  const written = new Set<number>();
  const original = (source: OriginalRow): void => {
    const reject = find.get(source.row) as StoredReject | undefined; // columns of the query
    if (reject === undefined || source.columns.length === 0) return;
    written.add(source.row);
    target.out.line([...cellsOf(source, target.columns), ...added(reject)]);
  };
  if (order.columns.length > 0) await readTokenFile(order, readingSink(original), { onBytes: target.onStep });
  const blank = target.columns.map(() => '');
  const all = db.prepare('SELECT * FROM staged_reject ORDER BY row, no').iterate() as Iterable<StoredReject>; // columns of the query
  for (const reject of all) {
    if (!written.has(reject.row)) target.out.line([...blank, ...added(reject)]);
  }
}

function readingSink(original: (row: OriginalRow) => void): ItemSink {
  const nothing = (): void => {};
  return { mapped: nothing, row: nothing, bad: nothing, event: nothing, happening: nothing, aside: nothing, original };
}

function cellsOf(source: OriginalRow, columns: readonly string[]): readonly string[] {
  return columns.map((column) => {
    const cell = source.cells[source.columns.indexOf(column)] ?? '';
    return removeFormulaPrefix(cell).replaceAll(INVALID_BYTE, '\uFFFD');
  });
}

function added(reject: StoredReject): readonly string[] {
  return [String(reject.row), reject.column_name ?? '', reject.value ?? '', reject.code];
}

/** Whether a column was added by an earlier rejects file, which is being imported now. */
function isAddedBefore(columns: readonly string[], column: string, index: number): boolean {
  const from = columns.length - ADDED.length;
  return (
    index >= from && ADDED.every((name, place) => columns[from + place] === name) && column === ADDED[index - from]
  );
}

function createLines(file: number): Lines {
  let text = '\uFEFF';
  const flush = (): void => {
    writeSync(file, text);
    text = '';
  };
  return {
    line: (cells) => {
      text += `${cells.map(quoted).join(',')}\r\n`;
      if (text.length > BUFFER) flush();
    },
    end: flush,
  };
}

function quoted(cell: string): string {
  const safe = addFormulaPrefix(cell);
  return /[",\r\n]/u.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function openForWriting(temporary: string, path: string): number {
  try {
    return openSync(temporary, 'w', 0o600);
  } catch (error) {
    throw new DomainError(
      'invalidInput',
      `The rejects file "${path}" cannot be written; choose another place.`,
      path,
      error,
    );
  }
}

function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // It was closed already: the failure that brought us here came after.
  }
}
