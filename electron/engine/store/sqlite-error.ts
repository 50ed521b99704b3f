import { DomainError } from '#shared/domain/errors.ts';
import { BugError } from '#shared/lang/bug-error.ts';

/** Result codes of SQLite (sqlite.org, Result and Error Codes) and of the files beside the database that a person can act on. */
const KNOWN: readonly (readonly [RegExp, DomainError['code'], string])[] = [
  [
    // The shared index of the log cannot grow: in practice the same.
    /^SQLITE_FULL|^SQLITE_IOERR_SHMSIZE|^ENOSPC$|^EDQUOT$/,
    'diskFull',
    'The disk that holds the data folder is full. Nothing of this step was stored; free some space and try again.',
  ],
  [
    /^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM|^SQLITE_AUTH|^EROFS$|^EACCES$|^EPERM$/,
    'workspaceNotWritable',
    'The data folder cannot be written. Nothing was changed; check the rights of the folder or choose another.',
  ],
  [
    // Our own threads never do: one writes, and nobody waits on a busy timeout (DESIGN 2).
    /^SQLITE_BUSY|^SQLITE_LOCKED/,
    'workspaceNotWritable',
    'Another program, perhaps a backup or virus scanner, holds the database. Nothing of this step was stored; it is tried again.',
  ],
  [
    /^SQLITE_CORRUPT|^SQLITE_NOTADB/,
    'databaseBroken',
    'The database in the data folder is damaged. Nothing is sent from it; restore the last backup.',
  ],
  [
    /^SQLITE_IOERR/,
    'workspaceNotWritable',
    'The disk answered with an error. Nothing of this step was stored; check the disk.',
  ],
];

/** Turns what SQLite and the file system throw into an error a person can act on; anything unknown stays a bug with its cause. */
export function fromSqlite(error: unknown): Error {
  if (error instanceof DomainError || error instanceof BugError) return error;
  const code = codeOf(error);
  for (const [pattern, domainCode, sentence] of KNOWN) {
    if (code !== null && pattern.test(code)) return new DomainError(domainCode, sentence, 'sundial.db', error);
  }
  if (error instanceof Error && (error.name === 'AbortError' || code === null)) return error;
  return new BugError(`The database refused: ${String(error)}`, { cause: error });
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^SQLITE_|^E[A-Z]+$/.test(error.code) ? error.code : null;
}
