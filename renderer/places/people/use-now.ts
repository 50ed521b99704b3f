import { useEffect, useState } from 'react';
import type { Moment } from '#shared/contract/moment.ts';

/** How often clocks on the screen go on, in ms. */
const TICK_MS = 30_000;

/** The engine's "now" when it last answered, running on; `null` before its first answer. */
export function useNow(answered: Moment | null): Moment | null {
  const [, setTicks] = useState(0);
  const [arrived, setArrived] = useState<{ readonly moment: Moment; readonly elapsedAt: number } | null>(null);
  useEffect(() => {
    if (answered !== null) setArrived({ moment: answered, elapsedAt: performance.now() });
  }, [answered]);
  useEffect(() => {
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (arrived === null) return answered;
  const passedMs = Math.floor((performance.now() - arrived.elapsedAt) / TICK_MS) * TICK_MS;
  return passedMs === 0 ? arrived.moment : later(arrived.moment, passedMs);
}

function later({ at, here }: Moment, passedMs: number): Moment {
  const local = new Date(Date.parse(`${here.local}Z`) + passedMs).toISOString().slice(0, here.local.length);
  return { at: at + passedMs, here: { ...here, local }, there: null };
}
