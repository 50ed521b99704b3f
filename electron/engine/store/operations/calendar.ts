import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';
import { rowToCampaign } from './campaigns-rows.ts';

/** Newest drafts that a calendar shows (Sundial's choice). */
const DRAFTS = 200;

/** A campaign with the slots it has in a stretch of time; a draft has none yet. */
export interface CampaignSlots {
  readonly campaign: Campaign;
  readonly accountName: string;
  readonly slots: readonly { readonly zone: string | null; readonly local: string | null; readonly dueAt: EpochMs }[];
}

/** Campaigns with slots in [from, until), and the newest drafts. Slots stand per zone, so their number does not grow with people. */
function campaignsBetween(
  db: ReadableDb,
  args: { readonly from: EpochMs; readonly until: EpochMs },
): readonly CampaignSlots[] {
  const rows = selectAll(
    db,
    `SELECT c.*, a.name AS account_name FROM campaign c JOIN account a ON a.id = c.account_id
     WHERE (c.launched_at_ms IS NOT NULL AND c.launched_at_ms < ?1
            AND EXISTS (SELECT 1 FROM slot s WHERE s.campaign_id = c.id AND s.due_at_ms >= ?2 AND s.due_at_ms < ?1))
        OR c.id IN (SELECT id FROM campaign WHERE state = 'draft' ORDER BY id DESC LIMIT ${DRAFTS})
     ORDER BY c.id`,
    [args.until, args.from],
  );
  return rows.map((row) => ({
    campaign: rowToCampaign(row),
    accountName: String(row['account_name']),
    slots: selectAll(
      db,
      'SELECT zone, local, due_at_ms FROM slot WHERE campaign_id = ? AND due_at_ms >= ? AND due_at_ms < ? ORDER BY due_at_ms',
      [Number(row['id']), args.from, args.until],
    ).map((slot) => ({
      zone: slot['zone'] === null ? null : String(slot['zone']),
      local: slot['local'] === null ? null : String(slot['local']),
      dueAt: Number(slot['due_at_ms']) as EpochMs, // an instant column
    })),
  }));
}

/** What meeting others did to a launched campaign: people whose time differs from their slot's, and people left out for another's sake. */
function contentionOf(
  db: ReadableDb,
  args: { readonly id: CampaignId },
): { readonly moved: number; readonly skipped: number } {
  const moved = selectOne(
    db,
    `SELECT count(*) AS n FROM campaign c JOIN delivery d ON d.id BETWEEN c.first_delivery_id AND c.last_delivery_id
     JOIN slot s ON s.id = d.slot_id
     WHERE c.id = ? AND d.kind = 'marketing' AND d.state <> 'skipped' AND d.due_at_ms <> s.due_at_ms`,
    [args.id],
  );
  const skipped = selectOne(
    db,
    `SELECT ifnull(sum(n), 0) AS n FROM campaign_count WHERE campaign_id = ? AND state = 'skipped'
     AND (reason = 'otherCampaign' OR reason = 'personDaily')`,
    [args.id],
  );
  return { moved: Number(moved?.['n'] ?? 0), skipped: Number(skipped?.['n'] ?? 0) };
}

/** Questions of the place Calendar. */
export const calendarReads = { 'calendar.between': campaignsBetween, 'calendar.contention': contentionOf };
