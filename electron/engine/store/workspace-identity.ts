import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableDb, WritableDb } from './database.ts';
import { readSetting, writeSetting } from './operations/settings.ts';

/**
 * What is known about a database outside of it: which one it is, how often it was opened, and which file on the disk it is. A copy or
 * an older state of it differs in one of these (RELIABILITY B-23).
 */
interface Identity {
  readonly databaseId: string;
  readonly generation: number;
  /** Device and file number, as text: both pass 2^53 on some systems. */
  readonly file: string;
}

/** Why a database is not taken for the one that was open here before; `null` when it is that one, or new. */
export type IdentityBreak = 'noIdentity' | 'otherDatabase' | 'olderState' | 'copiedFile' | null;

/**
 * Compares the database with the identity kept beside it.
 *
 * A database newer than its identity is the same one: the computer stopped between the two writes. A moved folder keeps its file
 * number and counts as the same.
 */
export function compareIdentity(db: ReadableDb, folder: string, databasePath: string): IdentityBreak {
  const generation = generationOf(db);
  if (generation === 0) return null;
  const known = readIdentity(folder);
  if (known === null) return 'noIdentity';
  // Empty until the engine has given the database its id, right after the first opening.
  if (known.databaseId !== '' && known.databaseId !== readSetting(db, { key: 'databaseId' })) return 'otherDatabase';
  if (generation < known.generation) return 'olderState';
  return known.file === fileNumber(databasePath) ? null : 'copiedFile';
}

/** Counts one more opening. Part of the transaction that opens the workspace. */
export function countOpening(db: WritableDb): void {
  writeSetting(db, { key: 'generation', value: String(generationOf(db) + 1) });
}

/** Writes the identity beside the database; always after the database itself, see {@link compareIdentity}. */
export function writeIdentity(db: ReadableDb, folder: string, databasePath: string): void {
  const identity: Identity = {
    databaseId: readSetting(db, { key: 'databaseId' }) ?? '',
    generation: generationOf(db),
    file: fileNumber(databasePath),
  };
  const temporary = `${identityPath(folder)}.new`;
  writeFileSync(temporary, `${JSON.stringify(identity)}\n`, { mode: 0o600 });
  renameSync(temporary, identityPath(folder));
}

function generationOf(db: ReadableDb): number {
  return Number(readSetting(db, { key: 'generation' }) ?? '0');
}

function readIdentity(folder: string): Identity | null {
  try {
    const value: unknown = JSON.parse(readFileSync(identityPath(folder), 'utf8'));
    return isIdentity(value) ? value : null;
  } catch {
    return null; // no file, or a damaged one: the database is then not known here, which disarms it
  }
}

function isIdentity(value: unknown): value is Identity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'databaseId' in value &&
    typeof value.databaseId === 'string' &&
    'generation' in value &&
    typeof value.generation === 'number' &&
    'file' in value &&
    typeof value.file === 'string'
  );
}

function fileNumber(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

function identityPath(folder: string): string {
  return join(folder, 'identity.json');
}
