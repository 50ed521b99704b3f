import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertDurable, openWriter } from './connection.ts';
import type { WritableDb } from './database.ts';
import { selectOne } from './database.ts';
import { migrate, refuseNewer, schemaVersion } from './migrate.ts';
import { writeSetting } from './operations/settings.ts';
import { type Owner, takeOwnership } from './ownership.ts';
import { fromSqlite } from './sqlite-error.ts';
import type { DomainErrorCode } from '#shared/domain/errors.ts';

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

/** Errors {@link openWorkspaceDatabase} may throw. */
export type OpenErrorCode = Extract<
  DomainErrorCode,
  'workspaceOwned' | 'databaseNewer' | 'databaseBroken' | 'workspaceNotWritable' | 'diskFull'
>;

/** The files of a workspace in a folder. */
export function workspaceFiles(folder: string, owner: Owner): WorkspaceFiles {
  return { folder, databasePath: join(folder, 'sundial.db'), owner };
}

/**
 * Takes the owner lock, opens the database, brings its schema up to date (a backup before each step) and proves that commits reach
 * the disk. Whatever fails, the lock is given back.
 *
 * @throws {DomainError} one of {@link OpenErrorCode}.
 */
export function openWorkspaceDatabase(files: WorkspaceFiles): OpenWorkspace {
  const release = takeOwnership(files.folder, files.owner);
  try {
    const db = openWriter(files.databasePath);
    try {
      prepare(db, files);
    } catch (error) {
      db.close();
      throw error;
    }
    return {
      db,
      close: () => {
        if (db.open) db.close();
        release();
      },
    };
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
  writeSetting(db, { key: 'lastOpenedBy', value: JSON.stringify(files.owner) });
  assertDurable(db);
}
