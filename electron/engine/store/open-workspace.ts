import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { disarm, noteClosed, noteOpened } from './arming.ts';
import { assertDurable, openWriter } from './connection.ts';
import { inTransaction, selectOne, type WritableDb } from './database.ts';
import { migrate, refuseNewer, schemaVersion } from './migrate.ts';
import { writeSetting } from './operations/settings.ts';
import type { Owner } from './owner-file.ts';
import { takeOwnership } from './ownership.ts';
import { fromSqlite } from './sqlite-error.ts';
import { compareIdentity, countOpening, writeIdentity } from './workspace-identity.ts';

/** Where a workspace keeps its files, and who wants to own it. */
export interface WorkspaceFiles {
  readonly folder: string;
  readonly databasePath: string;
  readonly owner: Owner;
}

/** An open workspace: the only connection that writes, and the lock that goes with it. */
export interface OpenWorkspace {
  readonly db: WritableDb;
  /** Closes the database, then gives the lock back. */
  readonly close: () => void;
}

/** The files of a workspace in a folder. */
export function workspaceFiles(folder: string, owner: Owner): WorkspaceFiles {
  return { folder, databasePath: join(folder, 'sundial.db'), owner };
}

/** The mark that stands in a workspace while a restore puts files in place; with it, the database is not opened. */
export function restoreMarkPath(folder: string): string {
  return join(folder, 'restore-under-way');
}

/**
 * Takes the owner lock, opens the database, brings its schema up to date (a backup before each step) and proves that commits reach
 * the disk. Whatever fails, the lock is given back.
 *
 * @throws {DomainError} `workspaceOwned`, `databaseNewer`, `databaseBroken`, `workspaceNotWritable`, `diskFull` or `wrongState`.
 */
export function openWorkspaceDatabase(files: WorkspaceFiles): OpenWorkspace {
  const release = takeOwnership(files.folder, files.owner);
  try {
    refuseHalfRestored(files.folder);
    makePrivate(files);
    const db = openWriter(files.databasePath);
    try {
      prepare(db, files);
    } catch (error) {
      db.close();
      throw error;
    }
    return { db, close: () => closeOrderly(db, release) };
  } catch (error) {
    release();
    throw fromSqlite(error);
  }
}

function prepare(db: WritableDb, files: WorkspaceFiles): void {
  refuseNewer(schemaVersion(db));
  selectOne(db, 'SELECT count(*) AS n FROM sqlite_schema');
  migrate(db, {
    beforeEach: (step) => {
      const backups = join(files.folder, 'backups');
      mkdirSync(backups, { recursive: true, mode: 0o700 });
      const name = `before-schema-${step.version}-${files.owner.startedAt}.db`;
      db.prepare('VACUUM INTO ?').run(join(backups, name));
    },
  });
  const identityBreak = compareIdentity(db, files.folder, files.databasePath);
  inTransaction(db, () => {
    writeSetting(db, { key: 'lastOpenedBy', value: JSON.stringify(files.owner) });
    noteOpened(db);
    countOpening(db);
    if (identityBreak !== null) disarm(db, { at: files.owner.startedAt, because: identityBreak });
  });
  assertDurable(db);
  writeIdentity(db, files.folder, files.databasePath);
}

function closeOrderly(db: WritableDb, release: () => void): void {
  if (db.open) {
    try {
      inTransaction(db, () => noteClosed(db));
    } finally {
      db.close();
    }
  }
  release();
}

function refuseHalfRestored(folder: string): void {
  if (!existsSync(restoreMarkPath(folder))) return;
  throw refuse('restoreHalfDone', { folder }, { where: folder });
}

/** The database holds people's permissions: nobody else on this computer may read it (RELIABILITY S-50). */
function makePrivate(files: WorkspaceFiles): void {
  closeSync(openSync(files.databasePath, 'a', 0o600));
  chmodSync(files.databasePath, 0o600);
}
