import Database from 'better-sqlite3';
import { DomainError } from '#shared/domain/errors.ts';

/** The platform's own database; the engine never sees it (DESIGN 8). */
export type PlatformFile = Database.Database;

/** How long to wait for a file that a dying process may still hold. */
const BUSY_MS = 1_000;

/** Version of the tables below; a file of another version is refused. */
const FORMAT = 1;

const TABLES = `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  page INTEGER NOT NULL,
  scoped_id TEXT NOT NULL,
  name TEXT NOT NULL,
  last_inbound_at_ms INTEGER,
  blocked INTEGER NOT NULL CHECK (blocked IN (0, 1))
) STRICT;
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  page INTEGER NOT NULL,
  token TEXT NOT NULL,
  topic TEXT NOT NULL,
  payload TEXT NOT NULL,
  zone TEXT,
  frequency TEXT CHECK (frequency IN ('WEEKLY', 'MONTHLY')),
  state TEXT NOT NULL CHECK (state IN ('active', 'stopped', 'invalid')),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  opted_in_at_ms INTEGER,
  refreshed INTEGER NOT NULL CHECK (refreshed IN (0, 1)),
  reoptin INTEGER NOT NULL CHECK (reoptin IN (0, 1))
) STRICT;
CREATE TABLE token_use (
  token INTEGER PRIMARY KEY REFERENCES token (id),
  last_accepted_at_ms INTEGER,
  follow_ups INTEGER NOT NULL,
  first_follow_up_at_ms INTEGER,
  extra_message INTEGER NOT NULL CHECK (extra_message IN (0, 1))
) STRICT;
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('marketing', 'followup', 'optin', 'reply', 'inbound')),
  token INTEGER REFERENCES token (id),
  person INTEGER NOT NULL REFERENCES person (id),
  body TEXT NOT NULL
) STRICT;
CREATE TABLE card_title (
  person INTEGER NOT NULL REFERENCES person (id),
  at_ms INTEGER NOT NULL,
  message INTEGER NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  image TEXT,
  PRIMARY KEY (person, at_ms, message, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE happening (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person (id),
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX happening_due ON happening (at_ms, id);
`;

/** Made after a world is seeded: a million rows go in twice as fast without them (STACK 7). */
const INDEXES = `
CREATE UNIQUE INDEX IF NOT EXISTS person_by_scoped_id ON person (scoped_id);
CREATE UNIQUE INDEX IF NOT EXISTS token_by_text ON token (token);
CREATE INDEX IF NOT EXISTS token_by_person ON token (person);
CREATE INDEX IF NOT EXISTS valid_token_in_list_order ON token (page, updated_at_ms, id) WHERE state = 'active';
CREATE INDEX IF NOT EXISTS message_by_person ON message (person, id);
`;

/**
 * Opens the platform's file, `:memory:` included, and makes its tables when it is new.
 *
 * Every commit is on disk when it returns: WAL with `synchronous = FULL` (DESIGN 8). The file is held for this process
 * alone, so two platforms never judge on one world; the system frees it on any death.
 *
 * @param fill - writes the world of a new file, in the same transaction as the tables.
 * @throws {DomainError} `fileRefused` for a file that is none of ours or of another version.
 */
export function openPlatformFile(file: string, fill: (database: PlatformFile) => void): PlatformFile {
  const database = openDatabase(file);
  try {
    prepare(database, file, fill);
  } catch (error) {
    database.close();
    throw error instanceof Database.SqliteError ? refusalOf(error, file) : error;
  }
  return database;
}

function openDatabase(file: string): PlatformFile {
  try {
    return new Database(file, { timeout: BUSY_MS });
  } catch (error) {
    throw refusalOf(error, file);
  }
}

/** What a person can do about a file that SQLite refuses. */
function refusalOf(error: unknown, file: string): DomainError {
  const code = error instanceof Database.SqliteError ? error.code : '';
  const why = code.startsWith('SQLITE_BUSY')
    ? 'is in use by another practice platform; stop that one or name another file'
    : code === 'SQLITE_NOTADB'
      ? `is no practice platform of format ${FORMAT}; name a new file`
      : 'cannot be opened and written; name a file in a folder that can be written';
  return new DomainError('fileRefused', `${file} ${why}.`, file, error);
}

function prepare(database: PlatformFile, file: string, fill: (database: PlatformFile) => void): void {
  database.pragma('locking_mode = EXCLUSIVE');
  const format = formatOf(database, file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('cache_size = -65536');
  if (format === FORMAT) return;
  database.transaction(() => {
    database.exec(TABLES);
    fill(database);
    database.exec(INDEXES);
    database.pragma(`user_version = ${FORMAT}`);
  })();
}

function formatOf(database: PlatformFile, file: string): number {
  const format: unknown = database.pragma('user_version', { simple: true });
  const tables = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
  if (format === FORMAT || (format === 0 && tables === 0)) return format;
  throw new DomainError('fileRefused', `${file} is no practice platform of format ${FORMAT}; name a new file.`, file);
}
