import { type ClaimDecision, decideClaim, type OpenRival } from '#engine/dispatcher/claim-decision.ts';
import type { AccountId, CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { type Eligibility, eligibility, type RuleCalendar } from '#shared/rules/eligibility.ts';
import type { Guards } from '#shared/rules/guards.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { execute, selectOne, type WritableDb } from '../database.ts';
import { listSendingCampaigns, readCampaignMessage } from './claims-campaigns.ts';
import { type Candidate, laterOf, readRivals, selectDue } from './claims-candidates.ts';
import { type ClaimedColumns, type ClaimedDelivery, packClaimed } from './claims-columns.ts';
import { type ClaimedDirect, claimDirect, nextDirectAt } from './claims-direct.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** A campaign the dispatcher is ready to send: its message was read and held against this hash. */
export interface ReadyCampaign {
  readonly id: CampaignId;
  readonly messageHash: string;
  /** Whether one of its messages was accepted already; of one that is not, a group takes one delivery. */
  readonly isProven: boolean;
}

/** What a claim needs from outside the database. */
export interface ClaimArgs {
  readonly accountId: AccountId;
  readonly campaigns: readonly ReadyCampaign[];
  readonly at: EpochMs;
  /** When the POST of these attempts has to be over. */
  readonly deadlineAt: EpochMs;
  /** Most deliveries looked at, and so claimed. */
  readonly limit: number;
  readonly rules: RulePack;
  readonly guards: Guards;
  readonly pageZone: IanaZone;
  /** The Page's zone around `at`, see `carryZone`. */
  readonly zone: ZoneData;
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
  claim(db, args, group.toSend);
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

type Postponed = {
  readonly candidate: Candidate;
  readonly decision: Extract<ClaimDecision, { kind: 'later' | 'skip' }>;
};

interface SortedCandidates {
  readonly toSend: readonly Candidate[];
  readonly others: readonly Postponed[];
  readonly late: number;
  readonly rezoned: number;
}

function sortCandidates(db: WritableDb, args: ClaimArgs, candidates: readonly Candidate[]): SortedCandidates {
  const calendar: RuleCalendar = { table: createZoneTable(args.zone), pageZone: args.pageZone };
  const toSend: Candidate[] = [];
  const others: Postponed[] = [];
  const taken = { tokens: new Set<number>(), people: new Set<number>() };
  let late = 0;
  let rezoned = 0;
  for (const candidate of candidates) {
    const decision = decide(db, { args, calendar, taken }, candidate);
    switch (decision.kind) {
      case 'send':
        taken.tokens.add(candidate.tokenId);
        taken.people.add(candidate.recipientId);
        toSend.push(candidate);
        break;
      case 'later':
      case 'skip':
        others.push({ candidate, decision });
        break;
      case 'late':
        late += 1;
        break;
      case 'rezoned':
        rezoned += 1;
        break;
      default:
        assertNever(decision, 'claim decision');
    }
  }
  return { toSend, others, late, rezoned };
}

interface ClaimContext {
  readonly args: ClaimArgs;
  readonly calendar: RuleCalendar;
  /** Tokens and people of this very group; the database shows them as `sending` only after it. */
  readonly taken: { readonly tokens: ReadonlySet<number>; readonly people: ReadonlySet<number> };
}

function decide(db: WritableDb, { args, calendar, taken }: ClaimContext, candidate: Candidate): ClaimDecision {
  const isPersonGuarded = args.guards.personGapMs !== null;
  const rivals = readRivals(db, { candidate, isPersonGuarded });
  const isTaken = taken.tokens.has(candidate.tokenId) || (isPersonGuarded && taken.people.has(candidate.recipientId));
  const rival: OpenRival = isTaken ? 'sending' : rivals.rival;
  const { ledger } = candidate.facts;
  const facts = {
    ...candidate.facts,
    ledger: { ...ledger, lastAcceptedAt: laterOf(ledger.lastAcceptedAt, rivals.ownUndecidedAt) },
    personLastAcceptedAt: laterOf(rivals.personLastAcceptedAt, isTaken ? args.at : null),
  };
  const verdict: Eligibility = eligibility(facts, args.rules, args.guards, calendar, args.at);
  return decideClaim({
    now: args.at,
    lastAt: candidate.lastAt,
    isRezoned: candidate.isRezoned,
    rival,
    eligibility: verdict,
  });
}

function claim(db: WritableDb, args: ClaimArgs, rows: readonly Candidate[]): void {
  if (rows.length === 0) return;
  const ids = JSON.stringify(rows.map((row) => row.id));
  const { changes } = execute(
    db,
    `UPDATE delivery SET state = 'sending', reason = NULL, attempts = attempts + 1
     WHERE id IN (SELECT value FROM json_each(?)) AND state = 'scheduled'`,
    [ids],
  );
  if (changes !== rows.length) throw new BugError(`Claimed ${changes} of ${rows.length} deliveries.`);
  execute(
    db,
    `INSERT INTO attempt (delivery_id, number, started_at_ms, deadline_at_ms, baseline_next_eligible_at_ms)
     SELECT d.id, d.attempts, ?, ?, l.next_eligible_at_ms FROM delivery d LEFT JOIN token_ledger l ON l.token_id = d.token_id
     WHERE d.id IN (SELECT value FROM json_each(?))`,
    [args.at, args.deadlineAt, ids],
  );
  for (const campaignId of new Set(rows.map((row) => row.campaignId))) {
    execute(db, `UPDATE campaign SET state = 'running' WHERE id = ? AND state = 'scheduled'`, [campaignId]);
  }
}

function postpone(db: WritableDb, at: EpochMs, { candidate, decision }: Postponed): void {
  if (decision.kind === 'later') {
    execute(db, 'UPDATE delivery SET next_at_ms = ?, reason = ? WHERE id = ?', [
      decision.at,
      decision.reason,
      candidate.id,
    ]);
    return;
  }
  execute(
    db,
    `UPDATE delivery SET state = 'skipped', reason = ?, earliest_at_ms = ?, finalized_at_ms = ? WHERE id = ?`,
    [decision.reason, decision.earliestAt, at, candidate.id],
  );
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

function toClaimed(db: WritableDb, row: Candidate): ClaimedDelivery {
  const { id, campaignId, recipientId, tokenId, token, recipient, lastAt } = row;
  const earlierUncertainDeadline = row.attempts === 0 ? null : latestUncertainDeadline(db, id);
  return {
    id,
    campaignId,
    recipientId,
    tokenId,
    token,
    recipient,
    lastAt,
    attempt: row.attempts + 1,
    earlierUncertainDeadline,
  };
}

function latestUncertainDeadline(db: WritableDb, id: DeliveryId): EpochMs | null {
  const row = selectOne(
    db,
    `SELECT max(deadline_at_ms) AS at FROM attempt WHERE delivery_id = ? AND outcome = 'uncertain'`,
    [id],
  );
  return (row?.['at'] ?? null) as EpochMs | null; // INTEGER milliseconds by schema
}

/** Changes of the claim. */
export const claimWrites = { 'claim.group': claimGroups };
/** Questions of the claim. */
export const claimReads = { 'claim.campaigns': listSendingCampaigns, 'claim.message': readCampaignMessage };
