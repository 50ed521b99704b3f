import type { Clock } from '#engine/ports.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';

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
  const sleepers = createSleepers();
  let wall = start;
  let monotonicMs = 0;
  const move = (byMs: number): void => {
    wall = addMs(wall, byMs);
    monotonicMs += byMs;
  };
  return {
    now: () => wall,
    monotonicMs: () => monotonicMs,
    sleep: (durationMs, signal) =>
      signal.aborted || !(durationMs > 0) ? Promise.resolve() : sleepers.add(monotonicMs + durationMs, signal),
    async advance(durationMs) {
      const end = monotonicMs + durationMs;
      for (let next = sleepers.earliest(); next !== null && next.wakeAtMonotonicMs <= end; next = sleepers.earliest()) {
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
      sleepers.wakeAll();
      await settle();
    },
    nextWakeAt() {
      const next = sleepers.earliest();
      return next === null ? null : addMs(wall, next.wakeAtMonotonicMs - monotonicMs);
    },
    whenSleeping: (count = 1) => sleepers.whenAtLeast(count),
  };
}

/** Everybody who sleeps. */
interface Sleepers {
  add(wakeAtMonotonicMs: number, signal: AbortSignal): Promise<void>;
  earliest(): Sleeper | null;
  wakeAll(): void;
  whenAtLeast(count: number): Promise<void>;
}

function createSleepers(): Sleepers {
  const sleepers = new Set<Sleeper>();
  const watchers = new Set<() => void>();
  return {
    add: (wakeAtMonotonicMs, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { wakeAtMonotonicMs, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', wake, { once: true });
        for (const watcher of watchers) watcher();
      }),
    earliest: () => [...sleepers].toSorted((a, b) => a.wakeAtMonotonicMs - b.wakeAtMonotonicMs)[0] ?? null,
    wakeAll() {
      const all = [...sleepers];
      for (const sleeper of all) sleeper.wake();
    },
    whenAtLeast: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (sleepers.size < count) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
  };
}

/** Lets promises and queued callbacks of the woken code run; real I/O has to be awaited by the test itself. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
