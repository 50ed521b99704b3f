import type { CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { withOutside } from '../operation.ts';
import { EMPTY_MESSAGE } from './drafts-versions.ts';
import { REMOVE_DELIVERIES } from './erasing.ts';

/** Rows removed in one transaction: some milliseconds, so that no claim waits longer (Sundial's choice). */
export const REMOVED_AT_ONCE = 500;

/**
 * The newest message of all stays: numbers of messages are given upwards from the highest there is, and a number given twice would let
 * an import take a message for older than itself, and its undo take away people who are written to (schema, import.last_delivery_id).
 */
const NOT_THE_NEWEST = 'id < (SELECT max(id) FROM delivery)';

/** Campaigns that are over, of which every message has been final since before `before`, and of which something is left to remove. */
function oldCampaigns(db: ReadableDb, args: { readonly before: EpochMs }): readonly CampaignId[] {
  const rows = selectAll(
    db,
    `SELECT c.id FROM campaign c
     WHERE (c.state = 'finished' OR c.state = 'cancelled') AND c.launched_at_ms < @before
       AND (c.rows_removed_at_ms IS NULL OR c.first_delivery_id < (SELECT max(id) FROM delivery))
       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id BETWEEN c.first_delivery_id AND c.last_delivery_id
         AND d.campaign_id = c.id AND (d.finalized_at_ms IS NULL OR d.finalized_at_ms >= @before))
     ORDER BY c.id`,
    { before: args.before },
  );
  return rows.map((row) => Number(row['id']) as CampaignId); // row id
}

/** What one step removed. */
export interface RemovedRows {
  readonly removed: number;
  readonly isDone: boolean;
}

/**
 * Removes the texts of a campaign that is over and up to {@link REMOVED_AT_ONCE} of its messages; its counts stay, and so does the ledger
 * of every token, which alone says when a person may get the next message.
 */
function removeOfCampaign(
  db: WritableDb,
  args: { readonly id: CampaignId; readonly before: EpochMs; readonly at: EpochMs },
): RemovedRows {
  const { id, at } = args;
  execute(db, `UPDATE campaign SET rows_removed_at_ms = ifnull(rows_removed_at_ms, ?), message_json = ? WHERE id = ?`, [
    at,
    EMPTY_MESSAGE,
    id,
  ]);
  execute(db, 'UPDATE campaign_version SET message_json = ? WHERE campaign_id = ?', [EMPTY_MESSAGE, id]);
  execute(db, 'DELETE FROM campaign_draft_version WHERE campaign_id = ?', [id]);
  const ids = selectAll(
    db,
    `SELECT id FROM delivery
     WHERE id BETWEEN (SELECT first_delivery_id FROM campaign WHERE id = @id) AND (SELECT last_delivery_id FROM campaign WHERE id = @id)
       AND +campaign_id = @id AND kind = 'marketing' AND finalized_at_ms < @before AND ${NOT_THE_NEWEST}
     ORDER BY id LIMIT ${REMOVED_AT_ONCE}`,
    { id, before: args.before },
  ).map((row) => Number(row['id']));
  removeDeliveries(db, ids);
  const isDone = ids.length < REMOVED_AT_ONCE;
  if (isDone) closeRange(db, id);
  return { removed: ids.length, isDone };
}

/** What is left of a campaign's range, and only the slots that are left with it. */
function closeRange(db: WritableDb, id: CampaignId): void {
  const left = selectOne(
    db,
    `SELECT min(d.id) AS first, max(d.id) AS last, max(d.slot_id) AS slot FROM campaign c
     JOIN delivery d ON d.id BETWEEN c.first_delivery_id AND c.last_delivery_id AND d.campaign_id = c.id WHERE c.id = ?`,
    [id],
  );
  execute(db, 'DELETE FROM slot WHERE campaign_id = ? AND id IS NOT ?', [id, left?.['slot'] ?? null]);
  execute(db, 'UPDATE campaign SET first_delivery_id = ?, last_delivery_id = ? WHERE id = ?', [
    left?.['first'] ?? null,
    left?.['last'] ?? null,
    id,
  ]);
}

/**
 * Cards, follow-ups and tests that ended before `before`; up to {@link REMOVED_AT_ONCE}. Cards count against limits of seven days, which
 * the shortest time they can be kept is far beyond.
 */
function oldSingles(db: ReadableDb, args: { readonly before: EpochMs }): readonly DeliveryId[] {
  const old = `d.finalized_at_ms < @before AND d.${NOT_THE_NEWEST}`;
  const rows = selectAll(
    db,
    `SELECT d.id FROM opt_in_request q CROSS JOIN delivery d ON d.id = q.delivery_id
       WHERE ${old} AND ifnull(q.asked_at_ms, 0) < @before
     UNION ALL SELECT d.id FROM follow_up f CROSS JOIN delivery d ON d.id = f.delivery_id
       WHERE ${old} AND f.opted_in_at_ms < @before
     UNION ALL SELECT d.id FROM delivery d INDEXED BY delivery_test WHERE d.kind = 'test' AND ${old}
     LIMIT ${REMOVED_AT_ONCE}`,
    { before: args.before },
  );
  return rows.map((row) => Number(row['id']) as DeliveryId); // row id
}

/** Removes messages named by {@link oldSingles}: what is final stays final, so nothing is asked again. */
function removeSingles(db: WritableDb, args: { readonly ids: readonly DeliveryId[] }): number {
  removeDeliveries(db, args.ids);
  return args.ids.length;
}

function removeDeliveries(db: WritableDb, ids: readonly number[]): void {
  for (const text of REMOVE_DELIVERIES) execute(db, text, [JSON.stringify(ids)]);
}

/** Changes; foreign keys are left unchecked, since slots have no index by message and children go before their parents. */
export const messageRetentionWrites = {
  'retention.removeOfCampaign': withOutside(removeOfCampaign, { checksForeignKeysItself: true }),
  'retention.removeSingles': withOutside(removeSingles, { checksForeignKeysItself: true }),
};
/** Questions. */
export const messageRetentionReads = {
  'retention.oldCampaigns': oldCampaigns,
  'retention.oldSingles': oldSingles,
};
