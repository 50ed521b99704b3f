import type { Fault, FaultCall } from './fault.ts';

/** A call as faults see it. */
export type FaultTarget = { readonly on: FaultCall; readonly token: string | null };

/** Decides call by call which fault strikes. */
export type FaultPlan = {
  /** The fault that strikes this call; `null` = none. Every entry that matches counts the call, struck or not. */
  next(target: FaultTarget): Fault | null;
  /** How many calls each entry has struck, in the order of the file: a fault never reached proves nothing. */
  struck(): readonly number[];
};

/** Makes a plan; where several entries would strike the same call, the first of the file does. */
export function createFaultPlan(faults: readonly Fault[]): FaultPlan {
  const counters = faults.map((fault) => ({ fault, seen: 0, struck: 0 }));
  return {
    next(target) {
      let found: (typeof counters)[number] | null = null;
      for (const counter of counters) {
        const { fault } = counter;
        if (fault.on !== target.on || (fault.token !== null && fault.token !== target.token)) continue;
        counter.seen += 1;
        if (counter.seen >= fault.nth && counter.seen < fault.nth + fault.times) found ??= counter;
      }
      if (found === null) return null;
      found.struck += 1;
      return found.fault;
    },
    struck: () => counters.map(({ struck }) => struck),
  };
}
