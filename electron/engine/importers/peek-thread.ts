import { parentPort, workerData } from 'node:worker_threads';
import { toWireError, type WireError } from '#engine/store/thread-protocol.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { type Peeked, type PeekOrder, peekFile } from './peek-file.ts';

/** What the thread says, once. */
export type FromPeek =
  | { readonly kind: 'peeked'; readonly peeked: Peeked }
  | { readonly kind: 'failed'; readonly error: WireError };

/** Entry of the thread that looks into one file: a workbook or a document can take long to open. */
if (parentPort === null) throw new BugError('The thread that looks into files was started outside a worker.');

const port = parentPort;
const order = workerData as PeekOrder; // set by peek-client.ts
const post = (message: FromPeek): void => port.postMessage(message);

peekFile(order)
  .then((peeked) => post({ kind: 'peeked', peeked }))
  .catch((error: unknown) => post({ kind: 'failed', error: toWireError(error) }))
  .finally(() => port.close());
