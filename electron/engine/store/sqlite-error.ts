import { BugError } from '#shared/lang/bug-error.ts';
import { DomainError } from '#shared/domain/errors.ts';

/** SQLite result codes a person can act on (sqlite.org, Result and Error Codes). */
const KNOWN: readonly (readonly [RegExp, DomainError['code'], string])[] = [
  [
    /^SQLITE_FULL/,
    'diskFull',
    'The disk that holds the data folder is full. Nothing of this step was stored; free some space and try again.',
  ],
  [
    /^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM|^SQLITE_AUTH/,
    'workspaceNotWritable',
    'The data folder cannot be written. Nothing was changed; check the rights of the folder or choose another.',
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

/** Turns what SQLite throws into an error a person can act on; anything unknown stays a bug with its cause. */
export function fromSqlite(error: unknown): Error {
  if (error instanceof DomainError || error instanceof BugError) return error;
  const code = sqliteCode(error);
  for (const [pattern, domainCode, sentence] of KNOWN) {
    if (code !== null && pattern.test(code)) return new DomainError(domainCode, sentence, 'sundial.db', error);
  }
  if (error instanceof Error && (error.name === 'AbortError' || code === null)) return error;
  return new BugError(`The database refused: ${String(error)}`, { cause: error });
}

function sqliteCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null;
}
