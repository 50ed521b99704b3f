import { addMs, type EpochMs } from '#shared/time/instant.ts';
import type { Clock } from '#engine/ports.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Time passes: both clocks move, in steps from sleeper to sleeper, waking each at its own instant. */
  advance(durationMs: number): Promise<void>;
  /** The wall clock is set forward or, when negative, back; no time passes and nobody wakes. */
  setWall(at: EpochMs): void;
  /** The computer was asleep: the wall clock went on, timers did not; then every sleeper wakes, as after a resume. */
  suspend(durationMs: number): Promise<void>;
  /** When the next sleeper would wake, or `null` when nobody sleeps. */
  nextWakeAt(): EpochMs | null;
  /** Resolves once at least `count` sleepers wait. */
  whenSleeping(count?: number): Promise<void>;
}

interface Sleeper {
  readonly wakeAtMonotonicMs: number;
  readonly wake: () => void;
}

/** Makes a clock that shows `start` and a monotonic 0. */
export function createFakeClock(start: EpochMs): FakeClock {
  let wall = start;
  let monotonicMs = 0;
  const sleepers = new Set<Sleeper>();
  const watchers = new Set<() => void>();

  const earliest = (): Sleeper | null =>
    [...sleepers].reduce<Sleeper | null>(
      (first, other) => (first === null || other.wakeAtMonotonicMs < first.wakeAtMonotonicMs ? other : first),
      null,
    );

  const move = (byMs: number): void => {
    wall = addMs(wall, byMs);
    monotonicMs += byMs;
  };

  return {
    now: () => wall,
    monotonicMs: () => monotonicMs,
    sleep(durationMs, signal) {
      if (signal.aborted || durationMs <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { wakeAtMonotonicMs: monotonicMs + durationMs, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', wake, { once: true });
        for (const watcher of watchers) watcher();
      });
    },
    async advance(durationMs) {
      const end = monotonicMs + durationMs;
      for (let next = earliest(); next !== null && next.wakeAtMonotonicMs <= end; next = earliest()) {
        move(Math.max(0, next.wakeAtMonotonicMs - monotonicMs));
        next.wake();
        await settle();
      }
      move(end - monotonicMs);
      await settle();
    },
    setWall(at) {
      wall = at;
    },
    async suspend(durationMs) {
      wall = addMs(wall, durationMs);
      for (const sleeper of [...sleepers]) sleeper.wake();
      await settle();
    },
    nextWakeAt() {
      const next = earliest();
      return next === null ? null : addMs(wall, next.wakeAtMonotonicMs - monotonicMs);
    },
    whenSleeping(count = 1) {
      return new Promise((resolve) => {
        const check = (): void => {
          if (sleepers.size < count) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      });
    },
  };
}

/** Lets promises and queued callbacks of the woken code run; real I/O has to be awaited by the test itself. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
