import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type WritableDb } from '../database.ts';
import { needDraft, type StoredDraft } from './drafts-rows.ts';
import { type KeptVersion, listVersions } from './drafts-versions.ts';

/** What a draft has behind it. */
export interface DraftHistory extends Pick<StoredDraft, 'version' | 'savedAt'> {
  readonly createdAt: EpochMs;
  /** Earlier texts, newest first. */
  readonly versions: readonly KeptVersion[];
}

/** Takes the history of a draft out of the database and hands it over. */
export function takeHistory(db: WritableDb, id: CampaignId): DraftHistory {
  const { campaign, version, savedAt } = needDraft(db, id);
  const versions = listVersions(db, { id });
  for (const table of ['campaign_draft_version', 'campaign_draft']) {
    execute(db, `DELETE FROM ${table} WHERE campaign_id = ?`, [id]);
  }
  return { createdAt: campaign.createdAt, version, savedAt, versions };
}

/** Gives a draft that was just added the history of one that was deleted. */
export function giveHistory(db: WritableDb, id: CampaignId, { version, savedAt, versions }: DraftHistory): void {
  if (savedAt !== null) {
    execute(
      db,
      `INSERT INTO campaign_draft (campaign_id, version, saved_at_ms) VALUES (?1, ?2, ?3)
       ON CONFLICT (campaign_id) DO UPDATE SET version = ?2, saved_at_ms = ?3`,
      [id, version, savedAt],
    );
  }
  for (const kept of versions) {
    execute(
      db,
      `INSERT INTO campaign_draft_version (campaign_id, version, saved_at_ms, kept_at_ms, content_json)
       VALUES (?, ?, ?, ?, ?)`,
      [id, kept.version, kept.savedAt, kept.keptAt, JSON.stringify(kept.text)],
    );
  }
}
