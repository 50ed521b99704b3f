import type { Clock } from '#engine/ports.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { createQueue, type Life } from './sim-queue.ts';

/**
 * Time of a simulated world: true time for the platform, and for the computer a wall clock that may be set wrong, a steady clock
 * that may stand still during sleep, and sleep itself (RELIABILITY T5, T8).
 */
export interface SimTime {
  /** True time, which only the platform and the judge see. */
  trueNow(): EpochMs;
  /** The computer's wall clock minus true time. */
  readonly skewMs: number;
  /** Runs something outside the computer after a while, whatever the computer does. */
  outside(afterMs: number, run: () => void): void;
  /** Runs something in the computer after a while; later when it sleeps then, never when that life is over. */
  inside(life: Life, afterMs: number, run: () => void): void;
  /** The clock as one life of the engine sees it. */
  clockOf(life: Life): Clock;
  setSkew(ms: number): void;
  /** The computer sleeps from now on for a while; `isSteadyStill` = its steady clock stands still meanwhile. */
  suspend(durationMs: number, isSteadyStill: boolean): void;
  /** Whether the computer sleeps right now. */
  isAsleep(): boolean;
  /** Runs everything until true time has reached `until` or `done` holds. */
  run(until: EpochMs, done: () => boolean): Promise<void>;
}

/** Makes simulated time that starts at `start`. */
export function createSimTime(start: EpochMs, settle: () => Promise<void>): SimTime {
  let now = start;
  let skewMs = 0;
  let stoodStillMs = 0;
  let suspendedUntil = 0;
  let order = 0;
  const queue = createQueue();
  const add = (at: number, life: Life | null, run: () => void): void => queue.add({ at, order: order++, life, run });

  const inside = (life: Life, afterMs: number, run: () => void): void =>
    add(now + Math.max(0, Math.ceil(afterMs)), life, run);

  return {
    trueNow: () => now,
    get skewMs() {
      return skewMs;
    },
    outside: (afterMs, run) => add(now + Math.max(0, Math.ceil(afterMs)), null, run),
    inside,
    clockOf: (life) => ({
      now: () => addMs(now, skewMs),
      monotonicMs: () => now - start - stoodStillMs,
      sleep: (durationMs, signal) => sleepUntil(signal, (wake) => inside(life, durationMs, wake)),
    }),
    setSkew: (ms) => {
      skewMs = ms;
    },
    suspend: (durationMs, isSteadyStill) => {
      const from = Math.max(suspendedUntil, now);
      const longer = Math.max(0, now + durationMs - from);
      suspendedUntil = from + longer;
      if (isSteadyStill) stoodStillMs += longer;
    },
    isAsleep: () => now < suspendedUntil,
    run: async (until, done) => {
      for (;;) {
        await settle();
        if (done()) return;
        const next = queue.take(until);
        if (next === null) {
          now = until;
          return;
        }
        if (next.life !== null && !next.life.alive) continue;
        if (next.life !== null && next.at < suspendedUntil && now < suspendedUntil) {
          queue.add({ ...next, at: suspendedUntil });
          continue;
        }
        now = next.at > now ? addMs(next.at as EpochMs, 0) : now; // whole milliseconds by construction
        next.run();
      }
    },
  };
}

/** A sleep that ends when it is woken or called off, whichever comes first. */
function sleepUntil(signal: AbortSignal, wakeLater: (wake: () => void) => void): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const wake = (): void => {
    signal.removeEventListener('abort', wake);
    resolve();
  };
  signal.addEventListener('abort', wake, { once: true });
  wakeLater(wake);
  return promise;
}
