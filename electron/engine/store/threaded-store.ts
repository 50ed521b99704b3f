import { DatabaseThread } from './database-thread.ts';
import type { WorkspaceFiles } from './open-workspace.ts';
import type { CallOptions, Store } from './store.ts';

/**
 * Opens a workspace on threads of its own: one that writes and owns the lock, one reader for quick questions and, from the
 * first long question on, one for those (DESIGN 2).
 *
 * @throws {DomainError} `workspaceOwned`, `databaseNewer`, `databaseBroken`, `workspaceNotWritable`, `diskFull`.
 */
export async function openThreadedStore(files: WorkspaceFiles): Promise<Store> {
  const writer = new DatabaseThread(new URL('./writer-thread.ts', import.meta.url), files);
  const quick = openReaderThread(files);
  // Most engines never ask a long question, and those that start often start sooner without this thread.
  let bulk: DatabaseThread | null = null;
  let list: DatabaseThread | null = null;
  try {
    await Promise.all([writer.ready, quick.ready]);
  } catch (error) {
    await Promise.allSettled([quick.close(), writer.close()]);
    throw error;
  }
  const readerFor = (lane: CallOptions['lane']): DatabaseThread => {
    if (lane === 'list') {
      list ??= openReaderThread(files);
      return list;
    }
    if (lane !== 'bulk') return quick;
    bulk ??= openReaderThread(files);
    return bulk;
  };
  let closing: Promise<void> | null = null;
  const store = {
    write: (name: string, args: unknown, options: CallOptions = {}) => writer.call(name, args, options),
    read: (name: string, args: unknown, options: CallOptions = {}) => readerFor(options.lane).call(name, args, options),
    close: () => {
      closing ??= Promise.all([quick.close(), bulk?.close(), list?.close()]).then(() => writer.close());
      return closing;
    },
  };
  return store as Store; // names and types are tied together by Store; threads carry them as text
}

/** A thread that reads. It opens the file at its first question, so its start cannot fail for a reason of the file. */
function openReaderThread(files: WorkspaceFiles): DatabaseThread {
  const thread = new DatabaseThread(new URL('./reader-thread.ts', import.meta.url), {
    databasePath: files.databasePath,
  });
  thread.ready.catch(() => undefined); // whoever calls a thread that ended is told so by the call
  return thread;
}
