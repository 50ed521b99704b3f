import type { Clock, HttpPort } from '#engine/ports.ts';
import type { PracticeRuntime } from '#practice/server/practice-runtime.ts';
import { epochMs } from '#shared/time/instant.ts';

/** Time that runs faster than the real one, for the engine and its platform alike, with real sockets and real timers beneath. */
export interface ScaledTime {
  readonly clock: Clock;
  readonly runtime: PracticeRuntime;
  /**
   * Shortens the deadlines of requests by the same factor. The `Date` of answers is taken away: those that a server writes by itself
   * show the real clock, which would look like a clock set wrong.
   */
  scale(port: HttpPort): HttpPort;
}

/** Makes time that runs `factor` times as fast, so that waits of minutes pass in seconds. */
export function createScaledTime(factor: number): ScaledTime {
  const wallStart = Date.now();
  const steadyStart = performance.now();
  const elapsedMs = (): number => (performance.now() - steadyStart) * factor;
  const now = () => epochMs(Math.floor(wallStart + elapsedMs()));
  return {
    clock: {
      now,
      monotonicMs: elapsedMs,
      sleep: (durationMs, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) return resolve();
          const end = (): void => {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            resolve();
          };
          const timer = setTimeout(end, durationMs / factor);
          signal.addEventListener('abort', end, { once: true });
        }),
    },
    runtime: {
      now,
      soon: (run) => void setImmediate(run),
      after: (ms, run) => {
        const timer = setTimeout(run, ms / factor);
        return () => clearTimeout(timer);
      },
    },
    scale: (port) => ({
      request: async (request) => {
        const answer = await port.request({
          ...request,
          connectTimeoutMs: Math.ceil(request.connectTimeoutMs / factor),
          timeoutMs: Math.ceil(request.timeoutMs / factor),
        });
        if (answer.kind !== 'answer') return answer;
        const headers = Object.entries(answer.headers).filter(([name]) => name !== 'date');
        return { ...answer, headers: Object.fromEntries(headers) };
      },
      close: () => port.close(),
    }),
  };
}
