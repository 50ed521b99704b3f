import type { EngineParts } from '#engine/engine-parts.ts';
import type { Account } from '#shared/domain/account.ts';
import { SECOND } from '#shared/time/duration.ts';

/** Most old tokens read one by one in one sync; the rest waits for the next (Sundial's choice). */
const MOST_READS = 500;

/**
 * Reads old tokens whose frequency nobody told, those read longest ago first, within the account's pace: only the platform's own next
 * eligible time lets them go (DESIGN 4, Legacy tokens). An account whose calls are refused or throttled is left in peace.
 *
 * @returns how many were read.
 */
export async function readFrequencies(
  { store, graph, ports: { clock } }: EngineParts,
  account: Account,
  signal: AbortSignal | null,
): Promise<number> {
  const stop = signal ?? new AbortController().signal;
  const asked = { accountId: account.id, at: clock.now(), after: null, limit: MOST_READS };
  const tokens = await store.read('plan.frequencyUnknown', asked, { lane: 'bulk' });
  let reads = 0;
  for (const { tokenId, token } of tokens) {
    if (reads > 0) await clock.sleep(Math.ceil(SECOND / account.pacePerSecond), stop);
    stop.throwIfAborted();
    const answer = await graph.readToken(account, token);
    if (answer.kind === 'refused' || answer.kind === 'throttled') break;
    reads += 1;
    const nextEligibleAt = answer.kind === 'ok' ? answer.value.nextEligibleAt : null;
    await store.write('plan.frequencyRead', { tokenId, nextEligibleAt, readAt: clock.now() });
  }
  return reads;
}
