import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';

/** A campaign that may send right now, without its message. */
export interface SendingCampaign {
  readonly id: CampaignId;
  readonly messageHash: string;
}

/** The campaigns of an account that are scheduled or running, oldest first. */
export function listSendingCampaigns(
  db: ReadableDb,
  args: { readonly accountId: AccountId },
): readonly SendingCampaign[] {
  return selectAll(
    db,
    `SELECT id, message_hash FROM campaign WHERE account_id = ? AND (state = 'scheduled' OR state = 'running') ORDER BY id`,
    [args.accountId],
  ).map((row) => ({ id: Number(row['id']) as CampaignId, messageHash: String(row['message_hash']) })); // row id
}

/** The bytes a campaign sends, with its name for people; `null` when there is no such campaign. */
export function readCampaignMessage(
  db: ReadableDb,
  args: { readonly id: CampaignId },
): { readonly name: string; readonly messageJson: string } | null {
  const row = selectOne(db, 'SELECT name, message_json FROM campaign WHERE id = ?', [args.id]);
  return row === null ? null : { name: String(row['name']), messageJson: String(row['message_json']) };
}
