import type { Account } from '#shared/domain/account.ts';
import type { LaneContext } from './lane-context.ts';
import { nextWindowTime } from './next-window.ts';

/**
 * Gives up or moves every delivery of an account that is too late by now (DESIGN 5, Late). Returns how many were touched.
 *
 * @param account - a stopped one's rows become `accountPaused` (DESIGN 6.6).
 */
export async function sweepLateDeliveries(
  { parts, events, tellFinished }: LaneContext,
  account: Account,
): Promise<number> {
  const { store, ports, zones } = parts;
  const isAccountStopped = account.state !== 'active';
  let touched = 0;
  for (;;) {
    const at = ports.clock.now();
    const sweep = await store.write('recovery.sweepLate', { accountId: account.id, at, isAccountStopped });
    const finished = [...sweep.finished];
    touched += sweep.missed;
    for (const late of sweep.toMove) {
      const { campaignId, tokenZone, personZone, missedAt } = late;
      const to = nextWindowTime(zones, late, { now: at, missedAt });
      const group = { accountId: account.id, campaignId, at, tokenZone, personZone, to };
      const moved = await store.write('recovery.moveLate', group);
      touched += moved.moved;
      finished.push(...moved.finished);
    }
    tellFinished(finished);
    if (!sweep.isMore) break;
  }
  if (touched > 0) events.emit({ kind: 'deliveriesChanged', campaignId: null, count: touched });
  return touched;
}
