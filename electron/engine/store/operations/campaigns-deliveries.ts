import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import type { NextEligibleSource } from '#shared/domain/notification-token.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll, selectOne } from '../database.ts';

/** One stored delivery of a campaign as lists, exports and `explain` show it. Instants; `null` = not, or not known. */
export interface DeliveryLine {
  readonly id: DeliveryId;
  readonly token: string;
  readonly recipient: string;
  readonly name: string | null;
  readonly topic: string | null;
  /** The person's zone and their wall clock with offset; `null` when it was skipped without a slot, or when nobody's zone counts. */
  readonly zone: string | null;
  readonly local: string | null;
  readonly state: DeliveryState;
  readonly reason: Reason | null;
  readonly dueAt: EpochMs | null;
  readonly lastAt: EpochMs | null;
  readonly nextAt: EpochMs | null;
  readonly earliestAt: EpochMs | null;
  readonly messageId: string | null;
  readonly finalizedAt: EpochMs | null;
  readonly attempts: number;
  /** The token's ledger as it stands now. */
  readonly lastAcceptedAt: EpochMs | null;
  readonly nextEligibleAt: EpochMs | null;
  readonly nextEligibleSource: NextEligibleSource | null;
}

/** One try of a delivery. */
export interface AttemptLine {
  readonly number: number;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly finishedAt: EpochMs | null;
  readonly outcome: AttemptOutcome | null;
  readonly httpStatus: number | null;
  readonly code: number | null;
  readonly subcode: number | null;
  readonly text: string | null;
}

const LINE = `
SELECT d.id, t.token, r.scoped_id, r.display_name, t.topic, s.zone, s.local, d.state, d.reason, d.due_at_ms, d.last_at_ms,
  d.next_at_ms, d.earliest_at_ms, d.message_id, d.finalized_at_ms, d.attempts,
  l.last_accepted_at_ms, l.next_eligible_at_ms, l.next_eligible_source
FROM delivery AS d
JOIN recipient AS r ON r.id = d.recipient_id
JOIN notification_token AS t ON t.id = d.token_id
LEFT JOIN slot AS s ON s.id = d.slot_id
LEFT JOIN token_ledger AS l ON l.token_id = d.token_id`;

/** Deliveries with ids from 1 to 2 that are of campaign 3. */
export const DELIVERIES_PAGE: string = `${LINE}
WHERE d.id BETWEEN ? AND ? AND d.campaign_id = ? AND d.kind = 'marketing' ORDER BY d.id LIMIT ?`;

/** A page of a campaign's deliveries in due order, skipped ones last; `after` is the last id of the page before, `null` = first page. */
export function listDeliveries(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly after: DeliveryId | null; readonly limit: number },
): readonly DeliveryLine[] {
  const range = selectOne(
    db,
    'SELECT first_delivery_id AS first, last_delivery_id AS last FROM campaign WHERE id = ?',
    [args.campaignId],
  );
  if (range === null || range['first'] === null) return [];
  const from = args.after === null ? Number(range['first']) : args.after + 1;
  const values = [from, Number(range['last']), args.campaignId, args.limit];
  return selectAll(db, DELIVERIES_PAGE, values).map(rowToLine);
}

/** A campaign's delivery to one token with its attempts, oldest first; `null` when none was stored. */
export function readDelivery(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly token: string },
): { readonly delivery: DeliveryLine; readonly attempts: readonly AttemptLine[] } | null {
  const row = selectOne(
    db,
    `${LINE} WHERE d.campaign_id = ?1 AND d.kind = 'marketing' AND d.token_id =
       (SELECT id FROM notification_token
        WHERE token = ?2 AND account_id = (SELECT account_id FROM campaign WHERE id = ?1))`,
    [args.campaignId, args.token],
  );
  if (row === null) return null;
  const delivery = rowToLine(row);
  const attempts = selectAll(db, 'SELECT * FROM attempt WHERE delivery_id = ? ORDER BY number', [delivery.id]);
  return { delivery, attempts: attempts.map(rowToAttempt) };
}

const instant = (row: Row, column: string): EpochMs | null => row[column] as EpochMs | null; // INTEGER milliseconds or NULL
const text = (row: Row, column: string): string | null => row[column] as string | null; // TEXT or NULL by schema
const whole = (row: Row, column: string): number | null => row[column] as number | null; // INTEGER or NULL by schema

function rowToLine(row: Row): DeliveryLine {
  return {
    id: Number(row['id']) as DeliveryId, // row id
    token: String(row['token']),
    recipient: String(row['scoped_id']),
    name: text(row, 'display_name'),
    topic: text(row, 'topic'),
    zone: text(row, 'zone'),
    local: text(row, 'local'),
    state: row['state'] as DeliveryState, // closed by CHECK
    reason: row['reason'] as Reason | null, // closed by CHECK
    dueAt: instant(row, 'due_at_ms'),
    lastAt: instant(row, 'last_at_ms'),
    nextAt: instant(row, 'next_at_ms'),
    earliestAt: instant(row, 'earliest_at_ms'),
    messageId: text(row, 'message_id'),
    finalizedAt: instant(row, 'finalized_at_ms'),
    attempts: Number(row['attempts']),
    lastAcceptedAt: instant(row, 'last_accepted_at_ms'),
    nextEligibleAt: instant(row, 'next_eligible_at_ms'),
    nextEligibleSource: row['next_eligible_source'] as NextEligibleSource | null, // closed by CHECK
  };
}

function rowToAttempt(row: Row): AttemptLine {
  return {
    number: Number(row['number']),
    startedAt: Number(row['started_at_ms']) as EpochMs, // NOT NULL by schema
    deadlineAt: Number(row['deadline_at_ms']) as EpochMs, // NOT NULL by schema
    finishedAt: instant(row, 'finished_at_ms'),
    outcome: row['outcome'] as AttemptOutcome | null, // closed by CHECK
    httpStatus: whole(row, 'http_status'),
    code: whole(row, 'code'),
    subcode: whole(row, 'subcode'),
    text: text(row, 'text'),
  };
}
