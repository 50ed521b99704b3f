import type { EpochMs } from '#shared/time/instant.ts';
import { isArmed } from '../arming.ts';
import { type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { schemaVersion } from '../migrate.ts';
import { ensureIds } from '../suppression-hash.ts';
import { readSetting, writeSetting } from './settings.ts';

/** Most lines of damage that are worth telling (Sundial's choice). */
const MAX_FAULTS = 20;

/** A counter that differs from the rows it counts. */
export interface CountDifference {
  readonly campaignId: number;
  readonly state: string;
  readonly reason: string;
  readonly counted: number;
  readonly rows: number;
}

/** Facts about the database that `doctor` tells. */
export interface DatabaseFacts {
  readonly schemaVersion: number;
  readonly sqliteVersion: string;
  readonly databaseBytes: number;
  readonly freeBytes: number;
  readonly people: number;
  readonly tokens: number;
  readonly messages: number;
  readonly lastBackupAt: EpochMs | null;
  readonly lastCheckAt: EpochMs | null;
  readonly checkWanted: boolean;
  readonly armed: boolean;
  readonly disarmedBecause: string | null;
}

/** What SQLite finds wrong with the file; empty = nothing (RELIABILITY B-19). Reads every page. */
export function quickCheck(db: ReadableDb, _args: null): readonly string[] {
  return selectAll(db, `PRAGMA quick_check(${MAX_FAULTS})`)
    .map((row) => String(Object.values(row)[0]))
    .filter((line) => line !== 'ok');
}

/** Rows that point to rows which are not there; empty = none. */
export function danglingRows(db: ReadableDb, _args: null): readonly string[] {
  return selectAll(db, 'SELECT "table" AS name, count(*) AS n FROM pragma_foreign_key_check GROUP BY "table"').map(
    (row) => `${Number(row['n'])} in ${String(row['name'])}`,
  );
}

/** Campaigns whose rows were kept long enough: their counters are all that is left of them. */
const REMOVED = 'SELECT id FROM campaign WHERE rows_removed_at_ms IS NOT NULL';

/** Compares the counters of campaigns with the rows they count; empty = all equal (RELIABILITY A-06). */
export function countDifferences(db: ReadableDb, _args: null): readonly CountDifference[] {
  const rows = selectAll(
    db,
    `SELECT campaign_id, state, reason, sum(counted) AS counted, sum(rows) AS rows FROM (
       SELECT campaign_id, state, reason, n AS counted, 0 AS rows FROM campaign_count WHERE campaign_id NOT IN (${REMOVED})
       UNION ALL
       SELECT campaign_id, state, ifnull(reason, ''), 0, count(*) FROM delivery
         WHERE kind = 'marketing' AND campaign_id NOT IN (${REMOVED}) GROUP BY 1, 2, 3
     ) GROUP BY 1, 2, 3 HAVING sum(counted) <> sum(rows) LIMIT ${MAX_FAULTS}`,
  );
  return rows.map(toDifference);
}

/** See {@link DatabaseFacts}. */
export function databaseFacts(db: ReadableDb, _args: null): DatabaseFacts {
  const number = (text: string): number => Number(Object.values(selectOne(db, text) ?? {})[0] ?? 0);
  const instant = (key: string): EpochMs | null => {
    const value = readSetting(db, { key });
    return value === null ? null : (Number(value) as EpochMs); // written below from an EpochMs
  };
  const pageBytes = number('PRAGMA page_size');
  return {
    schemaVersion: schemaVersion(db),
    sqliteVersion: String(selectOne(db, 'SELECT sqlite_version() AS v')?.['v']),
    databaseBytes: number('PRAGMA page_count') * pageBytes,
    freeBytes: number('PRAGMA freelist_count') * pageBytes,
    people: number('SELECT count(*) FROM recipient'),
    tokens: number('SELECT count(*) FROM notification_token'),
    messages: number('SELECT count(*) FROM delivery'),
    lastBackupAt: instant('lastBackupAt'),
    lastCheckAt: instant('lastCheckAt'),
    checkWanted: readSetting(db, { key: 'checkWanted' }) === 'yes',
    armed: isArmed(db),
    disarmedBecause: readSetting(db, { key: 'disarmedBecause' }),
  };
}

/**
 * Writes a copy of the database into a new file, compact and consistent, while others read and write (RELIABILITY B-22). The caller
 * flushes and renames it.
 */
export function backupInto(db: ReadableDb, args: { readonly path: string }): void {
  db.prepare('VACUUM INTO ?').run(args.path);
}

/** Notes that the check of the file has passed (DESIGN 6.8). */
export function noteChecked(db: WritableDb, args: { readonly at: EpochMs }): void {
  writeSetting(db, { key: 'lastCheckAt', value: String(args.at) });
  writeSetting(db, { key: 'checkWanted', value: 'no' });
}

/** Notes a backup. */
export function noteBackup(db: WritableDb, args: { readonly at: EpochMs }): void {
  writeSetting(db, { key: 'lastBackupAt', value: String(args.at) });
}

function toDifference(row: Row): CountDifference {
  return {
    campaignId: Number(row['campaign_id']),
    state: String(row['state']),
    reason: String(row['reason']),
    counted: Number(row['counted']),
    rows: Number(row['rows']),
  };
}

/** Changes of upkeep. */
export const upkeepWrites = {
  'upkeep.ensureIds': ensureIds,
  'upkeep.noteChecked': noteChecked,
  'upkeep.noteBackup': noteBackup,
};
/** Questions of upkeep. */
export const upkeepReads = {
  'upkeep.quickCheck': quickCheck,
  'upkeep.danglingRows': danglingRows,
  'upkeep.countDifferences': countDifferences,
  'upkeep.databaseFacts': databaseFacts,
  'upkeep.backupInto': backupInto,
};
