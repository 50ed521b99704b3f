import { refuse } from '#shared/domain/refusals/refuse.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { executeScript, inTransaction, type ReadableDb, type WritableDb } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Version of the newest schema this Sundial knows. */
export const SCHEMA_VERSION: number = MIGRATIONS.at(-1)?.version ?? 0;

/** Schema version of a database; 0 = empty. */
export function schemaVersion(db: ReadableDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * @throws {DomainError} `databaseNewer` when a newer Sundial made this database; it is then left alone.
 */
export function refuseNewer(version: number): void {
  if (version > SCHEMA_VERSION) {
    throw refuse('databaseNewer', { version, known: SCHEMA_VERSION }, { where: 'sundial.db' });
  }
}

/** The steps still to go for a database, in order. `toVersion` lets a test stop half-way. */
export function pendingMigrations(version: number, toVersion: number = SCHEMA_VERSION): readonly Migration[] {
  assertRisingByTens(MIGRATIONS);
  return MIGRATIONS.filter((migration) => migration.version > version && migration.version <= toVersion);
}

/**
 * Brings the schema up to `toVersion`, each step in a transaction of its own. `beforeEach` runs before each step on a database that
 * already holds data: the place for the backup.
 *
 * @throws {DomainError} `databaseNewer`, see {@link refuseNewer}.
 */
export function migrate(
  db: WritableDb,
  options: { readonly toVersion?: number; readonly beforeEach?: (step: Migration) => void } = {},
): void {
  const from = schemaVersion(db);
  refuseNewer(from);
  for (const step of pendingMigrations(from, options.toVersion)) {
    if (schemaVersion(db) > 0) options.beforeEach?.(step);
    inTransaction(db, () => {
      executeScript(db, step.sql);
      executeScript(db, `PRAGMA user_version = ${step.version}`);
    });
  }
}

function assertRisingByTens(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== (index + 1) * 10) {
      throw new BugError(
        `Migration "${migration.name}" has version ${migration.version}, expected ${(index + 1) * 10}.`,
      );
    }
  });
}
