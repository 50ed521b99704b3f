import type { ClientContext, ClientLink } from '@orpc/client';
import { LineLostError } from './line-lost.ts';
import { OpenLine } from './open-line.ts';
import { SessionEndedError, type Transport } from './transport.ts';

/**
 * Whether the engine can be reached. `lost` = it could, and will be again: questions wait meanwhile. `ended` = it was started again and
 * waits for the person to open its new address; as soon as that is done in this browser, this page goes on.
 */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'ended';

/** Waits between two tries to open a line, in ms: quick at first, since an engine that is restarted is back soon. */
const RETRY_MS = [100, 200, 400, 800, 1_600, 3_000] as const;

/**
 * Keeps one line to the engine open: a line that went is opened again, questions asked meanwhile wait for it. A question that was under
 * way when its line went fails, since nobody knows whether it was carried out (STACK 3: the links themselves never reconnect).
 */
export class Connection implements ClientLink<ClientContext> {
  readonly #transport: Transport;
  readonly #listeners = new Set<() => void>();
  #state: ConnectionState = 'connecting';
  #isOutdated = false;
  #line: Promise<OpenLine>;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.#line = this.#open();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Whether the host has newer screens than this page: it was updated since. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** Calls `listener` at every change of {@link state}; returns how to end that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly call: ClientLink<ClientContext>['call'] = async (path, input, options) => {
    const { signal } = options;
    const line = await orAbort(this.#line, signal);
    try {
      const answer = await line.whileOpen(line.link.call(path, input, options));
      return isStream(answer) ? withReasons(answer, line, signal) : answer;
    } catch (error) {
      throw await reasonOf(error, line, signal);
    }
  };

  async #open(): Promise<OpenLine> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const line = await this.#transport();
        this.#isOutdated = line.isOutdated ?? false;
        this.#become('open');
        void line.gone.then(() => {
          this.#become('lost');
          this.#line = this.#open();
        });
        return new OpenLine(line);
      } catch (error) {
        // Told by the state; the next try follows.
        if (error instanceof SessionEndedError) this.#become('ended');
        else if (this.#state !== 'connecting') this.#become('lost');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
      }
    }
  }

  #become(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Waits for a line as long as somebody waits for the answer. */
async function orAbort(line: Promise<OpenLine>, signal: AbortSignal | undefined): Promise<OpenLine> {
  if (signal === undefined) return line;
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([line, promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** A stream whose end says what it was: the links end it with words of their own queues (STACK 3). */
async function* withReasons(
  stream: AsyncIterable<unknown>,
  line: OpenLine,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, unknown, undefined> {
  try {
    const last: unknown = yield* stream;
    return last;
  } catch (error) {
    throw await reasonOf(error, line, signal);
  }
}

/** Why a question or a stream failed: nobody waits for it any more, its line went, or what the engine says. */
async function reasonOf(failure: unknown, line: OpenLine, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal?.aborted === true) return signal.reason;
  // The link may hear of the end before the line does; a turn later both have.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return line.isGone ? new LineLostError() : failure;
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}
