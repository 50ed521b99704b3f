import { Worker } from 'node:worker_threads';
import { BugError } from '#shared/lang/bug-error.ts';
import type { CallOptions } from './store.ts';
import { fromWireError, type ThreadReply, type ThreadRequest } from './thread-protocol.ts';

interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
  readonly options: CallOptions;
  readonly cancel: SharedArrayBuffer | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One database thread seen from the engine's main thread: a queue in which urgent calls go first, and one call at a time on the
 * thread, so that a claim never waits behind queued bulk work, only behind the call that runs (DESIGN 2).
 */
export class DatabaseThread {
  readonly #worker: Worker;
  readonly #urgent: Call[] = [];
  readonly #normal: Call[] = [];
  #running: Call | null = null;
  #nextId = 1;
  #ended: Error | null = null;
  #isClosing = false;
  readonly ready: Promise<void>;

  constructor(entry: URL, data: unknown) {
    this.#worker = new Worker(entry, { workerData: data });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#worker.on('message', (reply: ThreadReply) => {
      if (reply.kind === 'ready') resolve();
      else if (reply.kind === 'failedToOpen') reject(fromWireError(reply.error));
      else this.#onReply(reply);
    });
    this.#worker.on('error', (error) => {
      reject(error);
      this.#end(new BugError('A database thread broke.', { cause: error }));
    });
    this.#worker.on('exit', () => {
      reject(new BugError('A database thread ended before it was ready.'));
      this.#end(new BugError('The database is closed.'));
    });
  }

  /** Queues a call. Rejects when the thread has ended, when the operation fails, or with the signal's reason. */
  call(name: string, args: unknown, options: CallOptions): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const cancel = options.signal === undefined ? null : new SharedArrayBuffer(4);
    const call: Call = { id: this.#nextId++, name, args, options, cancel, resolve, reject };
    options.signal?.addEventListener('abort', () => this.#abort(call), { once: true });
    (options.priority === 'urgent' ? this.#urgent : this.#normal).push(call);
    if (options.signal?.aborted === true) this.#abort(call);
    this.#pump();
    return promise;
  }

  /** Lets queued calls end, closes the database and ends the thread. */
  async close(): Promise<void> {
    if (this.#ended !== null) return;
    // Not before the thread is gone: a process that ends while a thread of it leaves may crash.
    await new Promise<void>((resolve) => {
      this.#worker.once('exit', () => resolve());
      this.#isClosing = true;
      this.#pump();
    });
  }

  #abort(call: Call): void {
    const reason = abortReason(call.options.signal);
    if (call === this.#running) {
      if (call.cancel !== null) Atomics.store(new Int32Array(call.cancel), 0, 1);
      return;
    }
    for (const queue of [this.#urgent, this.#normal]) {
      const index = queue.indexOf(call);
      if (index >= 0) {
        queue.splice(index, 1);
        call.reject(reason);
      }
    }
  }

  #pump(): void {
    if (this.#running !== null || this.#ended !== null) return;
    const next = this.#urgent.shift() ?? this.#normal.shift();
    if (next === undefined) {
      if (this.#isClosing) this.#post({ kind: 'close' });
      return;
    }
    this.#running = next;
    this.#post({ kind: 'call', id: next.id, name: next.name, args: next.args, cancel: next.cancel });
  }

  #post(request: ThreadRequest): void {
    this.#worker.postMessage(request);
  }

  #onReply(reply: ThreadReply): void {
    const call = this.#running;
    if (call === null || !('id' in reply) || reply.id !== call.id) return;
    if (reply.kind === 'progress') {
      call.options.onProgress?.(reply.done);
      return;
    }
    this.#running = null;
    if (reply.kind === 'result') call.resolve(reply.value);
    else if (reply.kind === 'error') call.reject(fromWireError(reply.error));
    this.#pump();
  }

  #end(error: Error): void {
    if (this.#ended !== null) return;
    this.#ended = error;
    const open = [this.#running, ...this.#urgent, ...this.#normal];
    this.#running = null;
    for (const call of open) call?.reject(error);
  }
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('The operation was cancelled.', 'AbortError');
}
