import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';

/** A campaign that may send right now, without its message. */
export interface SendingCampaign {
  readonly id: CampaignId;
  readonly messageHash: string;
  /** Whether one of its messages was accepted already; the first goes alone, so that a refused message costs few people (DESIGN 6.3). */
  readonly isProven: boolean;
}

/** The campaigns of an account that are scheduled or running, oldest first. */
export function listSendingCampaigns(
  db: ReadableDb,
  args: { readonly accountId: AccountId },
): readonly SendingCampaign[] {
  return selectAll(
    db,
    `SELECT id, message_hash,
       EXISTS (SELECT 1 FROM campaign_count n WHERE n.campaign_id = campaign.id AND n.state = 'sent' AND n.n > 0) AS is_proven
     FROM campaign WHERE account_id = ? AND (state = 'scheduled' OR state = 'running') ORDER BY id`,
    [args.accountId],
  ).map((row) => ({
    id: Number(row['id']) as CampaignId, // row id
    messageHash: String(row['message_hash']),
    isProven: row['is_proven'] === 1,
  }));
}

/** The bytes a campaign sends, with its name for people; `null` when there is no such campaign. */
export function readCampaignMessage(
  db: ReadableDb,
  args: { readonly id: CampaignId },
): { readonly name: string; readonly messageJson: string } | null {
  const row = selectOne(db, 'SELECT name, message_json FROM campaign WHERE id = ?', [args.id]);
  return row === null ? null : { name: String(row['name']), messageJson: String(row['message_json']) };
}
