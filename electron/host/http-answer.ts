import type { Dispatcher } from 'undici';
import type { HttpAnswer, HttpRequest } from '#engine/ports.ts';

/** What the collector needs to know besides the request. */
export interface CollectorSettings {
  readonly bodyLimitBytes: number;
  readonly wallClockMs: () => number;
}

/** A handler for undici and the timers that go with it. */
export interface AnswerCollector {
  readonly handler: Dispatcher.DispatchHandler;
  /** Starts the deadlines; called right after the request was handed over. */
  readonly armTimers: () => void;
}

/**
 * Follows one request to its end and resolves exactly once.
 *
 * A request waits for a connection until `connectTimeoutMs`; then it is withdrawn, and should a connection stand later, the
 * request is refused in the very call that would write it. The wall clock is asked there too: timers stand still while a computer
 * sleeps, and a request handed over before the sleep must not leave after it (RELIABILITY B-03).
 */
export function collectHttpAnswer(
  request: HttpRequest,
  settings: CollectorSettings,
  resolve: (answer: HttpAnswer) => void,
): AnswerCollector {
  const askedAtMs = settings.wallClockMs();
  const chunks: Buffer[] = [];
  let controller: Dispatcher.DispatchController | null = null;
  let status = 0;
  let headers: Readonly<Record<string, string>> = {};
  let receivedBytes = 0;
  let ended = false;
  let connectTimer: NodeJS.Timeout | undefined;
  let deadlineTimer: NodeJS.Timeout | undefined;

  const end = (answer: HttpAnswer): void => {
    if (ended) return;
    ended = true;
    clearTimeout(connectTimer);
    clearTimeout(deadlineTimer);
    resolve(answer);
  };
  const fail = (why: string): void => {
    end({ kind: controller === null ? 'notSent' : 'broken', why });
    controller?.abort(new Error(why));
  };

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      if (settings.wallClockMs() - askedAtMs > request.connectTimeoutMs) fail(noConnection(request));
      // Withdrawn, or a second start, which would be a retry: aborting here keeps every byte back.
      if (ended || controller !== null) return started.abort(new Error('withdrawn'));
      controller = started;
      clearTimeout(connectTimer);
    },
    onResponseStart(_controller, statusCode, given) {
      if (statusCode < 200) return;
      status = statusCode;
      headers = flatHeaders(given);
    },
    onResponseData(_controller, chunk) {
      receivedBytes += chunk.length;
      if (receivedBytes > settings.bodyLimitBytes) fail(`the answer is longer than ${settings.bodyLimitBytes} bytes`);
      else chunks.push(chunk);
    },
    onResponseEnd() {
      end({ kind: 'answer', status, headers, body: textOf(chunks) });
    },
    onResponseError(_controller, error) {
      fail(failureText(error));
    },
  };
  const armTimers = (): void => {
    if (ended) return;
    deadlineTimer = setTimeout(() => fail(`no whole answer within ${request.timeoutMs} ms`), request.timeoutMs);
    if (controller !== null) return;
    connectTimer = setTimeout(() => fail(noConnection(request)), request.connectTimeoutMs);
  };
  return { handler, armTimers };
}

function noConnection(request: HttpRequest): string {
  return `no connection within ${request.connectTimeoutMs} ms`;
}

/** Header names are lower case already; of repeated headers the last one counts. */
function flatHeaders(given: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) flat[name] = last;
  }
  return flat;
}

function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  if (only === undefined) return '';
  return (chunks.length === 1 ? only : Buffer.concat(chunks)).toString('utf8');
}

/** The error's code says what happened on the wire; its own message adds the address at most. */
function failureText(error: Error): string {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code !== '' ? `${code}: ${error.message}` : error.message;
}
