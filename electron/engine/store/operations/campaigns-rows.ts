import type { Campaign, CampaignSchedule } from '#shared/domain/campaign.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, type CampaignId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectOne } from '../database.ts';

/** Reads a campaign row. */
export function rowToCampaign(row: Row): Campaign {
  return {
    id: Number(row['id']) as CampaignId, // row id
    accountId: Number(row['account_id']) as AccountId, // row id
    name: String(row['name']),
    state: row['state'] as CampaignState, // closed by CHECK
    topics: JSON.parse(String(row['topics_json'])) as readonly string[], // written from a Campaign
    messageJson: String(row['message_json']),
    schedule: JSON.parse(String(row['schedule_json'])) as CampaignSchedule, // written from a Campaign
    createdAt: Number(row['created_at_ms']) as EpochMs, // INTEGER milliseconds by schema
    launchedAt: row['launched_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL by schema
    messageHash: row['message_hash'] as string | null, // TEXT or NULL by schema
    pauseReason: row['pause_reason'] as string | null, // TEXT or NULL by schema
  };
}

/** One campaign, or `null` when there is none with this id. */
export function readCampaign(db: ReadableDb, args: { readonly id: CampaignId }): Campaign | null {
  const row = selectOne(db, 'SELECT * FROM campaign WHERE id = ?', [args.id]);
  return row === null ? null : rowToCampaign(row);
}

/**
 * One campaign that has to be there.
 *
 * @throws {DomainError} `notFound`.
 */
export function needCampaign(db: ReadableDb, id: CampaignId): Campaign {
  const campaign = readCampaign(db, { id });
  if (campaign === null) throw campaignNotFound(id);
  return campaign;
}

/** The refusal of an id that no campaign has. */
export function campaignNotFound(id: CampaignId): DomainError {
  const shown = toPublicId('campaign', id);
  return refuse('campaignUnknown', { campaign: shown }, { where: 'campaign' });
}
