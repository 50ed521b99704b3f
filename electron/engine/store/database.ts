import type Database from 'better-sqlite3';
import type { Brand } from '#shared/lang/brand.ts';

/** A connection that reads. Functions that take it cannot write, by type. */
export type ReadableDb = Brand<Database.Database, 'ReadableDb'> | WritableDb;

/** The one connection that writes; it lives in the writer thread (DESIGN 2). */
export type WritableDb = Brand<Database.Database, 'WritableDb'>;

/** A value SQLite takes as a parameter. */
export type SqlValue = string | number | bigint | Buffer | null;

/** Parameters by position or by name. */
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/** A row as SQLite returns it: column to value. Parsed into a domain type by one `rowTo…` function a table. */
export type Row = Readonly<Record<string, SqlValue>>;

const preparedByDb = new WeakMap<object, Map<string, Database.Statement>>();

function prepared(db: ReadableDb, text: string): Database.Statement {
  const statements = preparedByDb.get(db) ?? new Map<string, Database.Statement>();
  preparedByDb.set(db, statements);
  const known = statements.get(text);
  if (known !== undefined) return known;
  const statement = db.prepare(text);
  statements.set(text, statement);
  return statement;
}

/** `?1` stands for the first parameter wherever it is written; the driver takes such parameters by name only. */
function bindable(text: string, parameters: SqlParameters): SqlParameters {
  if (!Array.isArray(parameters) || !/\?\d/.test(text)) return parameters;
  const numbered = parameters as readonly SqlValue[]; // a list, checked above
  return Object.fromEntries(numbered.map((value, index) => [String(index + 1), value]));
}

/** All rows of a query. The statement is prepared once per connection and text. */
export function selectAll(db: ReadableDb, text: string, parameters: SqlParameters = []): readonly Row[] {
  return prepared(db, text).all(bindable(text, parameters)) as Row[]; // SQLite rows are records of SqlValue by construction
}

/** The first row of a query, or `null` when there is none. */
export function selectOne(db: ReadableDb, text: string, parameters: SqlParameters = []): Row | null {
  return (prepared(db, text).get(bindable(text, parameters)) as Row | undefined) ?? null; // as above
}

/** The rows of a query one by one, so that a million never sit in memory. */
export function* selectEach(db: ReadableDb, text: string, parameters: SqlParameters = []): Generator<Row> {
  // A fresh statement: a running iteration would block a shared one.
  for (const row of db.prepare(text).iterate(bindable(text, parameters))) yield row as Row; // as above
}

/** Runs a statement that changes rows; returns how many it changed and the last row id. */
export function execute(
  db: WritableDb,
  text: string,
  parameters: SqlParameters = [],
): { readonly changes: number; readonly lastId: number } {
  const result = prepared(db, text).run(bindable(text, parameters));
  return { changes: result.changes, lastId: Number(result.lastInsertRowid) };
}

/** Runs several statements that take no parameters, such as a migration. */
export function executeScript(db: WritableDb, text: string): void {
  db.exec(text);
}

/**
 * Runs `work` in one immediate transaction: all of it is committed, or, when it throws, nothing.
 *
 * Must not be async: a transaction is never held across an `await` (STYLE-STUDY 5, 36).
 */
export function inTransaction<T>(db: WritableDb, work: () => T): T {
  return db.transaction(work).immediate();
}
