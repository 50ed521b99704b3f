import type { RowChange } from '#engine/dispatcher/row-change.ts';
import type { CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type SqlValue, selectOne, type WritableDb } from '../database.ts';

/** A row that was claimed, and what becomes of it. */
export interface ClaimedRowChange {
  readonly deliveryId: DeliveryId;
  readonly attempt: number;
  readonly campaignId: CampaignId | null;
  /** The state it must be in; anything else is a bug. */
  readonly from: 'sending' | 'uncertain';
  readonly at: EpochMs;
  readonly change: RowChange;
}

/**
 * Moves a claimed row on (DESIGN 3, Delivery states). A row that would be scheduled again while its campaign is cancelled is
 * cancelled instead: it is proven unsent, and nothing of a cancelled campaign goes out.
 *
 * @throws {BugError} when the row is not in that state with that attempt.
 */
export function changeClaimedRow(db: WritableDb, row: ClaimedRowChange): void {
  const { change, at } = row;
  switch (change.kind) {
    case 'sent':
      setState(db, row, { state: 'sent', reason: change.reason, message_id: change.messageId, finalized_at_ms: at });
      return;
    case 'failed':
      setState(db, row, { state: 'failed', reason: change.reason, finalized_at_ms: at });
      return;
    case 'scheduled':
      setState(db, row, { state: 'scheduled', reason: change.reason, next_at_ms: change.nextAt });
      if (isCancelled(db, row.campaignId)) cancelScheduled(db, row);
      return;
    case 'missed':
      setState(db, row, {
        state: 'missed',
        reason: change.reason,
        earliest_at_ms: change.earliestAt,
        finalized_at_ms: at,
      });
      return;
    case 'uncertain':
      setState(db, row, { state: 'uncertain', reason: change.reason, next_at_ms: change.readAt });
      return;
    default:
      assertNever(change, 'row change');
  }
}

function setState(db: WritableDb, row: ClaimedRowChange, columns: Readonly<Record<string, SqlValue>>): void {
  const assignments = Object.keys(columns).map((column) => `${column} = @${column}`);
  const { changes } = execute(
    db,
    `UPDATE delivery SET ${assignments.join(', ')} WHERE id = @id AND state = @from AND attempts = @attempt`,
    { ...columns, id: row.deliveryId, from: row.from, attempt: row.attempt },
  );
  if (changes !== 1) {
    throw new BugError(`Delivery ${row.deliveryId} is not ${row.from} with attempt ${row.attempt} any more.`);
  }
}

function isCancelled(db: WritableDb, campaignId: CampaignId | null): boolean {
  if (campaignId === null) return false;
  return selectOne(db, 'SELECT state FROM campaign WHERE id = ?', [campaignId])?.['state'] === 'cancelled';
}

function cancelScheduled(db: WritableDb, row: ClaimedRowChange): void {
  execute(db, `UPDATE delivery SET state = 'cancelled', reason = 'personCancelled', finalized_at_ms = ? WHERE id = ?`, [
    row.at,
    row.deliveryId,
  ]);
}
