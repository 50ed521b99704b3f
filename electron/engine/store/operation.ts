import type { ReadableDb, WritableDb } from './database.ts';

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

/** A question to the database: runs in a reader thread. */
export type ReadOperation<Args, Result> = (db: ReadableDb, args: Args, context: OperationContext) => Result;

/** Who goes first in the writer's queue: claims, results and stops are urgent, all else is normal (DESIGN 2). */
export type Priority = 'urgent' | 'normal';
