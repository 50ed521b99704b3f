import type { DeliveryId } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';
import type { Candidate } from './claims-candidates.ts';
import type { ClaimedDelivery } from './claims-columns.ts';
import type { Postponed } from './claims-sorting.ts';

/** Sets deliveries to `sending`, each with its attempt: on disk before anybody may open a socket (RELIABILITY A3.3). */
export function markClaimed(
  db: WritableDb,
  args: { readonly at: EpochMs; readonly deadlineAt: EpochMs },
  rows: readonly Candidate[],
): void {
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

/** Stores why a delivery does not go, or not yet. */
export function postpone(db: WritableDb, at: EpochMs, { candidate, decision }: Postponed): void {
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

/** A delivery as it stands once it is claimed. */
export function toClaimed(db: ReadableDb, row: Candidate): ClaimedDelivery {
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

function latestUncertainDeadline(db: ReadableDb, id: DeliveryId): EpochMs | null {
  const row = selectOne(
    db,
    `SELECT max(deadline_at_ms) AS at FROM attempt WHERE delivery_id = ? AND outcome = 'uncertain'`,
    [id],
  );
  return (row?.['at'] ?? null) as EpochMs | null; // INTEGER milliseconds by schema
}
