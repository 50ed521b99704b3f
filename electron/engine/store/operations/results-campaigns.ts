import type { CampaignId } from '#shared/domain/ids.ts';
import { execute, selectOne, type WritableDb } from '../database.ts';

/**
 * Ends those of the campaigns named that have no open row left (DESIGN 3, Delivery states); returns the ones that ended now.
 * Reads the counters, not the rows, so it costs the same for ten people and a million.
 */
export function finishCampaigns(db: WritableDb, campaignIds: ReadonlySet<CampaignId>): readonly CampaignId[] {
  return [...campaignIds].filter((id) => {
    const open = selectOne(
      db,
      `SELECT ifnull(sum(n), 0) AS n FROM campaign_count
       WHERE campaign_id = ? AND (state = 'scheduled' OR state = 'sending' OR state = 'uncertain')`,
      [id],
    );
    if (Number(open?.['n']) > 0) return false;
    const { changes } = execute(
      db,
      `UPDATE campaign SET state = 'finished', pause_reason = NULL
       WHERE id = ? AND (state = 'scheduled' OR state = 'running' OR state = 'paused')`,
      [id],
    );
    return changes > 0;
  });
}

/** Pauses a campaign by a rule and says why (DESIGN 6.3); a campaign that does not send is left as it is. */
export function pauseCampaignByRule(
  db: WritableDb,
  args: { readonly id: CampaignId; readonly because: string },
): { readonly paused: boolean } {
  const { changes } = execute(
    db,
    `UPDATE campaign SET state = 'paused', pause_reason = ? WHERE id = ? AND (state = 'scheduled' OR state = 'running')`,
    [args.because, args.id],
  );
  return { paused: changes > 0 };
}

/**
 * Pauses every campaign that sends or waits to, and says why: a restored backup does not know which of them were paused or cancelled
 * since (DESIGN 6.8).
 *
 * @returns how many.
 */
export function pauseAllByRule(db: WritableDb, because: string): number {
  const text = `UPDATE campaign SET state = 'paused', pause_reason = ? WHERE state = 'scheduled' OR state = 'running'`;
  return execute(db, text, [because]).changes;
}
