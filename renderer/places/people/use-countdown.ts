import { useEffect, useState } from 'react';
import type { Moment } from '#shared/contract/moment.ts';

/** How often a countdown goes on, in ms. */
const TICK_MS = 1_000;

/** Milliseconds left until an instant, by the engine's clock as it was when it last answered, running on; never below 0. */
export function useCountdown(now: Moment, until: Moment): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const tick = (): void => setElapsedMs(performance.now() - from);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  return Math.max(0, until.at - now.at - elapsedMs);
}
