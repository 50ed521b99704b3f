import type { WritableDb } from './database.ts';

/**
 * What an operation may use besides the database and its arguments: nothing of the clock, the network or randomness; those
 * facts come in as arguments.
 */
export interface OperationContext {
  /** Tells the caller how far a long operation is. */
  readonly progress: (done: number) => void;
  /** Whether the caller has asked a long operation to stop; it then throws and its transaction is undone. */
  readonly isCancelled: () => boolean;
}

/** A change to the database: runs in one immediate transaction in the writer thread. */
export type WriteOperation<Args, Result> = (db: WritableDb, args: Args, context: OperationContext) => Result;

/** Who goes first in the writer's queue: claims, results and stops are urgent, all else is normal (DESIGN 2). */
export type Priority = 'urgent' | 'normal';

/** What an operation needs outside its transaction, because SQLite allows it nowhere else. */
export interface OutsideTransaction<Args> {
  /**
   * Before the transaction: a second file to read from, attached as `staging` (ATTACH cannot run inside a transaction); `null` = none.
   */
  readonly attach?: (args: Args) => string | null;
  /**
   * Whether foreign keys are left unchecked meanwhile: the operation checks the same by sets, where SQLite would search a table
   * that has no index for it, once per row.
   */
  readonly checksForeignKeysItself?: boolean;
  /** Whether the write-ahead log is emptied into the database afterwards, because the operation makes it very long. */
  readonly emptiesLog?: boolean;
}

/** Adds to an operation what it needs outside its transaction; to callers it stays the same operation. */
export function withOutside<Args, Result>(
  operation: WriteOperation<Args, Result>,
  outside: OutsideTransaction<Args>,
): WriteOperation<Args, Result> & { readonly outside: OutsideTransaction<Args> } {
  return Object.assign((db: WritableDb, args: Args, context: OperationContext) => operation(db, args, context), {
    outside,
  });
}
