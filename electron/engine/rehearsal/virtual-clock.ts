import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { Clock } from '../ports.ts';

/** A clock that stands still until nobody has anything left to do, then jumps to the next waking. */
export interface VirtualClock extends Clock {
  /**
   * Lets time run until `done()` holds or until `until` is reached, whichever comes first. Between two jumps everything that can run
   * without waiting for time has run (`settle` tells when).
   *
   * @returns whether `done()` held.
   */
  run(options: { readonly done: () => boolean; readonly until: EpochMs }): Promise<boolean>;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * Makes a virtual clock (DESIGN 10, `rehearse`).
 *
 * @param options.settle - resolves when every pending promise has run; the host gives it, because waiting is the host's to do.
 * @param options.asleepUntil - when the computer sleeps at an instant, the instant it wakes; else `null`.
 */
export function createVirtualClock(options: {
  readonly from: EpochMs;
  readonly settle: () => Promise<void>;
  readonly asleepUntil: (at: EpochMs) => EpochMs | null;
}): VirtualClock {
  let now = options.from;
  let order = 0;
  const sleepers = new Set<Sleeper>();

  const next = (): Sleeper | null => {
    let first: Sleeper | null = null;
    for (const sleeper of sleepers) {
      if (
        first === null ||
        sleeper.wakeAt < first.wakeAt ||
        (sleeper.wakeAt === first.wakeAt && sleeper.order < first.order)
      ) {
        first = sleeper;
      }
    }
    return first;
  };

  const sleep = (durationMs: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const sleeper: Sleeper = {
      wakeAt: now + Math.max(0, Math.ceil(durationMs)),
      order: order++,
      wake: () => {
        sleepers.delete(sleeper);
        signal.removeEventListener('abort', sleeper.wake);
        resolve();
      },
    };
    signal.addEventListener('abort', sleeper.wake, { once: true });
    sleepers.add(sleeper);
    return promise;
  };

  return {
    now: () => now,
    monotonicMs: () => now - options.from,
    sleep,
    run: async ({ done, until }) => {
      for (;;) {
        await options.settle();
        if (done()) return true;
        const sleeper = next();
        if (sleeper === null || sleeper.wakeAt > until) {
          now = until > now ? until : now;
          return false;
        }
        const woken = epochMs(Math.max(now, sleeper.wakeAt));
        now = options.asleepUntil(woken) ?? woken;
        sleeper.wake();
      }
    },
  };
}
