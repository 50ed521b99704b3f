import { Worker } from 'node:worker_threads';
import { fromWireError } from '#engine/store/thread-protocol.ts';
import { threadLeaving } from '#engine/thread-leaving.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { Peeked, PeekOrder } from './peek-file.ts';
import type { FromPeek } from './peek-thread.ts';
import { brokenThread } from './stage-client.ts';

/** Memory of the thread: as for staging, a workbook is read whole. */
const MAX_HEAP_MB = 768;

/**
 * Looks into a file on a thread of its own.
 *
 * @param signal - ends the looking at once, whatever it is doing.
 * @throws {DomainError} `fileRefused` for a file that is no list of people.
 */
export async function startPeek(order: PeekOrder, signal: AbortSignal): Promise<Peeked> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./peek-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const leaving = threadLeaving(worker);
  const ended = Promise.withResolvers<Peeked>();
  const leave = (): void => ended.reject(signal.reason);
  worker.on('message', (message: FromPeek) => {
    leaving.answered();
    if (message.kind === 'peeked') ended.resolve(message.peeked);
    else ended.reject(fromWireError(message.error));
  });
  worker.on('error', (error) => ended.reject(brokenThread(error)));
  worker.on('exit', () => ended.reject(new BugError('The thread that looks into files ended without an answer.')));
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await ended.promise;
  } finally {
    signal.removeEventListener('abort', leave);
    await leaving.leave();
  }
}
