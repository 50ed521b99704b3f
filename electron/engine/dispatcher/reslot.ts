import type { RezonedPage, RezonedVerdict } from '#engine/store/operations/rezoned.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { planSlotAgain } from '#shared/rules/slot-again.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { LaneContext } from './lane-context.ts';

/** Rows given a new slot in one write, so that no claim waits long for them (Sundial's choice). */
const PAGE = 500;

/**
 * Gives every open delivery of an account whose person's zone was corrected after the launch its new slot, or skips it by the
 * campaign's policies (DESIGN 5). Until then the claim leaves such a row alone. Returns how many were moved or skipped.
 */
export async function reslotRezoned(
  { parts, events, tellFinished }: LaneContext,
  accountId: AccountId,
  signal: AbortSignal,
): Promise<number> {
  const { store, ports, zones } = parts;
  let touched = 0;
  let after = 0;
  while (!signal.aborted) {
    const page = await store.read('rezoned.page', { accountId, after, limit: PAGE });
    const last = page.rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    const at = ports.clock.now();
    const verdicts = decideSlots(zones, page, at);
    const { moved, skipped, finished } = await store.write('rezoned.apply', { at, verdicts }, { priority: 'urgent' });
    touched += moved + skipped;
    tellFinished([...finished]);
    if (page.rows.length < PAGE) break;
  }
  if (touched > 0) events.emit({ kind: 'deliveriesChanged', campaignId: null, count: touched });
  return touched;
}

function decideSlots(table: ZoneTable, { rows, campaigns }: RezonedPage, now: EpochMs): readonly RezonedVerdict[] {
  return rows.map(({ id, campaignId, planned, zones }) => {
    const campaign = campaigns.find((one) => one.id === campaignId);
    if (campaign === undefined) throw new BugError(`Delivery ${id} has no campaign.`);
    const { schedule, launchedAt } = campaign;
    return { id, zones, slot: planSlotAgain({ schedule, table, planned, zones, launchedAt, now }) };
  });
}
