import type { CampaignId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { execute, selectAll, type WritableDb } from '../database.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** A token whose planned messages are taken back, and why. */
export interface TakeBack {
  readonly tokenId: number;
  readonly reason: Extract<Reason, 'stopped' | 'suppressed' | 'invalid'>;
}

/**
 * Takes back all planned messages to tokens that nobody has claimed yet, and ends campaigns that have nothing open any more; what is
 * on the wire settles by itself (RELIABILITY P-08).
 *
 * @param at - milliseconds UTC.
 * @returns how many messages.
 */
export function takeBackScheduled(db: WritableDb, tokens: readonly TakeBack[], at: number): number {
  const campaigns = new Set<CampaignId>();
  let taken = 0;
  for (const { tokenId, reason } of tokens) {
    const open = selectAll(db, `SELECT DISTINCT campaign_id FROM delivery WHERE token_id = ? AND state = 'scheduled'`, [
      tokenId,
    ]);
    if (open.length === 0) continue;
    for (const row of open) if (row['campaign_id'] !== null) campaigns.add(Number(row['campaign_id']) as CampaignId); // a row id
    taken += execute(
      db,
      `UPDATE delivery SET state = 'skipped', reason = ?, finalized_at_ms = ? WHERE token_id = ? AND state = 'scheduled'`,
      [reason, at, tokenId],
    ).changes;
  }
  finishCampaigns(db, campaigns);
  return taken;
}
