import { SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** How full a Page's budget of calls per second is. */
export type Budget = { readonly level: number; readonly at: EpochMs };

/**
 * Takes one call from a budget of `perSecond` calls.
 *
 * The budget empties evenly and holds one second's worth, so a caller whose average stays at the limit is never refused
 * for a burst; how Meta measures its second is not documented (Sundial's choice).
 *
 * @returns the budget afterwards and whether the call was within it; a refused call takes nothing.
 */
export function takeCall(
  budget: Budget,
  at: EpochMs,
  perSecond: number,
): { readonly budget: Budget; readonly taken: boolean; readonly percent: number } {
  if (perSecond <= 0) return { budget, taken: true, percent: 0 };
  const drained = Math.max(0, budget.level - (Math.max(0, at - budget.at) * perSecond) / SECOND);
  const taken = drained + 1 <= perSecond;
  const level = taken ? drained + 1 : drained;
  return { budget: { level, at }, taken, percent: Math.ceil(((taken ? level : drained + 1) / perSecond) * 100) };
}
