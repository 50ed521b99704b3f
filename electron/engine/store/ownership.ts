import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { type Owner, readOwner, writeOwner } from './owner-file.ts';
import { fromSqlite } from './sqlite-error.ts';

/**
 * Takes the workspace for this process: creates the folder (0700) if needed and holds `BEGIN EXCLUSIVE` on `owner.lock`. The system
 * frees the lock on any death of the process, so no lock is ever stale (DESIGN 2, Ownership).
 *
 * @returns the function that gives the lock back; safe to call twice.
 * @throws {DomainError} `workspaceOwned` with the owner's name, or `workspaceNotWritable`.
 */
export function takeOwnership(folder: string, owner: Owner): () => void {
  const lock = openLock(folder);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') throw ownedError(folder);
    throw fromSqlite(error);
  }
  try {
    writeOwner(folder, owner);
  } catch (error) {
    lock.close();
    throw fromSqlite(error);
  }
  return () => {
    if (lock.open) lock.close();
  };
}

function openLock(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = new Database(join(folder, 'owner.lock'), { timeout: 0 });
    chmodSync(join(folder, 'owner.lock'), 0o600);
    return lock;
  } catch (error) {
    throw refuse('dataFolderNotWritable', { folder }, { where: folder, cause: error });
  }
}

function ownedError(folder: string): DomainError {
  const owner = readOwner(folder);
  const who = owner === null ? 'another Sundial' : `Sundial "${owner.role}" on ${owner.host} (process ${owner.pid})`;
  return refuse(
    'dataFolderOwned',
    { folder },
    { where: folder, terminal: ` ${who}. Stop it first, or choose another folder.` },
  );
}
