import { DatabaseThread } from './database-thread.ts';
import type { WorkspaceFiles } from './open-workspace.ts';
import type { CallOptions, Store } from './store.ts';

/**
 * Opens a workspace on threads of its own: one that writes and owns the lock, one reader for quick questions and one for long ones
 * (DESIGN 2).
 *
 * @throws {DomainError} `workspaceOwned`, `databaseNewer`, `databaseBroken`, `workspaceNotWritable`, `diskFull`.
 */
export async function openThreadedStore(files: WorkspaceFiles): Promise<Store> {
  const writer = new DatabaseThread(new URL('./writer-thread.ts', import.meta.url), files);
  const reader = (): DatabaseThread =>
    new DatabaseThread(new URL('./reader-thread.ts', import.meta.url), { databasePath: files.databasePath });
  const quick = reader();
  const bulk = reader();
  try {
    await Promise.all([writer.ready, quick.ready, bulk.ready]);
  } catch (error) {
    await Promise.allSettled([quick.close(), bulk.close(), writer.close()]);
    throw error;
  }
  let closing: Promise<void> | null = null;
  const store = {
    write: (name: string, args: unknown, options: CallOptions = {}) => writer.call(name, args, options),
    read: (name: string, args: unknown, options: CallOptions = {}) =>
      (options.lane === 'bulk' ? bulk : quick).call(name, args, options),
    close: () => {
      closing ??= Promise.all([quick.close(), bulk.close()]).then(() => writer.close());
      return closing;
    },
  };
  return store as Store; // names and types are tied together by Store; threads carry them as text
}
