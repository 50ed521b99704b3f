import { parentPort, workerData } from 'node:worker_threads';
import { BugError } from '#shared/lang/bug-error.ts';
import { openWorkspaceDatabase, type WorkspaceFiles } from './open-workspace.ts';
import type { WriteName } from './registry.ts';
import { runWrite } from './run-operation.ts';
import { serveThread } from './thread-shell.ts';

/** Entry of the one thread that writes (DESIGN 2). It takes the owner lock before it opens the database and holds it until it ends. */
if (parentPort === null) throw new BugError('The writer thread was started outside a worker.');

serveThread(parentPort, () => {
  const workspace = openWorkspaceDatabase(workerData as WorkspaceFiles); // set by threaded-store.ts
  return {
    run: (name, args, context) => runWrite(workspace.db, name as WriteName, args, context), // the typed Store in front gave the name
    close: workspace.close,
  };
});
