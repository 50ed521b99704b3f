import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import type { AccountId, CampaignId, DeliveryId, RecipientId } from '#shared/domain/ids.ts';
import type { ReadBackVerdict } from '#shared/domain/read-back.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll } from '../database.ts';

/** A message of which nobody can tell whether it arrived, with what is known. */
export interface UndecidedLine {
  readonly id: DeliveryId;
  readonly recipientId: RecipientId;
  readonly name: string | null;
  readonly zone: string | null;
  readonly reason: Reason;
  readonly startedAt: EpochMs;
  readonly outcome: AttemptOutcome | null;
  readonly text: string | null;
  /** When the token is read next; `null` = only a person can decide. */
  readonly nextReadAt: EpochMs | null;
  readonly reads: readonly {
    readonly at: EpochMs;
    readonly verdict: ReadBackVerdict;
    /** `null` = the platform gave none, or 0. */
    readonly nextEligibleAt: EpochMs | null;
  }[];
}

/** Uncertain messages of a campaign, oldest first, from the index of unsettled rows. */
export function readUndecided(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly campaignId: CampaignId; readonly limit: number },
): readonly UndecidedLine[] {
  const rows = selectAll(
    db,
    `SELECT d.id, d.recipient_id, d.attempts, d.reason, d.next_at_ms, r.display_name, ifnull(t.zone, r.zone) AS zone,
       a.started_at_ms, a.outcome, a.text
     FROM delivery AS d INDEXED BY delivery_unsettled
     JOIN attempt AS a ON a.delivery_id = d.id AND a.number = d.attempts
     JOIN recipient AS r ON r.id = d.recipient_id JOIN notification_token AS t ON t.id = d.token_id
     WHERE d.account_id = ? AND d.state = 'uncertain' AND d.campaign_id = ? AND d.kind = 'marketing'
     ORDER BY d.id LIMIT ?`,
    [args.accountId, args.campaignId, args.limit],
  );
  return rows.map((row) => toUndecided(db, row));
}

function toUndecided(db: ReadableDb, row: Row): UndecidedLine {
  const reads = selectAll(db, 'SELECT * FROM read_back WHERE delivery_id = ? AND attempt = ? ORDER BY at_ms', [
    Number(row['id']),
    Number(row['attempts']),
  ]);
  return {
    id: Number(row['id']) as DeliveryId, // row id
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    name: row['display_name'] as string | null, // TEXT or NULL by schema
    zone: row['zone'] as string | null, // TEXT or NULL by schema
    reason: row['reason'] as Reason, // closed by CHECK, and set while uncertain
    startedAt: Number(row['started_at_ms']) as EpochMs, // NOT NULL by schema
    outcome: row['outcome'] as AttemptOutcome | null, // closed by CHECK
    text: row['text'] as string | null, // TEXT or NULL by schema
    nextReadAt: row['next_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
    reads: reads.map((read) => ({
      at: Number(read['at_ms']) as EpochMs, // NOT NULL by schema
      verdict: read['verdict'] as ReadBackVerdict, // closed by CHECK
      nextEligibleAt: read['next_eligible_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
    })),
  };
}
