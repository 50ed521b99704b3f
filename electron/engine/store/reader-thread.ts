import { parentPort, workerData } from 'node:worker_threads';
import { BugError } from '#shared/lang/bug-error.ts';
import { openReader } from './connection.ts';
import type { ReadableDb } from './database.ts';
import type { ReadName } from './registry.ts';
import { runRead } from './run-operation.ts';
import { serveThread } from './thread-shell.ts';

/** Entry of a thread that only reads; its connection cannot write to the file. */
if (parentPort === null) throw new BugError('A reader thread was started outside a worker.');

serveThread(parentPort, () => {
  const { databasePath } = workerData as { readonly databasePath: string }; // set by threaded-store.ts
  let db: ReadableDb | null = null;
  return {
    run: (name, args, context) => {
      // Opened at the first question: threads start together, and the file is there only once the writer has made it.
      db ??= openReader(databasePath);
      return runRead(db, name as ReadName, args, context); // the typed Store in front gave the name
    },
    close: () => {
      db?.close();
    },
  };
});
