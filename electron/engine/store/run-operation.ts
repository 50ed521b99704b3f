import { BugError } from '#shared/lang/bug-error.ts';
import { inTransaction, type ReadableDb, type WritableDb } from './database.ts';
import type { OperationContext, OutsideTransaction, WriteOperation } from './operation.ts';
import { READS, type ReadName, WRITES, type WriteName } from './registry.ts';
import { fromSqlite } from './sqlite-error.ts';

/** Runs a named change in one immediate transaction. Throws what {@link fromSqlite} makes of a failure; then nothing was stored. */
export function runWrite(db: WritableDb, name: WriteName, args: unknown, context: OperationContext): unknown {
  const operation = WRITES[name] as AnyWrite | undefined; // args were checked against the name by the typed Store in front
  if (operation === undefined) throw new BugError(`No such change: ${name}.`);
  try {
    const work = (): unknown => inTransaction(db, () => operation(db, args, context));
    return operation.outside === undefined ? work() : withPrepared(db, { outside: operation.outside, args, work });
  } catch (error) {
    throw fromSqlite(error);
  }
}

type AnyWrite = WriteOperation<unknown, unknown> & { readonly outside?: OutsideTransaction<unknown> };

/** Prepares what stands outside a transaction and puts everything back, however the transaction ends. */
function withPrepared(
  db: WritableDb,
  call: { readonly outside: OutsideTransaction<unknown>; readonly args: unknown; readonly work: () => unknown },
): unknown {
  const { outside, args, work } = call;
  const path = outside.attach?.(args) ?? null;
  if (path !== null) db.prepare('ATTACH ? AS staging').run(path);
  if (outside.checksForeignKeysItself === true) db.pragma('foreign_keys = OFF');
  try {
    return work();
  } finally {
    if (outside.checksForeignKeysItself === true) db.pragma('foreign_keys = ON');
    if (path !== null) db.exec('DETACH staging');
    // A reader in mid-question keeps part of the log alive; a later checkpoint empties it then.
    if (outside.emptiesLog === true) db.pragma('wal_checkpoint(TRUNCATE)');
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
