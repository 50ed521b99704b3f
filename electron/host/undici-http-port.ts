import type { Dispatcher } from 'undici';
import type { HttpAnswer, HttpPort, HttpRequest } from '#engine/ports.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { collectHttpAnswer } from './http-answer.ts';
import { createHttpPools, type HttpPoolOptions } from './http-pools.ts';

/** What a host may set; every field has a default. */
export interface UndiciHttpPortOptions extends Partial<HttpPoolOptions> {
  /** Most bytes of an answer's body. */
  readonly bodyLimitBytes?: number;
  /** The wall clock; another one only in tests of sleeping computers. */
  readonly wallClockMs?: () => number;
}

/**
 * 128 connections: 300 sends a second, the platform's most, at answers of up to 0.4 s. 10 s to connect (RELIABILITY B-29).
 * 4 s idle: shorter than usual servers wait, so that a request seldom meets a connection just being closed. 1 MiB of answer.
 */
const DEFAULTS = {
  connections: 128,
  connectTimeoutMs: 10_000,
  idleMs: 4_000,
  extraCertificates: null,
  bodyLimitBytes: 1_048_576,
} as const;

/**
 * The engine's way to the network, on undici's Pool (DESIGN 2): no redirect is followed, nothing is retried, each request has
 * its deadlines. `notSent` is answered only while the request was not handed to a connection; from that moment on every failure
 * is `broken`, because bytes may have left.
 */
export function openUndiciHttpPort(options: UndiciHttpPortOptions = {}): HttpPort {
  const settings = { ...DEFAULTS, wallClockMs: Date.now, ...options };
  const pools = createHttpPools(settings);
  let closed = false;
  return {
    request(request) {
      if (closed) return Promise.resolve({ kind: 'notSent', why: 'the network is closed for this run' });
      return new Promise<HttpAnswer>((resolve) => {
        const { handler, armTimers } = collectHttpAnswer(request, settings, resolve);
        try {
          pools.poolOf(request.origin).dispatch(dispatchOptions(request), handler);
          armTimers();
        } catch (error) {
          resolve({ kind: 'notSent', why: refusedBeforehand(error) });
        }
      });
    },
    close() {
      closed = true;
      return pools.close();
    },
  };
}

function dispatchOptions(request: HttpRequest): Dispatcher.DispatchOptions {
  return { method: request.method, path: request.path, headers: request.headers, body: request.body };
}

/** undici checks path and headers before anything else; its texts name the field, never its value, but ours are safer still. */
function refusedBeforehand(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  return 'the request is malformed: a path or header holds characters that HTTP does not allow';
}
