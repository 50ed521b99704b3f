import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DomainError } from '#shared/domain/errors.ts';
import { fromSqlite } from './sqlite-error.ts';

/** Who owns a workspace. Only names the owner: the held lock, not this text, decides who owns it. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Differs after each start of the computer, so that a pid of an earlier run is not mistaken for a living one. */
  readonly bootId: string;
  /** What the owner is: `run`, `serve`, `desktop`, or the command that runs. */
  readonly role: string;
  /** Path of the local socket that takes commands; `null` while the owner takes none. */
  readonly socketPath: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
}

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
  writeOwner(folder, owner);
  return () => {
    if (lock.open) lock.close();
  };
}

/** The owner named in the workspace, living or not; `null` when none ever was or the file cannot be read as one. */
export function readOwner(folder: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(ownerPath(folder), 'utf8'));
    return isOwner(value) ? value : null;
  } catch {
    return null; // no file, or half a file: the lock alone decides, this text only names
  }
}

/** Replaces the owner's text, for example once its socket listens. Only the holder of the lock may call it. */
export function writeOwner(folder: string, owner: Owner): void {
  const temporary = `${ownerPath(folder)}.${owner.pid}`;
  writeFileSync(temporary, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(temporary, ownerPath(folder));
}

function openLock(folder: string): Database.Database {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = new Database(join(folder, 'owner.lock'), { timeout: 0 });
    chmodSync(join(folder, 'owner.lock'), 0o600);
    return lock;
  } catch (error) {
    throw new DomainError(
      'workspaceNotWritable',
      `The data folder "${folder}" cannot be written. Check its rights, or choose another with --workspace.`,
      folder,
      error,
    );
  }
}

function ownedError(folder: string): DomainError {
  const owner = readOwner(folder);
  const who = owner === null ? 'another Sundial' : `Sundial "${owner.role}" on ${owner.host} (process ${owner.pid})`;
  return new DomainError(
    'workspaceOwned',
    `The data folder "${folder}" is in use by ${who}. Stop it first, or choose another folder.`,
    folder,
  );
}

function ownerPath(folder: string): string {
  return join(folder, 'owner.json');
}

function isOwner(value: unknown): value is Owner {
  return (
    typeof value === 'object' &&
    value !== null &&
    'host' in value &&
    typeof value.host === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'role' in value &&
    typeof value.role === 'string' &&
    'socketPath' in value &&
    (value.socketPath === null || typeof value.socketPath === 'string')
  );
}
