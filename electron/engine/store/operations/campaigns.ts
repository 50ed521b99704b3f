import type { Campaign } from '#shared/domain/campaign.ts';
import { type CampaignState, mayCampaignBecome } from '#shared/domain/campaign-state.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, type CampaignId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { readAccount } from './accounts.ts';
import { listDeliveries, readDelivery } from './campaigns-deliveries.ts';
import { pageCampaigns } from './campaigns-page.ts';
import { needCampaign, readCampaign, rowToCampaign } from './campaigns-rows.ts';
import { type CampaignCounts, countsOf, readStatus } from './campaigns-status.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** What is needed to add a campaign; it starts as a draft. */
export type NewCampaign = Pick<Campaign, 'accountId' | 'name' | 'topics' | 'messageJson' | 'schedule' | 'createdAt'>;

/**
 * Adds a draft and returns its id.
 *
 * @throws {DomainError} `notFound` for an account that is not there.
 */
function insertCampaign(db: WritableDb, args: NewCampaign): CampaignId {
  if (readAccount(db, { id: args.accountId }) === null) {
    const shown = toPublicId('account', args.accountId);
    throw refuse('accountUnknown', { account: shown }, { where: 'account', terminal: '; "account list" shows all.' });
  }
  const { lastId } = execute(
    db,
    `INSERT INTO campaign (account_id, name, state, topics_json, message_json, schedule_json, created_at_ms)
     VALUES (?, ?, 'draft', ?, ?, ?, ?)`,
    [
      args.accountId,
      args.name,
      JSON.stringify(args.topics),
      args.messageJson,
      JSON.stringify(args.schedule),
      args.createdAt,
    ],
  );
  return lastId as CampaignId; // a row id of this table
}

/** All campaigns, or those of one account, newest first, with their figures. */
function listCampaigns(
  db: ReadableDb,
  args: { readonly accountId: AccountId | null },
): readonly { readonly campaign: Campaign; readonly counts: CampaignCounts }[] {
  const rows = selectAll(db, 'SELECT * FROM campaign WHERE ?1 IS NULL OR account_id = ?1 ORDER BY id DESC', [
    args.accountId,
  ]);
  return rows.map(rowToCampaign).map((campaign) => ({
    campaign,
    counts: countsOf(
      selectAll(db, 'SELECT state, n FROM campaign_count WHERE campaign_id = ? AND n > 0', [campaign.id]),
    ),
  }));
}

/** Which campaign, and when somebody asked. */
/** A campaign and when its state changes. */
export interface StateArgs {
  readonly id: CampaignId;
}

/**
 * Stops new claims at once; what is on the wire ends by itself.
 *
 * @throws {DomainError} `notFound`; `wrongState` unless it is scheduled or running.
 */
function pauseCampaign(db: WritableDb, args: StateArgs): { readonly state: CampaignState } {
  const campaign = needCampaign(db, args.id);
  return become(db, campaign, 'paused', 'cannotPause');
}

/**
 * Lets a paused campaign go on; one that has nothing open any more is finished instead.
 *
 * @throws {DomainError} `notFound`; `wrongState` unless it is paused.
 */
function resumeCampaign(db: WritableDb, args: StateArgs): { readonly state: CampaignState } {
  const campaign = needCampaign(db, args.id);
  if (campaign.state !== 'paused') throw wrongState(campaign, 'cannotResume');
  const hasBegun = selectOne(
    db,
    `SELECT 1 FROM campaign_count WHERE campaign_id = ? AND n > 0
       AND (state = 'sending' OR state = 'uncertain' OR state = 'sent' OR state = 'failed')`,
    [args.id],
  );
  become(db, campaign, hasBegun === null ? 'scheduled' : 'running', 'cannotResume');
  finishCampaigns(db, new Set([args.id]));
  return { state: needCampaign(db, args.id).state };
}

/**
 * Takes back everything that is still waiting, at once. What is on the wire ends by itself, and what is undecided is still settled
 * (DESIGN 3, Campaigns).
 *
 * @throws {DomainError} `notFound`; `wrongState` for a draft and for a campaign that has ended.
 */
function cancelCampaign(
  db: WritableDb,
  args: StateArgs & { readonly at: EpochMs },
): { readonly state: CampaignState; readonly cancelled: number } {
  const campaign = needCampaign(db, args.id);
  const { state } = become(db, campaign, 'cancelled', 'cannotCancel');
  const { changes } = execute(db, CANCEL_WAITING, [args.at, campaign.accountId, args.id]);
  return { state, cancelled: changes };
}

/** Cancels, at instant 1, what waits on account 2 of campaign 3. */
export const CANCEL_WAITING = `
UPDATE delivery SET state = 'cancelled', reason = 'personCancelled', finalized_at_ms = ?
WHERE account_id = ? AND campaign_id = ? AND state = 'scheduled'`;

/** What a person asks for, as its refusal. */
type Wish = 'cannotPause' | 'cannotResume' | 'cannotCancel';

/** Every change of a campaign's state by a person goes through here and the transition table. */
function become(db: WritableDb, campaign: Campaign, to: CampaignState, wish: Wish): { readonly state: CampaignState } {
  if (!mayCampaignBecome(campaign.state, to)) throw wrongState(campaign, wish);
  execute(db, 'UPDATE campaign SET state = ?, pause_reason = NULL WHERE id = ?', [to, campaign.id]);
  return { state: to };
}

function wrongState({ name, state }: Campaign, wish: Wish): DomainError {
  return refuse(wish, { name, campaignState: state }, { where: 'campaign' });
}

/** Changes of campaigns; the last three are urgent: they go before everything else in the writer's queue (DESIGN 2). */
export const campaignWrites = {
  'campaign.insert': insertCampaign,
  'campaign.pause': pauseCampaign,
  'campaign.resume': resumeCampaign,
  'campaign.cancel': cancelCampaign,
};
/** Questions about campaigns. */
export const campaignReads = {
  'campaign.read': readCampaign,
  'campaign.list': listCampaigns,
  'campaign.page': pageCampaigns,
  'campaign.status': readStatus,
  'campaign.deliveries': listDeliveries,
  'campaign.delivery': readDelivery,
};
