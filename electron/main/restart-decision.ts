/** An engine that lived this long counts as well again, in ms (Sundial's choice). */
const WELL_AFTER_MS = 60_000;
/** Waits before the engine is started again, in ms: the first at once, since most crashes come alone. */
const WAITS_MS = [0, 500, 2_000, 5_000] as const;

/** What is done about an engine that ended by itself. */
export type RestartDecision =
  | { readonly kind: 'restart'; readonly afterMs: number; readonly crashesInARow: number }
  /** It ends again and again: a person is told, and decides. */
  | { readonly kind: 'giveUp' };

/**
 * Decides after a crash. Each crash soon after a start counts; one that comes after a long life begins anew.
 *
 * @param before - crashes in a row before this one.
 * @param livedMs - how long the engine that ended had answered.
 */
export function decideRestart(before: number, livedMs: number): RestartDecision {
  const inARow = livedMs >= WELL_AFTER_MS ? 1 : before + 1;
  const afterMs = WAITS_MS[inARow - 1];
  return afterMs === undefined ? { kind: 'giveUp' } : { kind: 'restart', afterMs, crashesInARow: inARow };
}
