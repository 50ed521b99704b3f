import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { SqlValue } from '#engine/store/database.ts';

/** A table of our result as the shell shall import it. */
export interface ExportedTable {
  readonly name: string;
  readonly csvPath: string;
  readonly rows: number;
}

/** What the shell starts from, and what it imports. */
export interface ShellImport {
  /** A database with the schema, all indexes and triggers, and the rows of the small tables. */
  readonly startPath: string;
  /** In an order that foreign keys allow. */
  readonly tables: readonly ExportedTable[];
}

/** Found on the path. */
const PROGRAM = 'sqlite3';

/** Tables of fewer rows than this are there beforehand: an account, the import's own row, settings. */
const SMALL_TABLE_ROWS = 100;

/** Characters gathered before a write. */
const CHUNK = 1_000_000;

/** Whether the `sqlite3` shell can be run; its version, or `null` when there is none. */
export function shellVersion(): string | null {
  const { status, stdout } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return status === 0 ? (stdout.split(' ')[0] ?? null) : null;
}

/**
 * Prepares what the shell needs to import the very rows that stand in `resultPath`, in the order of their ids.
 *
 * `.import` knows only text, so it cannot put NULL or a BLOB into a typed column. A column that holds either in our rows is typed ANY in
 * the shell's copy of the table, without its CHECK; NULL goes in as the empty text, a BLOB as a text of as many characters: each row
 * takes the same room. All else is the schema as it stands: STRICT, keys, other CHECKs, every index and trigger. What differs is in the
 * shell's favour.
 */
export function prepareShellImport(resultPath: string, folder: string): ShellImport {
  const result = new Database(resultPath, { readonly: true });
  const startPath = join(folder, 'start.db');
  const start = new Database(startPath);
  const tables = tablesOf(result);
  const large = tables.filter((table) => table.rows >= SMALL_TABLE_ROWS);
  start.pragma('journal_mode = WAL');
  for (const { type, name, sql } of schemaOf(result)) {
    const isLarge = type === 'table' && large.some((table) => table.name === name);
    start.exec(isLarge ? loosened(result, name, sql) : sql);
  }
  for (const table of tables.filter(({ rows }) => rows < SMALL_TABLE_ROWS)) copyRows(result, start, table.name);
  start.close();
  const exported = large.map((table) => exportTable(result, table, folder));
  result.close();
  return { startPath, tables: exported };
}

/**
 * Imports the tables into a database with the shell: one call of the program, default cache, WAL, every commit flushed, foreign keys
 * checked. Synchronous: nothing else runs meanwhile.
 *
 * @throws {Error} with what the shell said.
 */
export function runShellImport(databasePath: string, tables: readonly ExportedTable[]): void {
  const script = [
    '.bail on',
    'PRAGMA synchronous = FULL;',
    'PRAGMA foreign_keys = ON;',
    ...tables.map(({ name, csvPath }) => `.import --csv "${csvPath}" ${name}`),
  ].join('\n');
  const { status, stderr } = spawnSync(PROGRAM, ['-batch', databasePath], { input: script, encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`The sqlite3 shell refused the import: ${stderr}`);
}

/** Throws unless each table of the database holds as many rows as were exported. */
export function checkShellImport(databasePath: string, tables: readonly ExportedTable[]): void {
  const db = new Database(databasePath, { readonly: true });
  for (const { name, rows } of tables) {
    const found = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${name}`).get()?.n;
    if (found !== rows) throw new Error(`The shell left ${found} rows in ${name} instead of ${rows}.`);
  }
  db.close();
}

interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

function schemaOf(db: Database.Database): readonly SchemaEntry[] {
  return db
    .prepare<[], SchemaEntry>(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
       ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid`,
    )
    .all();
}

/** Tables with rows, in the order in which the schema makes them: none refers to a later one but by rows that are there already. */
function tablesOf(db: Database.Database): readonly { readonly name: string; readonly rows: number }[] {
  return schemaOf(db)
    .filter(({ type }) => type === 'table')
    .map(({ name }) => ({
      name,
      rows: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${name}`).get()?.n ?? 0,
    }))
    .filter(({ rows }) => rows > 0);
}

function columnsOf(db: Database.Database, table: string): readonly string[] {
  return db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name);
}

/** The table's statement with the columns that hold NULL or BLOB typed ANY. Each column stands on a line of its own. */
function loosened(db: Database.Database, table: string, sql: string): string {
  const isUnfit = (column: string): boolean =>
    db.prepare(`SELECT 1 FROM ${table} WHERE ${column} IS NULL OR typeof(${column}) = 'blob' LIMIT 1`).get() !==
    undefined;
  return columnsOf(db, table)
    .filter(isUnfit)
    .reduce((text, column) => text.replace(new RegExp(`^(\\s*${column}) .*?(,?)$`, 'm'), '$1 ANY$2'), sql);
}

function copyRows(from: Database.Database, to: Database.Database, table: string): void {
  const columns = columnsOf(from, table);
  const insert = to.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
  for (const row of from.prepare(`SELECT * FROM ${table}`).raw().all()) insert.run(row);
}

function exportTable(
  db: Database.Database,
  table: { readonly name: string; readonly rows: number },
  folder: string,
): ExportedTable {
  const csvPath = join(folder, `${table.name}.csv`);
  const file = openSync(csvPath, 'w');
  let text = '';
  const order = columnsOf(db, table.name)[0] ?? 'rowid';
  for (const row of db.prepare(`SELECT * FROM ${table.name} ORDER BY ${order}`).raw().iterate()) {
    text += `${(row as readonly SqlValue[]).map(cell).join(',')}\n`; // raw() gives lists of cells
    if (text.length > CHUNK) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
  return { ...table, csvPath };
}

function cell(value: SqlValue): string {
  if (value === null) return '';
  if (Buffer.isBuffer(value)) return value.toString('base64').slice(0, value.length);
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
