import { useEffect, useMemo, useState } from 'react';
import type { Moment } from '#shared/contract/moment.ts';

/** How often clocks on the screen go on, in ms. */
const TICK_MS = 30_000;

/** The engine's "now" when it last answered, running on; `null` before its first answer. */
export function useNow(answered: Moment | null): Moment | null {
  const [, setTicks] = useState(0);
  const [arrived, setArrived] = useState<Arrived | null>(null);
  useEffect(() => {
    if (answered === null) return;
    const elapsedAt = performance.now();
    // Every page that is loaded brings a "now"; all that shows a clock is drawn anew only when it would show another.
    setArrived((known) =>
      known !== null && isAsKnown(known, answered, elapsedAt) ? known : { moment: answered, elapsedAt },
    );
  }, [answered]);
  useEffect(() => {
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const passedMs = arrived === null ? 0 : Math.floor((performance.now() - arrived.elapsedAt) / TICK_MS) * TICK_MS;
  const from = arrived?.moment ?? answered;
  return useMemo(() => (from === null || passedMs === 0 ? from : later(from, passedMs)), [from, passedMs]);
}

/** An answer's "now", and when it came by the page's own count. */
interface Arrived {
  readonly moment: Moment;
  readonly elapsedAt: number;
}

/** Whether an answer tells the time that was known already. */
function isAsKnown(known: Arrived, { at }: Moment, elapsedAt: number): boolean {
  return Math.abs(at - (known.moment.at + elapsedAt - known.elapsedAt)) < TICK_MS;
}

function later({ at, here }: Moment, passedMs: number): Moment {
  const local = new Date(Date.parse(`${here.local}Z`) + passedMs).toISOString().slice(0, here.local.length);
  return { at: at + passedMs, here: { ...here, local }, there: null };
}
