import type { WritableDb } from './database.ts';
import type { OperationContext } from './operation.ts';
import type { ReadName, WriteName } from './registry.ts';
import { runRead, runWrite } from './run-operation.ts';
import type { CallOptions, Store } from './store.ts';

/** Runs every operation in place on one connection: for rehearsals on a virtual clock and for tests, where order must be exact. */
export function openInlineStore(db: WritableDb): Store {
  const contextOf = (options: CallOptions): OperationContext => ({
    progress: (done) => options.onProgress?.(done),
    isCancelled: () => options.signal?.aborted === true,
  });
  const attempt = async <T>(work: () => T): Promise<T> => work();
  const store = {
    write: (name: WriteName, args: unknown, options: CallOptions = {}) =>
      attempt(() => runWrite(db, name, args, contextOf(options))),
    read: (name: ReadName, args: unknown, options: CallOptions = {}) =>
      attempt(() => runRead(db, name, args, contextOf(options))),
    close: async () => {
      if (db.open) db.close();
    },
  };
  return store as Store; // names and types are tied together by Store
}
