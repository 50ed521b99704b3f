import { createReadStream } from 'node:fs';
import readXlsxFile from 'read-excel-file/node';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { assignColumns } from './column-map.ts';
import { HEADER_SEARCH } from './find-header.ts';
import type { ItemSink } from './import-source.ts';
import { createRecordReader, type TableOrder } from './table-rows.ts';
import { guardWorkbook } from './xlsx-guard.ts';

/** A number as the workbook's file writes it; as text, so that its digits can be looked at. */
interface WrittenNumber {
  readonly written: string;
}

type Cell = string | WrittenNumber | boolean | Date | null;

/**
 * Reads a workbook: the first sheet that has columns for token and recipient, else the first. Values only; formulas count with the
 * result that was stored with them (RELIABILITY S-31).
 *
 * @throws {DomainError} `fileRefused` for what the guard refuses; what `mapColumns` refuses.
 */
export async function readWorkbook(
  file: { readonly path: string; readonly bytes: number },
  order: TableOrder,
  sink: ItemSink,
): Promise<void> {
  await guardWorkbook(file.path, file.bytes, order.where);
  const sheets = await sheetsOf(file.path, order.where);
  const rows = (sheets.find((sheet) => hasIds(sheet, order)) ?? sheets[0] ?? []).map((row) => row.map(cellText));
  const records = createRecordReader(order, sink);
  const width = rows.reduce(
    (most, row) =>
      Math.max(
        most,
        row.findLastIndex((cell) => cell !== ''),
      ),
    -1,
  );
  rows.forEach((cells, index) => {
    records.record(fit(cells, width + 1), index + 1);
  });
  records.end();
}

async function sheetsOf(path: string, where: string): Promise<readonly (readonly (readonly Cell[])[])[]> {
  try {
    const sheets = await readXlsxFile<WrittenNumber>(createReadStream(path), {
      parseNumber: (written) => ({ written }),
      trim: false,
    });
    return sheets.map((sheet) => sheet.data as unknown as Cell[][]); // the library types dates as the Date class itself
  } catch (error) {
    throw refuse('workbookBroken', { name: where }, { where, cause: error });
  }
}

function hasIds(sheet: readonly (readonly Cell[])[], order: TableOrder): boolean {
  const filled = sheet.filter((row) => row.some((cell) => cell !== null)).slice(0, HEADER_SEARCH);
  return filled.some((row) => isHeader(row.map(cellText), order));
}

function isHeader(names: readonly string[], order: TableOrder): boolean {
  const known = order.map.filter((request) => names.includes(request.column));
  const { fields } = assignColumns(names, known, order.where);
  return fields.includes('token') && fields.includes('recipient');
}

/** Rows of a sheet have no length of their own: cells that are missing at the end are empty. */
function fit(cells: readonly string[], width: number): readonly string[] {
  return cells.length >= width ? cells : [...cells, ...Array.from({ length: width - cells.length }, () => '')];
}

/** A spreadsheet keeps fifteen digits of a number (Excel specifications, number precision): a longer whole number has lost the rest. */
const KEPT_DIGITS = 15;

/** The cell as text; a number that has lost digits shows as such a number, in scientific form, and is refused where it is an id. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return String(cell);
  if (cell instanceof Date) return dateText(cell);
  const number = Number(cell.written);
  if (!Number.isInteger(number)) return cell.written;
  const digits = BigInt(number).toString();
  return digits.replace('-', '').length > KEPT_DIGITS ? scientific(number) : digits;
}

/**
 * A date of a sheet, 1900 or 1904 system, as the library gives it: what stands in the cell, written as if it were UTC. A sheet knows no
 * zone, so it stays what a wall clock shows. A day is a fraction of a number there, so that only whole seconds survive.
 */
function dateText(date: Date): string {
  const ms = Math.round(date.getTime() / 1_000) * 1_000;
  return Number.isFinite(ms) && Math.abs(ms) <= LAST_DATE_MS ? new Date(ms).toISOString().slice(0, -5) : 'no date';
}

/** Largest instant a date can hold (ECMAScript, time values). */
const LAST_DATE_MS = 8.64e15;

function scientific(number: number): string {
  return number.toExponential().replace('e+', 'E+');
}
