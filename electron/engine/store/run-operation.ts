import { BugError } from '#shared/lang/bug-error.ts';
import { inTransaction, type ReadableDb, type WritableDb } from './database.ts';
import type { OperationContext } from './operation.ts';
import { READS, type ReadName, WRITES, type WriteName } from './registry.ts';
import { fromSqlite } from './sqlite-error.ts';

/** Runs a named change in one immediate transaction. Throws what {@link fromSqlite} makes of a failure; then nothing was stored. */
export function runWrite(db: WritableDb, name: WriteName, args: unknown, context: OperationContext): unknown {
  const operation = WRITES[name] as ((db: WritableDb, args: unknown, context: OperationContext) => unknown) | undefined; // args were checked against the name by the typed Store in front
  if (operation === undefined) throw new BugError(`No such change: ${name}.`);
  try {
    return inTransaction(db, () => operation(db, args, context));
  } catch (error) {
    throw fromSqlite(error);
  }
}

/** Runs a named question. Throws what {@link fromSqlite} makes of a failure. */
export function runRead(db: ReadableDb, name: ReadName, args: unknown, context: OperationContext): unknown {
  const operation = READS[name] as ((db: ReadableDb, args: unknown, context: OperationContext) => unknown) | undefined; // as above
  if (operation === undefined) throw new BugError(`No such question: ${name}.`);
  try {
    return operation(db, args, context);
  } catch (error) {
    throw fromSqlite(error);
  }
}
