import { parentPort, workerData } from 'node:worker_threads';
import { fromSqlite } from '#engine/store/sqlite-error.ts';
import { toWireError } from '#engine/store/thread-protocol.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { createInbox } from './stage-inbox.ts';
import type { FromStage, StageOrder } from './stage-order.ts';
import { runStaging } from './stage-work.ts';

/** Entry of the thread that reads a source into a staging file and works out the change set; it never writes to the workspace. */
if (parentPort === null) throw new BugError('The staging thread was started outside a worker.');

const port = parentPort;
const order = workerData as StageOrder; // set by stage-client.ts
const post = (message: FromStage): void => port.postMessage(message);

runStaging(order, { post, inbox: createInbox(port) })
  .then((staged) => post({ kind: 'staged', staged }))
  .catch((error: unknown) => post({ kind: 'failed', error: toWireError(fromSqlite(error)) }))
  .finally(() => port.close());
