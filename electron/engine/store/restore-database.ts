import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { DomainError } from '#shared/domain/errors.ts';
import { PAUSE_RULES } from '#shared/domain/pause-rule.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { epochMs } from '#shared/time/instant.ts';
import { disarm, isWorkspaceDatabase, noteClosed } from './arming.ts';
import { openReader, openWriter } from './connection.ts';
import { inTransaction, type ReadableDb } from './database.ts';
import { migrate, refuseNewer, schemaVersion } from './migrate.ts';
import { restoreMarkPath, type WorkspaceFiles } from './open-workspace.ts';
import {
  type AppliedRemovals,
  applyRemovals,
  erasedLines,
  pendingRemovals,
  REMOVALS_UP_TO,
  type RemovalLine,
} from './operations/removals.ts';
import { pauseAllByRule } from './operations/results-campaigns.ts';
import { writeAudit, writeSetting } from './operations/settings.ts';
import { quickCheck } from './operations/upkeep.ts';
import { takeOwnership } from './ownership.ts';
import { fromSqlite } from './sqlite-error.ts';
import { countOpening, writeIdentity } from './workspace-identity.ts';

/** Shown with a campaign until a person resumes it. */
/** What a restore did. */
export interface Restored extends Prepared {
  /** Where the database that stood there before is kept, untouched; `null` when there was none. */
  readonly setAside: string | null;
}

/** What was done to the backup before it took its place. */
interface Prepared extends AppliedRemovals {
  /** Campaigns that were scheduled or running in the backup, and wait now for a person to resume them. */
  readonly paused: number;
}

/** What a restore needs besides the files of the workspace. */
export interface RestoreRequest {
  readonly files: WorkspaceFiles;
  readonly backupPath: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** The list kept beside the database, and the way to add what the present database knows to it. */
  readonly removals: {
    readonly add: (lines: readonly RemovalLine[]) => void;
    readonly all: () => readonly RemovalLine[];
  };
}

/**
 * Puts a backup in the place of the present database, which is set aside. The backup is checked and prepared as a file of its own
 * first, so whatever is wrong with it leaves the workspace as it was; a mark keeps half a restore from being opened.
 *
 * The restored database sends nothing until it was compared with the platform (DESIGN 6.8), and then only campaigns a person resumes:
 * the backup does not know which of them were paused or cancelled since.
 *
 * @throws {DomainError} `workspaceOwned`, `fileRefused`, `databaseNewer`, `databaseBroken`, `diskFull`, `workspaceNotWritable`.
 */
export function restoreDatabase(request: RestoreRequest): Restored {
  const { files } = request;
  checkBackup(request.backupPath);
  const release = takeOwnership(files.folder, files.owner);
  const prepared = join(files.folder, 'restoring.db');
  try {
    request.removals.add(removalsOf(files.databasePath));
    // A log left by a restore that was cut off must never be read into the copy.
    removeDatabase(prepared);
    copyFileSync(request.backupPath, prepared);
    const applied = prepareDatabase(prepared, request);
    const setAside = setPresentAside(files, request.at);
    renameSync(prepared, files.databasePath);
    noteIdentity(files);
    rmSync(restoreMarkPath(files.folder), { force: true });
    return { ...applied, setAside };
  } catch (error) {
    throw fromSqlite(error);
  } finally {
    removeDatabase(prepared);
    release();
  }
}

/**
 * Makes sure that a file is a sound database of this program.
 *
 * @throws {DomainError} `fileRefused`, `databaseNewer` or `databaseBroken`, naming the file.
 */
export function checkBackup(path: string): void {
  const name = basename(path);
  if (!existsSync(path)) throw refuse('backupNotThere', { path }, { where: path });
  if (!statSync(path).isFile() || firstBytes(path) !== 'SQLite format 3') {
    throw refuse('backupOfNobody', { name }, { where: path });
  }
  const faults = withReader(path, (db) => {
    refuseNewer(schemaVersion(db));
    if (!isWorkspaceDatabase(db)) {
      throw refuse('backupOfOther', { name }, { where: path });
    }
    return quickCheck(db, null);
  });
  if (faults.length > 0) {
    throw refuse('backupDamaged', { name }, { where: path, terminal: ` (${faults[0] ?? ''}); nothing was changed.` });
  }
}

function withReader<T>(path: string, work: (db: ReadableDb) => T): T {
  let db: ReadableDb | null = null;
  try {
    db = openReader(path);
    return work(db);
  } catch (error) {
    throw fromSqlite(error);
  } finally {
    db?.close();
  }
}

/** What the present database knows of stops and suppressions; nothing when it is not there or too broken to say. */
function removalsOf(databasePath: string): readonly RemovalLine[] {
  if (!existsSync(databasePath)) return [];
  try {
    return withReader(databasePath, (db) => [...pendingRemovals(db, null).lines, ...erasedLines(db)]);
  } catch (error) {
    if (error instanceof DomainError) return []; // damaged, which is why it is being replaced: the list has what was kept before
    throw error;
  }
}

function prepareDatabase(path: string, request: RestoreRequest): Prepared {
  const db = openWriter(path);
  try {
    migrate(db);
    return inTransaction(db, () => {
      const removed = applyRemovals(db, { lines: request.removals.all(), at: epochMs(request.at) });
      const applied = { ...removed, paused: pauseAllByRule(db, PAUSE_RULES.restored) };
      disarm(db, { at: request.at, because: 'restored' });
      countOpening(db);
      noteClosed(db);
      writeSetting(db, { key: 'checkWanted', value: 'yes' });
      writeSetting(db, { key: REMOVALS_UP_TO, value: String(pendingRemovals(db, null).upTo) });
      writeAudit(db, {
        at: request.at,
        actor: 'person',
        action: 'restore',
        subject: basename(request.backupPath),
        detail: applied,
      });
      return applied;
    });
  } finally {
    db.close();
    flush(path);
  }
}

/**
 * Sets the present database aside, once: the mark names the place, so that a restore that goes on after being cut off moves the rest of
 * the same database to the same place, and takes no half-restored one for the present one.
 *
 * The log goes with its database: another database must never find it in its place.
 */
function setPresentAside(files: WorkspaceFiles, at: number): string | null {
  const folder = join(files.folder, 'set-aside');
  const mark = restoreMarkPath(files.folder);
  const begun = existsSync(mark) ? readFileSync(mark, 'utf8').trim() : '';
  const name = begun === '' ? `sundial-${new Date(at).toISOString().replaceAll(/[:.]/g, '')}.db` : basename(begun);
  const target = join(folder, name);
  writeFileSync(mark, name, { mode: 0o600, flush: true });
  if (existsSync(target)) {
    removeDatabase(files.databasePath);
    return target;
  }
  if (!existsSync(files.databasePath)) return null;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The database last: with it everything of it is there. Its index of the log is made anew from the log.
  for (const suffix of ['-wal', '']) {
    if (existsSync(`${target}${suffix}`)) rmSync(`${files.databasePath}${suffix}`, { force: true });
    else if (existsSync(`${files.databasePath}${suffix}`)) {
      renameSync(`${files.databasePath}${suffix}`, `${target}${suffix}`);
    }
  }
  removeDatabase(files.databasePath);
  return target;
}

/** A database file with its log. */
function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

function noteIdentity(files: WorkspaceFiles): void {
  const db = openReader(files.databasePath);
  try {
    writeIdentity(db, files.folder, files.databasePath);
  } finally {
    db.close();
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function firstBytes(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(15);
    readSync(file, bytes, 0, 15, 0);
    return bytes.toString('latin1');
  } finally {
    closeSync(file);
  }
}
