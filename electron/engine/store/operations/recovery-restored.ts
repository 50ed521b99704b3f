import type { AccountId, CampaignId, DeliveryId, TokenId } from '#shared/domain/ids.ts';
import type { Frequency } from '#shared/domain/notification-token.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, type WritableDb } from '../database.ts';
import { finishCampaigns } from './results-campaigns.ts';
import { noteAccepted, noteNextEligible } from './results-tokens.ts';

/** A delivery of a restored database that was due before, with what the platform told of its token since. */
export interface DueBeforeRestore {
  readonly id: DeliveryId;
  readonly tokenId: TokenId;
  /** Old tokens count by calendar week or month; `null` = the field was not given. */
  readonly frequency: Frequency | null;
  readonly dueAt: EpochMs;
  readonly nextEligibleAt: EpochMs;
  readonly readAt: EpochMs;
}

/**
 * Deliveries still scheduled though due before the restore, whose token the platform told a next eligible time of since `readSince`; at
 * most `limit` of them, in order of their ids, those after `afterId`.
 */
export function dueBeforeRestore(
  db: ReadableDb,
  args: {
    readonly accountId: AccountId;
    readonly restoredAt: EpochMs;
    readonly readSince: EpochMs;
    readonly afterId: number;
    readonly limit: number;
  },
): readonly DueBeforeRestore[] {
  return selectAll(
    db,
    `SELECT d.id, d.token_id, d.due_at_ms, t.frequency, l.next_eligible_at_ms, l.next_eligible_read_at_ms
     FROM delivery d JOIN notification_token t ON t.id = d.token_id JOIN token_ledger l ON l.token_id = d.token_id
     WHERE d.account_id = ? AND d.state = 'scheduled' AND d.due_at_ms < ? AND d.id > ?
       AND l.next_eligible_source = 'platform' AND l.next_eligible_read_at_ms >= ?
     ORDER BY d.id LIMIT ?`,
    [args.accountId, args.restoredAt, args.afterId, args.readSince, args.limit],
  ).map((row) => ({
    id: Number(row['id']) as DeliveryId, // row id
    tokenId: Number(row['token_id']) as TokenId, // row id
    frequency: row['frequency'] as Frequency | null, // closed by CHECK
    dueAt: Number(row['due_at_ms']) as EpochMs, // compared above, so not NULL
    nextEligibleAt: Number(row['next_eligible_at_ms']) as EpochMs, // stands wherever a source does
    readAt: Number(row['next_eligible_read_at_ms']) as EpochMs, // compared above, so not NULL
  }));
}

/** A send the lost database made, as the platform's next eligible time shows. */
export interface AcceptedBefore extends Pick<DueBeforeRestore, 'tokenId' | 'nextEligibleAt' | 'readAt'> {
  readonly acceptedAt: EpochMs;
  readonly coolDownMs: number;
}

/** Counts sends of the lost database as accepted, so that nobody gets another message inside the cool-down, on no token of theirs. */
export function noteAcceptedBefore(db: WritableDb, args: { readonly sends: readonly AcceptedBefore[] }): void {
  for (const send of args.sends) {
    noteAccepted(db, send);
    // The forecast replaced what the platform told, which is better.
    noteNextEligible(db, send);
  }
}

/**
 * Gives up the deliveries of a restored database that were due before it was restored: the database that was lost may have sent them
 * (DESIGN 6.8). Returns how many, and the campaigns that ended with it.
 */
export function missRestored(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly restoredAt: EpochMs; readonly at: EpochMs },
): { readonly missed: number; readonly finished: readonly CampaignId[] } {
  const rows = selectAll(
    db,
    `SELECT DISTINCT campaign_id FROM delivery WHERE account_id = ? AND state = 'scheduled' AND due_at_ms < ?`,
    [args.accountId, args.restoredAt],
  );
  // The lost database may have asked these people, and the platform shows no requests: they count as asked (DESIGN 4, 6.8).
  execute(
    db,
    `UPDATE opt_in_request SET asked_at_ms = (SELECT due_at_ms FROM delivery WHERE id = delivery_id)
     WHERE delivery_id IN (SELECT id FROM delivery WHERE account_id = ? AND campaign_id IS NULL AND kind = 'optin'
       AND state = 'scheduled' AND due_at_ms < ?)`,
    [args.accountId, args.restoredAt],
  );
  const { changes } = execute(
    db,
    `UPDATE delivery SET state = 'missed', reason = 'restored', finalized_at_ms = ?
     WHERE account_id = ? AND state = 'scheduled' AND due_at_ms < ?`,
    [args.at, args.accountId, args.restoredAt],
  );
  const touched = rows.flatMap(
    (row) => (row['campaign_id'] === null ? [] : [Number(row['campaign_id']) as CampaignId]), // row ids
  );
  return { missed: changes, finished: finishCampaigns(db, new Set(touched)) };
}
