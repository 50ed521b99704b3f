import type { AccountId, ImportId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll } from '../database.ts';
import { applyImport } from './imports-apply.ts';
import { undoImportOperation } from './imports-undo.ts';

/** An import as lists show it. */
export interface ImportLine {
  readonly id: ImportId;
  readonly accountId: AccountId;
  readonly source: 'file' | 'sync' | 'webhookLog';
  /** `null` for a sync. */
  readonly fileName: string | null;
  readonly state: 'applied' | 'undone';
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly flagged: number;
  readonly rejected: number;
  readonly appliedAt: EpochMs;
  /** `null` = not undone. */
  readonly undoneAt: EpochMs | null;
}

/** Imports of an account, or of all with `null`, newest first, at most `limit`, older than `before`. */
export function listImports(
  db: ReadableDb,
  args: { readonly accountId: AccountId | null; readonly before: ImportId | null; readonly limit: number },
): readonly ImportLine[] {
  return selectAll(
    db,
    `SELECT * FROM import WHERE (?1 IS NULL OR account_id = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3`,
    [args.accountId, args.before, args.limit],
  ).map(rowToImport);
}

/** Rejected rows of an import as they were kept, in the file's order: at most the first 10,000. */
export function listRejects(
  db: ReadableDb,
  args: { readonly importId: ImportId; readonly afterRow: number; readonly limit: number },
): readonly {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
}[] {
  return selectAll(
    db,
    'SELECT row, column_name, value, code FROM import_reject WHERE import_id = ? AND row > ? ORDER BY row LIMIT ?',
    [args.importId, args.afterRow, args.limit],
  ).map((row) => ({
    row: Number(row['row']),
    column: row['column_name'] === null ? null : String(row['column_name']),
    value: row['value'] === null ? null : String(row['value']),
    code: String(row['code']),
  }));
}

function rowToImport(row: Row): ImportLine {
  const count = (name: string): number => Number(row[name]);
  return {
    id: count('id') as ImportId, // row id
    accountId: count('account_id') as AccountId, // row id
    source: row['source'] as ImportLine['source'], // closed by CHECK
    fileName: row['file_name'] === null ? null : String(row['file_name']),
    state: row['state'] as ImportLine['state'], // closed by CHECK
    rows: count('rows'),
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    flagged: count('flagged'),
    rejected: count('rejected'),
    appliedAt: count('applied_at_ms') as EpochMs, // NOT NULL by schema
    undoneAt: row['undone_at_ms'] === null ? null : (count('undone_at_ms') as EpochMs), // INTEGER milliseconds by schema
  };
}

/** Changes that imports make. */
export const importWrites = { 'import.apply': applyImport, 'import.undo': undoImportOperation };
/** Questions about imports. */
export const importReads = { 'import.list': listImports, 'import.rejects': listRejects };
