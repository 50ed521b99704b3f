import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, selectOne, type WritableDb } from '../database.ts';
import { needAccount } from './drafts-account.ts';
import { type DraftHistory, giveHistory, takeHistory } from './drafts-history.ts';
import { type DraftText, needDraft, readDraft, type StoredDraft, textOf } from './drafts-rows.ts';
import { keepVersion, listVersions, readVersion } from './drafts-versions.ts';

/** A draft to be saved: the text, and the version its writer had before them. */
export interface SaveArgs {
  readonly id: CampaignId;
  readonly version: number;
  readonly text: DraftText;
  readonly at: EpochMs;
  /** Keeps the present text as an earlier one, however short ago the last was kept. */
  readonly mustKeep: boolean;
}

/**
 * Saves a draft unless somebody saved it since; then nothing is changed and the draft as it stands is the answer. The same text again
 * is no change, so that a save whose answer was lost can be repeated.
 *
 * @throws {DomainError} `notFound`; `wrongState` for what was launched.
 */
export function saveDraft(
  db: WritableDb,
  args: SaveArgs,
): { readonly kind: 'saved' | 'stale'; readonly draft: StoredDraft } {
  const before = needDraft(db, args.id);
  refuseLaunched(before.campaign, 'changed');
  if (isSameText(textOf(before), args.text)) return { kind: 'saved', draft: before };
  if (before.version !== args.version) return { kind: 'stale', draft: before };
  needAccount(db, args.text.accountId);
  keepVersion(db, before, { at: args.at, mustKeep: args.mustKeep });
  writeText(db, args.id, args.text);
  execute(
    db,
    `INSERT INTO campaign_draft (campaign_id, version, saved_at_ms, answered_by) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (campaign_id) DO UPDATE SET version = ?2, saved_at_ms = ?3, answered_by = ?4`,
    [args.id, before.version + 1, args.at, args.text.answeredBy],
  );
  return { kind: 'saved', draft: needDraft(db, args.id) };
}

function writeText(db: WritableDb, id: CampaignId, text: DraftText): void {
  execute(
    db,
    'UPDATE campaign SET account_id = ?, name = ?, topics_json = ?, message_json = ?, schedule_json = ? WHERE id = ?',
    [text.accountId, text.name, JSON.stringify(text.topics), text.messageJson, JSON.stringify(text.schedule), id],
  );
}

/**
 * Adds a draft that was deleted again, with its earlier texts, under a new id.
 *
 * @throws {DomainError} `notFound` when its account is gone.
 */
function putBackDraft(
  db: WritableDb,
  { text, history }: { readonly text: DraftText; readonly history: DraftHistory },
): CampaignId {
  const id = insertDraft(db, { text, at: history.createdAt });
  giveHistory(db, id, history);
  return id;
}

/** Adds a draft with this text and returns its id. */
export function insertDraft(db: WritableDb, args: { readonly text: DraftText; readonly at: EpochMs }): CampaignId {
  const { text, at } = args;
  needAccount(db, text.accountId);
  const { lastId } = execute(
    db,
    `INSERT INTO campaign (account_id, name, state, topics_json, message_json, schedule_json, created_at_ms)
     VALUES (?, ?, 'draft', ?, ?, ?, ?)`,
    [text.accountId, text.name, JSON.stringify(text.topics), text.messageJson, JSON.stringify(text.schedule), at],
  );
  if (text.answeredBy !== null) {
    execute(db, 'INSERT INTO campaign_draft (campaign_id, version, saved_at_ms, answered_by) VALUES (?, 0, ?, ?)', [
      lastId,
      at,
      text.answeredBy,
    ]);
  }
  return lastId as CampaignId; // a row id of this table
}

/**
 * Deletes a draft and hands over its text and what it had behind it.
 *
 * @throws {DomainError} `notFound`; `wrongState` for what was launched, and for a draft of which a test was sent: that stays on record.
 */
function removeDraft(
  db: WritableDb,
  args: { readonly id: CampaignId },
): { readonly text: DraftText; readonly history: DraftHistory } {
  const draft = needDraft(db, args.id);
  refuseLaunched(draft.campaign, 'deleted');
  const wasTested = selectOne(db, `SELECT 1 FROM delivery WHERE campaign_id = ? AND kind = 'test' LIMIT 1`, [args.id]);
  if (wasTested !== null) {
    const { name } = draft.campaign;
    throw refuse('draftTested', { name }, { where: 'campaign' });
  }
  const history = takeHistory(db, args.id);
  execute(db, 'DELETE FROM campaign WHERE id = ?', [args.id]);
  return { text: textOf(draft), history };
}

function refuseLaunched({ name, state }: Campaign, verb: 'changed' | 'deleted'): void {
  if (state === 'draft') return;
  throw refuse('draftLaunched', { name, verb }, { where: 'campaign' });
}

/** Both texts were read from rows or came through one schema, so their keys stand in the same order. */
function isSameText(a: DraftText, b: DraftText): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder({ accountId, name, topics, messageJson, schedule, answeredBy }: DraftText): readonly unknown[] {
  return [
    accountId,
    name,
    topics,
    messageJson,
    Object.entries(schedule).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    answeredBy,
  ];
}

/** Changes of drafts. */
export const draftWrites = {
  'draft.insert': insertDraft,
  'draft.save': saveDraft,
  'draft.remove': removeDraft,
  'draft.putBack': putBackDraft,
};
/** Questions about drafts. */
export const draftReads = { 'draft.read': readDraft, 'draft.versions': listVersions, 'draft.version': readVersion };
