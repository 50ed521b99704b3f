import type { Clock } from '#engine/ports.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';

/** No timer is trusted for longer than this (DESIGN 5; RELIABILITY B-03, B-04). */
const LONGEST_TIMER_MS = 30_000;

/**
 * The computer's own clocks.
 *
 * A sleep is made of pieces of at most 30 s; after each the wall clock is asked again, so a computer that was asleep wakes its
 * sleepers at most 30 s late, and a clock set back lengthens no sleep, because the monotonic clock ends it as well.
 */
export function openSystemClock(): Clock {
  return { now, monotonicMs: () => performance.now(), sleep };
}

function now(): EpochMs {
  return epochMs(Date.now());
}

async function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  const wallStart = Date.now();
  const monotonicStart = performance.now();
  for (;;) {
    const elapsedMs = Math.max(Date.now() - wallStart, performance.now() - monotonicStart);
    const remainingMs = durationMs - elapsedMs;
    if (signal.aborted || !(remainingMs > 0)) return;
    await pause(Math.min(remainingMs, LONGEST_TIMER_MS), signal);
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end, { once: true });
  });
}
