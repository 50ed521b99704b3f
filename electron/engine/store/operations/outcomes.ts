import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { AccountId, CampaignId, DeliveryId, RecipientId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, type SqlValue, selectAll, selectOne } from '../database.ts';
import { readUndecided } from './outcomes-undecided.ts';

/** One message of a campaign with what became of it. Instants; `null` = none, or not known. */
export interface OutcomeLine {
  readonly id: DeliveryId;
  readonly recipientId: RecipientId;
  readonly name: string | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly state: DeliveryState;
  readonly reason: Reason | null;
  readonly dueAt: EpochMs | null;
  readonly finalizedAt: EpochMs | null;
  readonly earliestAt: EpochMs | null;
}

/** What to look for in one stretch of a campaign's deliveries. */
export interface OutcomeQuestion {
  readonly campaignId: CampaignId;
  readonly states: readonly DeliveryState[];
  /** `null` = all. */
  readonly reason: Reason | null;
  /** Part of a name; `null` = all. */
  readonly search: string | null;
  /** Ids looked at, both ends included. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** The ids a campaign's deliveries lie between; `null` = it has none. */
function deliveryRange(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId },
): { readonly first: number; readonly last: number } | null {
  const row = selectOne(db, 'SELECT first_delivery_id AS first, last_delivery_id AS last FROM campaign WHERE id = ?', [
    args.campaignId,
  ]);
  if (row === null || row['first'] === null) return null;
  return { first: Number(row['first']), last: Number(row['last']) };
}

/** Whether a campaign's deliveries were kept long enough and are removed (RELIABILITY P-04). */
function areRowsRemoved(db: ReadableDb, args: { readonly campaignId: CampaignId }): boolean {
  const text = 'SELECT 1 FROM campaign WHERE id = ? AND rows_removed_at_ms IS NOT NULL';
  return selectOne(db, text, [args.campaignId]) !== null;
}

/** Matching deliveries of one stretch of ids, in due order. The cost is that of the stretch, whoever matches. */
function readOutcomes(db: ReadableDb, args: OutcomeQuestion): readonly OutcomeLine[] {
  const parameters: Record<string, SqlValue> = {
    campaign: args.campaignId,
    states: JSON.stringify(args.states),
    from: args.from,
    to: args.to,
    limit: args.limit,
  };
  const more: string[] = [];
  if (args.reason !== null) {
    more.push('AND d.reason = :reason');
    parameters['reason'] = args.reason;
  }
  if (args.search !== null) {
    more.push(`AND r.display_name LIKE :search ESCAPE '\\'`);
    parameters['search'] = `%${args.search.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
  }
  // The + keeps the rows found by id, in the order wanted.
  const rows = selectAll(
    db,
    `SELECT d.id, d.recipient_id, r.display_name, t.topic, ifnull(s.zone, ifnull(t.zone, r.zone)) AS zone, d.state, d.reason,
       d.due_at_ms, d.finalized_at_ms, d.earliest_at_ms
     FROM delivery AS d CROSS JOIN recipient AS r ON r.id = d.recipient_id
     JOIN notification_token AS t ON t.id = d.token_id LEFT JOIN slot AS s ON s.id = d.slot_id
     WHERE d.id BETWEEN :from AND :to AND +d.campaign_id = :campaign AND d.kind = 'marketing'
       AND +d.state IN (SELECT value FROM json_each(:states)) ${more.join(' ')}
     ORDER BY d.id LIMIT :limit`,
    parameters,
  );
  return rows.map(toLine);
}

/** Accepted messages by minute, and people who said stop afterwards, of one stretch of ids. */
export interface OutcomeTally {
  readonly minutes: readonly { readonly minuteAt: EpochMs; readonly count: number }[];
  readonly stopsAfter: number;
}

/** Counts one stretch of a campaign's deliveries; see {@link OutcomeTally}. */
function tallyOutcomes(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly from: number; readonly to: number },
): OutcomeTally {
  const range = [args.from, args.to, args.campaignId];
  const minutes = selectAll(
    db,
    `SELECT finalized_at_ms / 60000 * 60000 AS minute_at_ms, count(*) AS n FROM delivery
     WHERE id BETWEEN ? AND ? AND +campaign_id = ? AND kind = 'marketing' AND +state = 'sent' GROUP BY 1 ORDER BY 1`,
    range,
  );
  const stops = selectOne(
    db,
    `SELECT count(*) AS n FROM delivery AS d CROSS JOIN notification_token AS t ON t.id = d.token_id
     WHERE d.id BETWEEN ? AND ? AND +d.campaign_id = ? AND d.kind = 'marketing' AND +d.state = 'sent'
       AND t.stopped_at_ms >= d.finalized_at_ms`,
    range,
  );
  return {
    minutes: minutes.map((row) => ({
      minuteAt: Number(row['minute_at_ms']) as EpochMs, // whole minutes of INTEGER milliseconds
      count: Number(row['n']),
    })),
    stopsAfter: Number(stops?.['n']),
  };
}

/** What still waits of a campaign. */
export interface Outlook {
  /** Messages whose time has come. */
  readonly dueNow: number;
  /** When the next is due that is not due yet, and the last one; `null` = none. */
  readonly nextAt: EpochMs | null;
  readonly lastAt: EpochMs | null;
}

/** What still waits, from the index of open rows alone. */
function readOutlook(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly campaignId: CampaignId; readonly at: EpochMs },
): Outlook {
  const row = selectOne(
    db,
    `SELECT (SELECT count(*) FROM delivery INDEXED BY delivery_next
         WHERE account_id = :account AND campaign_id = :campaign AND state = 'scheduled' AND next_at_ms <= :at) AS due_now,
       (SELECT min(next_at_ms) FROM delivery INDEXED BY delivery_next
         WHERE account_id = :account AND campaign_id = :campaign AND state = 'scheduled' AND next_at_ms > :at) AS next_at_ms,
       (SELECT max(next_at_ms) FROM delivery INDEXED BY delivery_next
         WHERE account_id = :account AND campaign_id = :campaign AND state = 'scheduled') AS last_at_ms`,
    { account: args.accountId, campaign: args.campaignId, at: args.at },
  );
  return {
    dueNow: Number(row?.['due_now']),
    nextAt: (row?.['next_at_ms'] ?? null) as EpochMs | null, // INTEGER milliseconds or NULL
    lastAt: (row?.['last_at_ms'] ?? null) as EpochMs | null, // INTEGER milliseconds or NULL
  };
}

/** The state of one delivery of a campaign; `null` when the campaign holds none with this id. */
function readDeliveryState(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly id: DeliveryId },
): DeliveryState | null {
  const row = selectOne(db, 'SELECT state FROM delivery WHERE id = ? AND campaign_id = ?', [args.id, args.campaignId]);
  return row === null ? null : (row['state'] as DeliveryState); // closed by CHECK
}

function toLine(row: Row): OutcomeLine {
  return {
    id: Number(row['id']) as DeliveryId, // row id
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    name: row['display_name'] as string | null, // TEXT or NULL by schema
    topic: row['topic'] as string | null, // TEXT or NULL by schema
    zone: row['zone'] as string | null, // TEXT or NULL by schema
    state: row['state'] as DeliveryState, // closed by CHECK
    reason: row['reason'] as Reason | null, // closed by CHECK
    dueAt: row['due_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
    finalizedAt: row['finalized_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
    earliestAt: row['earliest_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
  };
}

/** Questions about what became of a campaign's messages. */
export const outcomeReads = {
  'outcome.range': deliveryRange,
  'outcome.areRowsRemoved': areRowsRemoved,
  'outcome.page': readOutcomes,
  'outcome.tally': tallyOutcomes,
  'outcome.outlook': readOutlook,
  'outcome.undecided': readUndecided,
  'outcome.state': readDeliveryState,
};
