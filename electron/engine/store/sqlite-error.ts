import { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { BugError } from '#shared/lang/bug-error.ts';

type SqliteRefusal = 'diskFull' | 'folderNotWritable' | 'databaseHeld' | 'databaseDamaged' | 'diskError';

/** Result codes of SQLite (sqlite.org, Result and Error Codes) and of the files beside the database that a person can act on. */
const KNOWN: readonly (readonly [RegExp, SqliteRefusal])[] = [
  [
    // The shared index of the log cannot grow: in practice the same.
    /^SQLITE_FULL|^SQLITE_IOERR_SHMSIZE|^ENOSPC$|^EDQUOT$/,
    'diskFull',
  ],
  [/^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM|^SQLITE_AUTH|^EROFS$|^EACCES$|^EPERM$/, 'folderNotWritable'],
  [
    // Our own threads never do: one writes, and nobody waits on a busy timeout (DESIGN 2).
    /^SQLITE_BUSY|^SQLITE_LOCKED/,
    'databaseHeld',
  ],
  [/^SQLITE_CORRUPT|^SQLITE_NOTADB/, 'databaseDamaged'],
  [/^SQLITE_IOERR/, 'diskError'],
];

/** Turns what SQLite and the file system throw into an error a person can act on; anything unknown stays a bug with its cause. */
export function fromSqlite(error: unknown): Error {
  if (error instanceof DomainError || error instanceof BugError) return error;
  const code = codeOf(error);
  for (const [pattern, kind] of KNOWN) {
    if (code !== null && pattern.test(code)) return refuse(kind, {}, { where: 'sundial.db', cause: error });
  }
  if (error instanceof Error && (error.name === 'AbortError' || code === null)) return error;
  return new BugError(`The database refused: ${String(error)}`, { cause: error });
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' && /^SQLITE_|^E[A-Z]+$/.test(error.code) ? error.code : null;
}
