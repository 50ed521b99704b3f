import type { ClaimGroup } from '#engine/store/operations/claims.ts';
import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import type { Store } from '#engine/store/store.ts';

/** What passed through a store. */
export interface StoreCounts {
  /** Claims that took at least one delivery, and the deliveries they took. */
  claims: number;
  claimed: number;
  /** Commits of answers, and the answers in them. */
  recordings: number;
  recorded: number;
}

/** Counts claims and answers on their way through a store, and tells when so many answers are on disk. */
export function countingStore(
  store: Store,
  awaited: number,
): { readonly store: Store; readonly counts: StoreCounts; readonly allRecorded: Promise<void> } {
  const counts: StoreCounts = { claims: 0, claimed: 0, recordings: 0, recorded: 0 };
  const { promise, resolve } = Promise.withResolvers<void>();
  const note = (name: string, args: unknown, result: unknown): void => {
    if (name === 'claim.group') {
      const { groups } = result as { readonly groups: readonly ClaimGroup[] }; // by the name
      counts.claims += groups.filter(({ claimed }) => claimed.id.length > 0).length;
      counts.claimed += groups.reduce((sum, { claimed }) => sum + claimed.id.length, 0);
    }
    if (name === 'result.record') {
      counts.recordings += 1;
      counts.recorded += (args as { readonly answers: readonly AnsweredAttempt[] }).answers.length; // by the name
      if (counts.recorded >= awaited) resolve();
    }
  };
  const counted = {
    read: (name: never, args: never, options: never) => store.read(name, args, options),
    close: () => store.close(),
    write: async (name: never, args: never, options: never) => {
      const result: unknown = await store.write(name, args, options);
      note(name, args, result);
      return result;
    },
  };
  return { store: counted as Store, counts, allRecorded: promise }; // passes everything on as it came
}
