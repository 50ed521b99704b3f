import type { CampaignId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { execute, selectAll, selectOne, type WritableDb } from '../database.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** A token whose planned messages are taken back, and why. */
export interface TakeBack {
  readonly tokenId: number;
  readonly reason: Extract<Reason, 'stopped' | 'suppressed' | 'invalid'>;
}

/**
 * Takes back the cards planned for a person that nobody has claimed yet: who says stop, or shall never be messaged again, is not asked
 * by what was planned before.
 *
 * @param at - milliseconds UTC.
 * @returns how many cards.
 */
export function takeBackCards(
  db: WritableDb,
  args: { readonly recipientId: number; readonly reason: TakeBack['reason']; readonly at: number },
): number {
  return execute(
    db,
    `UPDATE delivery SET state = 'skipped', reason = ?, finalized_at_ms = ?
     WHERE recipient_id = ? AND kind = 'optin' AND state = 'scheduled'`,
    [args.reason, args.at, args.recipientId],
  ).changes;
}

/**
 * Takes back all planned messages to tokens that nobody has claimed yet, and ends campaigns that have nothing open any more; what is
 * on the wire settles by itself (RELIABILITY P-08). After a stop the cards planned for the person go as well.
 *
 * @param at - milliseconds UTC.
 * @returns how many messages.
 */
export function takeBackScheduled(db: WritableDb, tokens: readonly TakeBack[], at: number): number {
  const campaigns = new Set<CampaignId>();
  let taken = 0;
  for (const { tokenId, reason } of tokens) {
    if (reason !== 'invalid') taken += takeBackCards(db, { recipientId: personOfToken(db, tokenId), reason, at });
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

/** 0, which nobody has, when there is no such token. */
function personOfToken(db: WritableDb, tokenId: number): number {
  return Number(
    selectOne(db, 'SELECT recipient_id FROM notification_token WHERE id = ?', [tokenId])?.['recipient_id'] ?? 0,
  );
}
