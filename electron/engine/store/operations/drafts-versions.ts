import type { CampaignId } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { type DraftText, type StoredDraft, textOf } from './drafts-rows.ts';

/** Least time between two kept texts: writing saves every second or two, and nobody looks for all of those (Sundial's choice). */
const KEEP_EVERY_MS = MINUTE;
/** How many earlier texts a draft keeps (Sundial's choice). */
const MOST_KEPT = 50;
/** A message nobody has begun; not worth keeping. */
export const EMPTY_MESSAGE = '{"text":""}';

/** An earlier text of a draft. */
export interface KeptVersion {
  readonly version: number;
  /** When it was saved. */
  readonly savedAt: EpochMs;
  /** When it was replaced. */
  readonly keptAt: EpochMs;
  readonly text: DraftText;
}

/** Keeps the text a save is about to replace, unless one was kept within the last minute; the oldest go. */
export function keepVersion(
  db: WritableDb,
  before: StoredDraft,
  { at, mustKeep }: { readonly at: EpochMs; readonly mustKeep: boolean },
): void {
  const { id, createdAt, messageJson } = before.campaign;
  const last = selectOne(db, 'SELECT max(kept_at_ms) AS at FROM campaign_draft_version WHERE campaign_id = ?', [id]);
  const keptAt = (last?.['at'] ?? null) as number | null; // INTEGER, NULL without rows
  if (!mustKeep && (messageJson === EMPTY_MESSAGE || (keptAt !== null && at - keptAt < KEEP_EVERY_MS))) return;
  execute(
    db,
    `INSERT OR IGNORE INTO campaign_draft_version (campaign_id, version, saved_at_ms, kept_at_ms, content_json)
     VALUES (?, ?, ?, ?, ?)`,
    [id, before.version, before.savedAt ?? createdAt, at, JSON.stringify(textOf(before))],
  );
  execute(
    db,
    `DELETE FROM campaign_draft_version WHERE campaign_id = ?1 AND version NOT IN
       (SELECT version FROM campaign_draft_version WHERE campaign_id = ?1 ORDER BY version DESC LIMIT ?2)`,
    [id, MOST_KEPT],
  );
}

/** Earlier texts, newest first. */
export function listVersions(db: ReadableDb, args: { readonly id: CampaignId }): readonly KeptVersion[] {
  const rows = selectAll(db, 'SELECT * FROM campaign_draft_version WHERE campaign_id = ? ORDER BY version DESC', [
    args.id,
  ]);
  return rows.map(rowToVersion);
}

/** One earlier text; `null` when it is not kept. */
export function readVersion(
  db: ReadableDb,
  args: { readonly id: CampaignId; readonly version: number },
): KeptVersion | null {
  const row = selectOne(db, 'SELECT * FROM campaign_draft_version WHERE campaign_id = ? AND version = ?', [
    args.id,
    args.version,
  ]);
  return row === null ? null : rowToVersion(row);
}

function rowToVersion(row: Row): KeptVersion {
  return {
    version: Number(row['version']),
    savedAt: epochMs(Number(row['saved_at_ms'])),
    keptAt: epochMs(Number(row['kept_at_ms'])),
    text: JSON.parse(String(row['content_json'])) as DraftText, // written from a DraftText
  };
}
