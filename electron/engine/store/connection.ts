import Database from 'better-sqlite3';
import { BugError } from '#shared/lang/bug-error.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/** Page cache of the writer in KiB, negative as SQLite wants it: 64 MiB, enough for the hot pages of a million rows (Sundial's choice). */
const WRITER_CACHE = -65_536;
/** Page cache of each reader: 16 MiB, SQLite's own default in this build (STACK 7). */
const READER_CACHE = -16_384;

/**
 * Opens the connection that writes: WAL, every commit flushed to disk before it counts (RELIABILITY 0.5, B-21).
 *
 * `busy_timeout` is 0: one owner, one writer thread; whoever finds the file busy has a bug to report, not a reason to wait (DESIGN 2).
 */
export function openWriter(path: string): WritableDb {
  const db = new Database(path, { timeout: 0 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma(`cache_size = ${WRITER_CACHE}`);
  return db as unknown as WritableDb; // the brand is given here and nowhere else
}

/** Opens a connection that cannot write to the file; temporary tables are allowed and live in memory. */
export function openReader(path: string): ReadableDb {
  const db = new Database(path, { readonly: true, timeout: 0 });
  db.pragma('temp_store = MEMORY');
  db.pragma(`cache_size = ${READER_CACHE}`);
  return db as unknown as ReadableDb; // the brand is given here and nowhere else
}

/**
 * Opens a database that lives in memory only, for rehearsals; nothing of it is durable.
 *
 * @public Tests and the schema dump run on it.
 */
export function openInMemory(): WritableDb {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  return db as unknown as WritableDb; // the brand is given here and nowhere else
}

/**
 * Proves, after a first write, that commits are flushed: this SQLite answers FULL right after opening and may fall back
 * with the first write (RELIABILITY 0.5), so asking before it proves nothing.
 *
 * @throws {BugError} when commits would not survive a power cut.
 */
export function assertDurable(db: WritableDb): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== 2) {
    throw new BugError(
      `The database is not durable: journal_mode ${String(mode)}, synchronous ${String(synchronous)}.`,
    );
  }
}
