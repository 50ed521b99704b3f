import type { TokenId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type WritableDb } from '../database.ts';

/** Keeps in the ledger what the platform said about a token; `null` clears nothing but an older word of the platform. */
export function noteNextEligible(
  db: WritableDb,
  args: { readonly tokenId: TokenId; readonly nextEligibleAt: EpochMs | null; readonly readAt: EpochMs },
): void {
  if (args.nextEligibleAt === null) {
    execute(
      db,
      `UPDATE token_ledger SET next_eligible_at_ms = NULL, next_eligible_source = NULL, next_eligible_read_at_ms = NULL
       WHERE token_id = ? AND next_eligible_source <> 'forecast' AND next_eligible_read_at_ms <= ?`,
      [args.tokenId, args.readAt],
    );
    return;
  }
  execute(
    db,
    `INSERT INTO token_ledger (token_id, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms)
     VALUES (?, ?, 'platform', ?)
     ON CONFLICT DO UPDATE SET next_eligible_at_ms = excluded.next_eligible_at_ms, next_eligible_source = 'platform',
       next_eligible_read_at_ms = excluded.next_eligible_read_at_ms
     WHERE ifnull(next_eligible_read_at_ms, 0) <= excluded.next_eligible_read_at_ms`,
    [args.tokenId, args.nextEligibleAt, args.readAt],
  );
}

/**
 * Counts a send as accepted at an instant (DESIGN 4, One per day). A clock set back never lowers what the ledger holds
 * (RELIABILITY B-07).
 */
export function noteAccepted(
  db: WritableDb,
  args: { readonly tokenId: TokenId; readonly acceptedAt: EpochMs; readonly coolDownMs: number },
): void {
  execute(
    db,
    `INSERT INTO token_ledger (token_id, last_accepted_at_ms, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms)
     VALUES (?1, ?2, ?2 + ?3, 'forecast', ?2)
     ON CONFLICT DO UPDATE SET
       last_accepted_at_ms = max(ifnull(last_accepted_at_ms, 0), excluded.last_accepted_at_ms),
       next_eligible_at_ms = max(ifnull(last_accepted_at_ms, 0) + ?3, excluded.next_eligible_at_ms),
       next_eligible_source = 'forecast',
       next_eligible_read_at_ms = excluded.next_eligible_read_at_ms`,
    [args.tokenId, args.acceptedAt, args.coolDownMs],
  );
}
