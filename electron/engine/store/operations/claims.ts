import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { selectOne, type WritableDb } from '../database.ts';
import { listSendingCampaigns, readCampaignMessage } from './claims-campaigns.ts';
import { selectDue } from './claims-candidates.ts';
import { type ClaimedColumns, packClaimed } from './claims-columns.ts';
import { type ClaimedDirect, claimDirect, nextDirectAt } from './claims-direct.ts';
import { markClaimed, postpone, toClaimed } from './claims-marking.ts';
import { type ClaimRules, sortCandidates } from './claims-sorting.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** A campaign the dispatcher is ready to send: its message was read and held against this hash. */
export interface ReadyCampaign {
  readonly id: CampaignId;
  readonly messageHash: string;
  /** Whether one of its messages was accepted already; of one that is not, a group takes one delivery. */
  readonly isProven: boolean;
}

/** What a claim needs from outside the database. */
export interface ClaimArgs extends ClaimRules {
  readonly accountId: AccountId;
  readonly campaigns: readonly ReadyCampaign[];
  /** When the POST of these attempts has to be over. */
  readonly deadlineAt: EpochMs;
  /** Most deliveries looked at, and so claimed. */
  readonly limit: number;
}

/** What one claim found and did. */
export interface ClaimGroup {
  /** Earliest due first. */
  readonly claimed: ClaimedColumns;
  /** Follow-ups and cards; they leave before the campaigns' messages. */
  readonly direct: readonly ClaimedDirect[];
  /** Deliveries that will not go, or not yet. */
  readonly decidedOtherwise: number;
  /** Deliveries past their last instant; the lateness sweep has to look at them. */
  readonly late: number;
  /** Deliveries whose zone was corrected after their slot was chosen; the slot has to be asked again (`rezoned.apply`). */
  readonly rezoned: number;
  /** When the next delivery of these campaigns wants to be looked at, these not counted; `null` = none is scheduled. */
  readonly nextAt: EpochMs | null;
  /** Campaigns that ended because the last open row was skipped. */
  readonly finished: readonly CampaignId[];
}

const NOTHING: ClaimGroup = {
  claimed: packClaimed([]),
  direct: [],
  decidedOtherwise: 0,
  late: 0,
  rezoned: 0,
  nextAt: null,
  finished: [],
};

/** Claims one group for each account named, all in one commit; see {@link claimGroup}. Answers in the order asked. */
export function claimGroups(
  db: WritableDb,
  args: { readonly groups: readonly ClaimArgs[] },
): { readonly groups: readonly ClaimGroup[] } {
  return { groups: args.groups.map((group) => claimGroup(db, group)) };
}

/**
 * Claims a group of due deliveries in one transaction (DESIGN 6.1): every rule is asked again with what is true now, and a claimed
 * row stands as `sending` with its attempt before anybody may open a socket. An account or campaign that does not send (any more)
 * gives nothing.
 */
export function claimGroup(db: WritableDb, args: ClaimArgs): ClaimGroup {
  const account = selectOne(db, 'SELECT state FROM account WHERE id = ?', [args.accountId]);
  if (account?.['state'] !== 'active') return NOTHING;
  const campaigns = args.campaigns.filter((campaign) => isSending(db, campaign));
  const campaignIds = campaigns.map(({ id }) => id);
  const direct = claimDirect(db, args);
  const candidates = selectDue(db, { ...args, limit: args.limit - direct.claimed.length, campaigns });
  const group = sortCandidates(db, args, candidates);
  markClaimed(db, args, group.toSend);
  for (const other of group.others) postpone(db, args.at, other);
  const skipped = group.others.filter(({ decision }) => decision.kind === 'skip');
  return {
    claimed: packClaimed(group.toSend.map((row) => toClaimed(db, row))),
    direct: direct.claimed,
    decidedOtherwise: group.others.length + direct.decidedOtherwise,
    late: group.late,
    rezoned: group.rezoned,
    nextAt: earlierOf(nextAtOf(db, args.accountId, campaignIds), nextDirectAt(db, args)),
    finished: finishCampaigns(db, new Set(skipped.map(({ candidate }) => candidate.campaignId))),
  };
}

function isSending(db: WritableDb, campaign: ReadyCampaign): boolean {
  const row = selectOne(
    db,
    `SELECT 1 FROM campaign WHERE id = ? AND message_hash = ? AND (state = 'scheduled' OR state = 'running')`,
    [campaign.id, campaign.messageHash],
  );
  return row !== null;
}

function nextAtOf(db: WritableDb, accountId: AccountId, campaignIds: readonly CampaignId[]): EpochMs | null {
  const firsts = campaignIds.map((campaignId) => {
    const row = selectOne(
      db,
      `SELECT next_at_ms FROM delivery WHERE account_id = ? AND campaign_id = ? AND state = 'scheduled'
       ORDER BY next_at_ms LIMIT 1`,
      [accountId, campaignId],
    );
    return row === null ? null : (Number(row['next_at_ms']) as EpochMs); // NOT NULL while scheduled, by CHECK
  });
  return firsts.reduce<EpochMs | null>(
    (first, at) => (first === null || (at !== null && at < first) ? at : first),
    null,
  );
}

function earlierOf(one: EpochMs | null, other: EpochMs | null): EpochMs | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Changes of the claim. */
export const claimWrites = { 'claim.group': claimGroups };
/** Questions of the claim. */
export const claimReads = { 'claim.campaigns': listSendingCampaigns, 'claim.message': readCampaignMessage };
