import { type ReadableDb, selectAll, selectOne } from '../database.ts';
import { checkBackup } from '../restore-database.ts';

/** Figures of the data folder that no name or id is part of. */
export interface DataCounts {
  /** People who are never messaged again; only salted hashes of them are kept. */
  readonly neverAgain: number;
  /** Campaigns by state. */
  readonly campaigns: Readonly<Record<string, number>>;
  readonly imports: number;
}

/** Makes sure that a file is a sound backup, on the thread that asks; see {@link checkBackup} for what it throws. */
export function checkBackupFile(_db: ReadableDb, args: { readonly path: string }): void {
  checkBackup(args.path);
}

/** See {@link DataCounts}. */
export function countData(db: ReadableDb, _args: null): DataCounts {
  const states = selectAll(db, 'SELECT state, count(*) AS n FROM campaign GROUP BY state ORDER BY state');
  return {
    neverAgain: Number(selectOne(db, 'SELECT count(*) AS n FROM suppression')?.['n']),
    campaigns: Object.fromEntries(states.map((row) => [String(row['state']), Number(row['n'])])),
    imports: Number(selectOne(db, 'SELECT count(*) AS n FROM import')?.['n']),
  };
}

/** Questions about backups and figures of the data folder. */
export const backupReads = { 'backup.check': checkBackupFile, 'data.counts': countData };
