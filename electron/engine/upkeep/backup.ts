import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { BackupKind } from '#shared/contract/data.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** How many automatic backups are kept: a week of them (RELIABILITY B-22). */
const KEPT = 7;

/** Names of automatic backups; others are the user's own and never removed. */
const AUTOMATIC = /^automatic-\d{4}-\d{2}-\d{2}\.db$/;

/** A backup that was written. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly at: EpochMs;
}

/** The folder of a workspace's own backups. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups');
}

/**
 * Writes a backup: into a temporary name, flushed, then renamed, so that a file of this name is always whole (RELIABILITY B-22).
 *
 * @param file - absolute path; `null` = into the workspace's own folder, named by the instant.
 * @throws {DomainError} `fileRefused` when the file exists already or cannot be written, `diskFull`.
 */
export async function writeBackup(parts: EngineParts, file: string | null): Promise<Backup> {
  const at = parts.ports.clock.now();
  const target = file ?? join(backupFolder(parts.folder), `backup-${stampOf(at)}.db`);
  if (existsSync(target)) {
    throw refuse('backupExists', { path: target }, { where: target });
  }
  await writeTo(parts, target);
  await parts.store.write('upkeep.noteBackup', { at });
  return { file: target, bytes: statSync(target).size, at };
}

/** Writes today's automatic backup if there is none yet, and removes the oldest beyond {@link KEPT}. */
export async function writeDailyBackup(parts: EngineParts): Promise<Backup | null> {
  const at = parts.ports.clock.now();
  const { lastBackupAt } = await parts.store.read('upkeep.databaseFacts', null);
  const target = join(backupFolder(parts.folder), `automatic-${new Date(at).toISOString().slice(0, 10)}.db`);
  if (existsSync(target) || (lastBackupAt !== null && at - lastBackupAt < DAY)) return null;
  await writeTo(parts, target);
  await parts.store.write('upkeep.noteBackup', { at });
  const kept = readdirSync(backupFolder(parts.folder))
    .filter((name) => AUTOMATIC.test(name))
    .toSorted();
  for (const name of kept.slice(0, -KEPT)) rmSync(join(backupFolder(parts.folder), name), { force: true });
  return { file: target, bytes: statSync(target).size, at };
}

/** Every older state of the database in the workspace: its own backups, and what a restore set aside. */
export function listBackups(folder: string): readonly string[] {
  return backupNames(folder).map((name) => join(folder, name));
}

/** The same as names within the workspace, e.g. `backups/automatic-2026-11-20.db`. */
export function backupNames(folder: string): readonly string[] {
  return ['backups', 'set-aside'].flatMap((place) =>
    existsSync(join(folder, place))
      ? readdirSync(join(folder, place))
          .filter((name) => name.endsWith('.db'))
          .map((name) => `${place}/${name}`)
      : [],
  );
}

/** Where a backup comes from, by its name within the workspace. */
export function backupKind(name: string): BackupKind {
  if (name.startsWith('set-aside/')) return 'setAside';
  if (AUTOMATIC.test(basename(name))) return 'automatic';
  return basename(name).startsWith('before-schema-') ? 'beforeUpdate' : 'byHand';
}

async function writeTo(parts: EngineParts, target: string): Promise<void> {
  const temporary = `${target}.${parts.ports.random.hex(6)}.part`;
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    closeSync(openSync(temporary, 'wx', 0o600));
    await parts.store.read('upkeep.backupInto', { path: temporary }, { lane: 'bulk' });
    chmodSync(temporary, 0o600);
    flush(temporary);
    renameSync(temporary, target);
    flushFolder(dirname(target));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw refused(error, target);
  }
}

function refused(error: unknown, target: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return refuse('backupDiskFull', { path: target }, { where: target, cause: error });
  }
  if (/^E[A-Z]+$/.test(code)) {
    return refuse('backupNotWritable', { path: target, errno: code }, { where: target, cause: error });
  }
  return error;
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** A rename is durable when its folder is; Windows has no such call and needs none. */
function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EPERM' && code !== 'EISDIR' && code !== 'EACCES') throw error;
  }
}

function stampOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '');
}
