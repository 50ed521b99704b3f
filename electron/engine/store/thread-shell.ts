import type { MessagePort } from 'node:worker_threads';
import type { OperationContext } from './operation.ts';
import { type ThreadReply, type ThreadRequest, toWireError } from './thread-protocol.ts';

/** What a database thread does with its calls. */
export interface ThreadWork {
  readonly run: (name: string, args: unknown, context: OperationContext) => unknown;
  readonly close: () => void;
}

/**
 * Serves calls on a port, one at a time in the order they come. Opening may fail; the reason then goes back instead of `ready`.
 */
export function serveThread(port: MessagePort, open: () => ThreadWork): void {
  const post = (reply: ThreadReply): void => port.postMessage(reply);
  let work: ThreadWork;
  try {
    work = open();
  } catch (error) {
    post({ kind: 'failedToOpen', error: toWireError(error) });
    port.close();
    return;
  }
  port.on('message', (request: ThreadRequest) => {
    if (request.kind === 'close') {
      work.close();
      port.close();
      return;
    }
    const cancelled = request.cancel === null ? null : new Int32Array(request.cancel);
    const context: OperationContext = {
      progress: (done) => post({ kind: 'progress', id: request.id, done }),
      isCancelled: () => cancelled !== null && Atomics.load(cancelled, 0) === 1,
    };
    try {
      post({ kind: 'result', id: request.id, value: work.run(request.name, request.args, context) });
    } catch (error) {
      post({ kind: 'error', id: request.id, error: toWireError(error) });
    }
  });
  post({ kind: 'ready' });
}
