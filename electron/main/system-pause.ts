import { openSystemClock } from '#host/system-clock.ts';

const clock = openSystemClock();

/** Waits on the computer's clock; ends early, and never rejects, when the signal fires. */
export function systemPause(durationMs: number, signal: AbortSignal): Promise<void> {
  return clock.sleep(durationMs, signal);
}

/** Milliseconds of a clock that never steps. */
export function monotonicMs(): number {
  return clock.monotonicMs();
}
