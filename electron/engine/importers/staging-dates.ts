import type { Database } from 'better-sqlite3';
import type { DomainError } from '#shared/domain/errors.ts';
import type { TokenField } from '#shared/domain/list-file.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { DateReader, PendingDate } from './date-reader.ts';
import { shownValue } from './row-code.ts';

/** The column of `staged` for each field of dates; the time somebody last wrote stands in a table of its own. */
const COLUMNS: Readonly<Partial<Record<TokenField, readonly string[]>>> = {
  createdAt: ['created_at_ms', 'opted_in_at_ms'],
  expiresAt: ['expires_at_ms'],
  nextEligibleAt: ['next_eligible_at_ms'],
};

/**
 * Puts the dates that waited for their column into the staged rows, now that the whole column was seen.
 *
 * @param columnOf - name of the column a field stands in, for the sentence.
 * @throws {DomainError} `fileRefused` where neither the person nor the column says whether the day or the month comes first.
 */
export function settleDates(
  db: Database,
  dates: DateReader,
  told: { readonly where: string; readonly columnOf: (field: TokenField) => string },
): void {
  for (const doubtful of dates.doubtful()) {
    const order = dates.orderOf(doubtful.field);
    if (order === null) throw twoDates(doubtful, told.columnOf(doubtful.field), told.where);
    const value = order === 'dayFirst' ? 'day_first_ms' : 'month_first_ms';
    if (doubtful.field === 'lastInbound') settleInbound(db, value);
    else settleColumn(db, doubtful.field, value);
  }
}

function settleColumn(db: Database, field: TokenField, value: string): void {
  const sets = (COLUMNS[field] ?? []).map((column) => `${column} = d.${value}`);
  db.prepare(
    `UPDATE staged SET ${sets.join(', ')} FROM staged_date d WHERE d.staged = staged.rowid AND d.field = ?`,
  ).run(field);
}

function settleInbound(db: Database, value: string): void {
  db.exec(
    `INSERT INTO staged_inbound SELECT s.recipient, max(d.${value}) FROM staged_date d JOIN staged s ON s.rowid = d.staged
     WHERE d.field = 'lastInbound' GROUP BY s.recipient
     ON CONFLICT DO UPDATE SET at_ms = max(at_ms, excluded.at_ms)`,
  );
}

function twoDates({ written }: PendingDate, column: string, name: string): DomainError {
  const terminal = '; say which with --dates day-first or --dates month-first.';
  return refuse('datesUndecided', { name, column, written: shownValue(written) ?? '' }, { where: name, terminal });
}
