import type { Platform } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { type ReadableDb, type Row, selectAll, selectEach } from '../database.ts';
import { rowToCampaign } from './campaigns-rows.ts';
import { type CampaignCounts, countsOf } from './campaigns-status.ts';

/** A campaign of a list. */
export interface CampaignLine {
  readonly campaign: Campaign;
  readonly accountName: string;
  readonly platform: Platform;
  readonly counts: CampaignCounts;
}

/** One page of campaigns; `next` is `null` after the last. */
export interface CampaignPage {
  readonly rows: readonly CampaignLine[];
  readonly next: CampaignId | null;
}

/** Campaigns newest first, from before `after`: those in one of the states whose name holds the words, however they are capitalised. */
export function pageCampaigns(
  db: ReadableDb,
  args: {
    /** `null` or not given = of every account. */
    readonly accountId?: AccountId | null;
    readonly states: readonly CampaignState[];
    readonly search: string;
    readonly after: CampaignId | null;
    readonly limit: number;
  },
): CampaignPage {
  const wanted = args.search.trim().toLowerCase();
  const marks = args.states.map(() => '?').join(', ');
  const text = `SELECT c.*, a.name AS account_name, a.platform FROM campaign c JOIN account a ON a.id = c.account_id
    WHERE c.id < ? AND c.account_id = ifnull(?, c.account_id) AND c.state IN (${marks}) ORDER BY c.id DESC`;
  const found: CampaignLine[] = [];
  const given = [args.after ?? Number.MAX_SAFE_INTEGER, args.accountId ?? null, ...args.states];
  for (const row of selectEach(db, text, given)) {
    if (!String(row['name']).toLowerCase().includes(wanted)) continue;
    if (found.length === args.limit) return { rows: found, next: found.at(-1)?.campaign.id ?? null };
    found.push(rowToLine(db, row));
  }
  return { rows: found, next: null };
}

function rowToLine(db: ReadableDb, row: Row): CampaignLine {
  const campaign = rowToCampaign(row);
  return {
    campaign,
    accountName: String(row['account_name']),
    platform: row['platform'] as Platform, // closed by CHECK
    counts: countsOf(
      selectAll(db, 'SELECT state, n FROM campaign_count WHERE campaign_id = ? AND n > 0', [campaign.id]),
    ),
  };
}
