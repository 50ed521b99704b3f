import type { ProgressRead } from '#shared/contract/progress.ts';

/** One line of the list of reasons. */
export type ReasonCount = ProgressRead['reasons'][number];

/**
 * The reasons for which messages did not go, or not yet. A message that arrived has a reason too where its answer was lost ("Meta shows
 * it was accepted"), and who gets it through another permission misses nothing: neither belongs here.
 */
export function reasonsLeftOut(reasons: readonly ReasonCount[]): readonly ReasonCount[] {
  return reasons.filter(({ state, reason }) => state !== 'sent' && reason !== 'sameRecipient');
}
