import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectOne } from '../database.ts';
import { needCampaign } from './campaigns-rows.ts';

/** What a person writes; a draft holds it in a campaign row and one beside it. */
export type DraftText = Pick<Campaign, 'accountId' | 'name' | 'topics' | 'messageJson' | 'schedule'> & {
  /** Who answers when people tap; `null` = nobody said. */
  readonly answeredBy: string | null;
};

/** A campaign with what only drafts have. */
export interface StoredDraft {
  readonly campaign: Campaign;
  readonly answeredBy: string | null;
  /** Number of saves; 0 = never changed since it was added. */
  readonly version: number;
  /** `null` = never changed since it was added. */
  readonly savedAt: EpochMs | null;
}

/** A campaign of any state with its draft's data; `null` when there is none with this id. */
export function readDraft(db: ReadableDb, args: { readonly id: CampaignId }): StoredDraft | null {
  const exists = selectOne(db, 'SELECT 1 FROM campaign WHERE id = ?', [args.id]);
  return exists === null ? null : needDraft(db, args.id);
}

/**
 * A campaign of any state that has to be there, with its draft's data.
 *
 * @throws {DomainError} `notFound`.
 */
export function needDraft(db: ReadableDb, id: CampaignId): StoredDraft {
  const row = selectOne(db, 'SELECT version, saved_at_ms, answered_by FROM campaign_draft WHERE campaign_id = ?', [id]);
  return {
    campaign: needCampaign(db, id),
    answeredBy: (row?.['answered_by'] ?? null) as string | null, // TEXT or NULL by schema
    version: Number(row?.['version'] ?? 0),
    savedAt: (row?.['saved_at_ms'] ?? null) as EpochMs | null, // INTEGER milliseconds by schema
  };
}

/** The text of a stored draft, as it would be saved. */
export function textOf({ campaign, answeredBy }: StoredDraft): DraftText {
  const { accountId, name, topics, messageJson, schedule } = campaign;
  return { accountId, name, topics, messageJson, schedule, answeredBy };
}
