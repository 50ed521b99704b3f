import type { RowChange } from '#engine/dispatcher/row-change.ts';
import type { AccountId, DeliveryId, RecipientId, ScopedId } from '#shared/domain/ids.ts';
import type { ReadBackVerdict } from '#shared/domain/read-back.ts';
import { MINUTE } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { setAskedAt } from './asks-results.ts';
import { changeClaimedRow } from './results-rows.ts';

/** An uncertain card or follow-up, which no token read can prove (issue 4, Sending opt-in requests). */
export interface UncertainDirect {
  readonly id: DeliveryId;
  readonly kind: 'optin' | 'followup';
  readonly attempt: number;
  readonly recipientId: RecipientId;
  readonly recipient: ScopedId;
  readonly lastAt: EpochMs;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  /** Whether the platform answered with the error it gives for cards without a picture (-1/2018012). */
  readonly isPictureError: boolean;
  /** When the person said yes to this card; `null` = not, or not yet known. */
  readonly answeredAt: EpochMs | null;
  /** First look at the conversation that did not show it; `null` = none yet. */
  readonly firstClearReadAt: EpochMs | null;
  /** Ids of other messages of ours to the person that were accepted since shortly before: they stand in the conversation, too. */
  readonly otherIds: readonly string[];
}

const UNCERTAIN = `
SELECT d.id, d.kind, d.attempts, d.recipient_id, d.last_at_ms, r.scoped_id, a.started_at_ms, a.deadline_at_ms,
  (a.code = -1 AND a.subcode = 2018012) AS is_picture_error, q.answered_at_ms,
  (SELECT min(b.at_ms) FROM read_back b WHERE b.delivery_id = d.id AND b.attempt = d.attempts AND b.verdict = 'notYetClear') AS first_clear
FROM delivery d JOIN recipient r ON r.id = d.recipient_id
JOIN attempt a ON a.delivery_id = d.id AND a.number = d.attempts
LEFT JOIN opt_in_request q ON q.delivery_id = d.id
WHERE d.account_id = ? AND d.state = 'uncertain' AND (d.kind = 'optin' OR d.kind = 'followup')`;

/** Found by the person's permissions and requests: messages have no index by person. The clocks may differ a little, so a minute earlier. */
const OTHER_IDS = `
SELECT d.message_id FROM notification_token t JOIN delivery d ON d.token_id = t.id
WHERE t.recipient_id = ?1 AND d.id <> ?2 AND d.message_id IS NOT NULL AND d.finalized_at_ms >= ?3
UNION ALL SELECT d.message_id FROM opt_in_request q JOIN delivery d ON d.id = q.delivery_id
WHERE q.recipient_id = ?1 AND d.id <> ?2 AND d.message_id IS NOT NULL AND d.finalized_at_ms >= ?3`;

/** Uncertain cards and follow-ups that should be looked for by now, and when the next is due; `null` = none is. */
export function dueDirectSettlements(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly at: EpochMs; readonly limit: number },
): { readonly due: readonly UncertainDirect[]; readonly nextAt: EpochMs | null } {
  const due = selectAll(db, `${UNCERTAIN} AND d.next_at_ms <= ? ORDER BY d.next_at_ms LIMIT ?`, [
    args.accountId,
    args.at,
    args.limit,
  ]).map((row) => rowToUncertain(db, row));
  const next = selectOne(
    db,
    `SELECT min(next_at_ms) AS at FROM delivery WHERE account_id = ? AND state = 'uncertain' AND next_at_ms > ?
       AND (kind = 'optin' OR kind = 'followup')`,
    [args.accountId, args.at],
  );
  return { due, nextAt: (next?.['at'] ?? null) as EpochMs | null }; // INTEGER milliseconds by schema
}

/** What a look at a conversation makes of a card or follow-up. */
export interface SettledDirect {
  readonly deliveryId: DeliveryId;
  readonly kind: 'optin' | 'followup';
  readonly attempt: number;
  readonly readAt: EpochMs;
  readonly verdict: ReadBackVerdict;
  /** `null` = it stays uncertain. */
  readonly change: RowChange | null;
  /** Of a row that stays: when it is looked for next; `null` = a person has to decide. */
  readonly nextReadAt: EpochMs | null;
  /** From when the card counts as asked; `null` = it does not; not given = as before. */
  readonly askedAt?: EpochMs | null;
}

/** Writes what was seen as evidence, and moves what it settles. A row that a person decided meanwhile is left alone. */
export function recordDirectSettlement(db: WritableDb, args: SettledDirect): void {
  const isOpen = selectOne(db, `SELECT 1 FROM delivery WHERE id = ? AND state = 'uncertain' AND attempts = ?`, [
    args.deliveryId,
    args.attempt,
  ]);
  if (isOpen === null) return;
  execute(db, 'INSERT OR REPLACE INTO read_back (delivery_id, attempt, at_ms, verdict) VALUES (?, ?, ?, ?)', [
    args.deliveryId,
    args.attempt,
    args.readAt,
    args.verdict,
  ]);
  if (args.change === null) {
    execute(db, 'UPDATE delivery SET next_at_ms = ? WHERE id = ?', [args.nextReadAt, args.deliveryId]);
    return;
  }
  changeClaimedRow(db, { ...args, change: args.change, campaignId: null, from: 'uncertain', at: args.readAt });
  if (args.kind === 'optin' && args.askedAt !== undefined) setAskedAt(db, args.deliveryId, args.askedAt);
}

/**
 * A person's word on an uncertain card or follow-up: it was sent, or it is dropped. A card counts as asked either way, since nobody
 * knows better.
 *
 * @returns whether the delivery is one of these and was decided.
 */
export function settleDirectByPerson(
  db: WritableDb,
  args: { readonly id: DeliveryId; readonly verdict: 'sent' | 'drop'; readonly at: EpochMs },
): boolean {
  const row = selectOne(
    db,
    `SELECT d.attempts, a.deadline_at_ms FROM delivery d JOIN attempt a ON a.delivery_id = d.id AND a.number = d.attempts
     WHERE d.id = ? AND d.state = 'uncertain' AND (d.kind = 'optin' OR d.kind = 'followup')`,
    [args.id],
  );
  if (row === null) return false;
  const acceptedAt = Number(row['deadline_at_ms']) as EpochMs; // NOT NULL by schema
  const change: RowChange =
    args.verdict === 'sent'
      ? { kind: 'sent', reason: 'personSaidSent', messageId: null, acceptedAt }
      : { kind: 'failed', reason: 'personDropped', token: 'keeps', acceptedAt };
  const place = { deliveryId: args.id, attempt: Number(row['attempts']), campaignId: null };
  changeClaimedRow(db, { ...place, from: 'uncertain', at: args.at, change });
  return true;
}

function rowToUncertain(db: ReadableDb, row: Row): UncertainDirect {
  const instant = (name: string): EpochMs | null => (row[name] ?? null) as EpochMs | null; // INTEGER or NULL by schema
  return {
    id: Number(row['id']) as DeliveryId, // row id
    kind: row['kind'] === 'optin' ? 'optin' : 'followup',
    attempt: Number(row['attempts']),
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
    lastAt: Number(row['last_at_ms']) as EpochMs, // direct rows are always planned
    startedAt: Number(row['started_at_ms']) as EpochMs, // NOT NULL by schema
    deadlineAt: Number(row['deadline_at_ms']) as EpochMs, // NOT NULL by schema
    isPictureError: row['is_picture_error'] === 1,
    answeredAt: instant('answered_at_ms'),
    firstClearReadAt: instant('first_clear'),
    otherIds: selectAll(db, OTHER_IDS, [
      Number(row['recipient_id']),
      Number(row['id']),
      Number(row['started_at_ms']) - MINUTE,
    ]).map((other) => String(other['message_id'])),
  };
}

/** Questions about uncertain cards and follow-ups. */
export const directSettlingReads = { 'settling.dueDirect': dueDirectSettlements };
/** Changes by looks at conversations. */
export const directSettlingWrites = {
  'settling.recordDirect': recordDirectSettlement,
  'settling.directByPerson': settleDirectByPerson,
};
