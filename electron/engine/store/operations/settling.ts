import type { LedgerReading, RowChange } from '#engine/dispatcher/row-change.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import type { AccountId, CampaignId, DeliveryId, NotificationToken, RecipientId, TokenId } from '#shared/domain/ids.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import type { Frequency } from '#shared/domain/notification-token.ts';
import type { ReadBackVerdict } from '#shared/domain/read-back.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { finishCampaigns } from './results-campaigns.ts';
import { closeToken } from './results-closing.ts';
import { changeClaimedRow } from './results-rows.ts';
import { noteAccepted, noteNextEligible } from './results-tokens.ts';
import { settleDirectByPerson } from './settling-direct.ts';

/** An uncertain delivery with what its settlement needs (DESIGN 6.4). */
export interface UncertainDelivery {
  readonly id: DeliveryId;
  readonly attempt: number;
  readonly campaignId: CampaignId | null;
  readonly recipientId: RecipientId;
  readonly tokenId: TokenId;
  readonly token: NotificationToken;
  /** Old tokens count by calendar week or month; `null` = the field was not given. */
  readonly frequency: Frequency | null;
  /** The latest yes that is known, or when the permission came to be; `null` = neither. */
  readonly optedInAt: EpochMs | null;
  /** `null` only for rows that were never planned. */
  readonly lastAt: EpochMs | null;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly baselineNextEligibleAt: EpochMs | null;
  /** First read of this attempt that showed no accepted send; `null` = none yet. */
  readonly firstClearReadAt: EpochMs | null;
  /** Reads of this attempt that brought no answer. */
  readonly readsWithoutAnswer: number;
}

const UNCERTAIN = `
SELECT d.id, d.attempts, d.campaign_id, d.recipient_id, d.token_id, d.last_at_ms, t.token, t.frequency,
  ifnull(t.opted_in_at_ms, t.created_at_ms) AS opted_in_at_ms,
  a.started_at_ms, a.deadline_at_ms, a.baseline_next_eligible_at_ms,
  (SELECT min(b.at_ms) FROM read_back b WHERE b.delivery_id = d.id AND b.attempt = d.attempts AND b.verdict = 'notYetClear') AS first_clear,
  (SELECT count(*) FROM read_back b WHERE b.delivery_id = d.id AND b.attempt = d.attempts AND b.verdict = 'noAnswer') AS no_answers
FROM delivery d
JOIN attempt a ON a.delivery_id = d.id AND a.number = d.attempts
JOIN notification_token t ON t.id = d.token_id`;

/** The uncertain deliveries of an account whose token should be read by now, and when the next after them is due; `null` = none. */
export function dueSettlements(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly at: EpochMs; readonly limit: number },
): { readonly due: readonly UncertainDelivery[]; readonly nextAt: EpochMs | null } {
  const due = selectAll(
    db,
    `${UNCERTAIN} WHERE d.account_id = ? AND d.state = 'uncertain' AND (d.kind = 'marketing' OR d.kind = 'test') AND d.next_at_ms <= ?
     ORDER BY d.next_at_ms LIMIT ?`,
    [args.accountId, args.at, args.limit],
  ).map(rowToUncertain);
  const next = selectOne(
    db,
    `SELECT min(next_at_ms) AS at FROM delivery
     WHERE account_id = ? AND state = 'uncertain' AND (kind = 'marketing' OR kind = 'test') AND next_at_ms > ?`,
    [args.accountId, args.at],
  );
  return { due, nextAt: (next?.['at'] ?? null) as EpochMs | null }; // INTEGER milliseconds by schema
}

/** One read of a token and what it makes of its delivery. */
export interface SettledRead {
  readonly deliveryId: DeliveryId;
  readonly attempt: number;
  readonly campaignId: CampaignId | null;
  readonly tokenId: TokenId;
  readonly readAt: EpochMs;
  readonly verdict: ReadBackVerdict;
  /** What the platform told; `null` when the read brought nothing. */
  readonly reading: LedgerReading | null;
  /** `null` = the row stays uncertain. */
  readonly change: RowChange | null;
  /** Of a row that stays: when it is read next; `null` = a person has to decide. */
  readonly nextReadAt: EpochMs | null;
  readonly coolDownMs: number;
}

/**
 * Writes reads as evidence and moves the rows they settle (DESIGN 6.4). Rows that a person decided meanwhile are left alone.
 * Returns the campaigns that ended.
 */
export function recordSettlements(
  db: WritableDb,
  args: { readonly reads: readonly SettledRead[] },
): { readonly finished: readonly CampaignId[] } {
  const touched = new Set<CampaignId>();
  for (const read of args.reads) {
    if (!isStillUncertain(db, read)) continue;
    execute(
      db,
      `INSERT OR REPLACE INTO read_back (delivery_id, attempt, at_ms, next_eligible_at_ms, verdict) VALUES (?, ?, ?, ?, ?)`,
      [read.deliveryId, read.attempt, read.readAt, read.reading?.nextEligibleAt ?? null, read.verdict],
    );
    settle(db, read);
    if (read.change !== null && read.campaignId !== null) touched.add(read.campaignId);
  }
  return { finished: finishCampaigns(db, touched) };
}

function settle(db: WritableDb, read: SettledRead): void {
  const { change, tokenId } = read;
  if (read.reading !== null) noteNextEligible(db, { tokenId, ...read.reading });
  if (change === null) {
    execute(db, 'UPDATE delivery SET next_at_ms = ? WHERE id = ?', [read.nextReadAt, read.deliveryId]);
  } else {
    settleRow(db, { ...read, change, at: read.readAt });
  }
}

function settleRow(
  db: WritableDb,
  row: Omit<SettledRead, 'change' | 'readAt'> & { readonly change: RowChange; readonly at: EpochMs },
): void {
  const { change, tokenId, coolDownMs } = row;
  changeClaimedRow(db, { ...row, from: 'uncertain' });
  const acceptedAt = change.kind === 'sent' || change.kind === 'failed' ? change.acceptedAt : null;
  if (acceptedAt !== null) {
    noteAccepted(db, { tokenId, acceptedAt, coolDownMs });
    // The forecast replaced what the platform told just now, which is better.
    if (row.reading !== null) noteNextEligible(db, { tokenId, ...row.reading });
  }
  if (change.kind === 'failed' && change.token !== 'keeps') {
    closeToken(db, { tokenId, because: change.token, at: row.at });
  }
}

function isStillUncertain(db: WritableDb, read: SettledRead): boolean {
  const row = selectOne(db, `SELECT 1 FROM delivery WHERE id = ? AND state = 'uncertain' AND attempts = ?`, [
    read.deliveryId,
    read.attempt,
  ]);
  return row !== null;
}

/**
 * A person's word on an uncertain delivery (DESIGN 3): it was sent, or it is dropped. Both count as accepted for the cool-down, since
 * nobody knows better; it is never sent again.
 *
 * @throws {DomainError} `notFound`, or `wrongState` when it is not uncertain.
 */
export function settleByPerson(
  db: WritableDb,
  args: {
    readonly id: DeliveryId;
    readonly verdict: 'sent' | 'drop';
    readonly at: EpochMs;
    readonly coolDownMs: number;
  },
): { readonly finished: readonly CampaignId[] } {
  if (settleDirectByPerson(db, args)) return { finished: [] };
  const row = selectOne(db, `${UNCERTAIN} WHERE d.id = ? AND d.state = 'uncertain'`, [args.id]);
  if (row === null) throw notUncertain(db, args.id);
  const delivery = rowToUncertain(row);
  const acceptedAt = delivery.deadlineAt;
  const change: RowChange =
    args.verdict === 'sent'
      ? { kind: 'sent', reason: 'personSaidSent', messageId: null, acceptedAt }
      : { kind: 'failed', reason: 'personDropped', token: 'keeps', acceptedAt };
  settleRow(db, {
    ...delivery,
    deliveryId: delivery.id,
    verdict: 'person',
    reading: null,
    nextReadAt: null,
    change,
    at: args.at,
    coolDownMs: args.coolDownMs,
  });
  return { finished: finishCampaigns(db, new Set(delivery.campaignId === null ? [] : [delivery.campaignId])) };
}

function notUncertain(db: ReadableDb, id: DeliveryId): DomainError {
  const state = selectOne(db, 'SELECT state FROM delivery WHERE id = ?', [id])?.['state'];
  const shown = toPublicId('delivery', id);
  return state === undefined
    ? refuse('messageUnknown', { message: shown }, { where: 'delivery' })
    : refuse('messageNotUncertain', { message: shown, messageState: String(state) }, { where: 'delivery' });
}

function rowToUncertain(row: Row): UncertainDelivery {
  const instant = (value: unknown): EpochMs | null => (value ?? null) as EpochMs | null; // INTEGER or NULL by schema
  return {
    id: Number(row['id']) as DeliveryId, // row id
    attempt: Number(row['attempts']),
    campaignId: row['campaign_id'] as CampaignId | null, // row id or NULL
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    tokenId: Number(row['token_id']) as TokenId, // row id
    token: row['token'] as NotificationToken, // TEXT NOT NULL by schema
    frequency: row['frequency'] as Frequency | null, // closed by CHECK
    optedInAt: instant(row['opted_in_at_ms']),
    lastAt: instant(row['last_at_ms']),
    startedAt: Number(row['started_at_ms']) as EpochMs, // NOT NULL by schema
    deadlineAt: Number(row['deadline_at_ms']) as EpochMs, // NOT NULL by schema
    baselineNextEligibleAt: instant(row['baseline_next_eligible_at_ms']),
    firstClearReadAt: instant(row['first_clear']),
    readsWithoutAnswer: Number(row['no_answers']),
  };
}

/** Keeps what a list walk told about tokens; tokens not known here are left out. Returns how many were known. */
export function noteListed(
  db: WritableDb,
  args: {
    readonly accountId: AccountId;
    readonly readAt: EpochMs;
    readonly tokens: readonly { readonly token: NotificationToken; readonly nextEligibleAt: EpochMs | null }[];
  },
): number {
  let known = 0;
  for (const { token, nextEligibleAt } of args.tokens) {
    const row = selectOne(db, 'SELECT id FROM notification_token WHERE account_id = ? AND token = ?', [
      args.accountId,
      token,
    ]);
    if (row === null) continue;
    known += 1;
    noteNextEligible(db, { tokenId: Number(row['id']) as TokenId, nextEligibleAt, readAt: args.readAt }); // row id
  }
  return known;
}

/** Changes made by settling. */
export const settlingWrites = {
  'settling.record': recordSettlements,
  'settling.byPerson': settleByPerson,
  'settling.noteListed': noteListed,
};
/** Questions of settling. */
export const settlingReads = { 'settling.due': dueSettlements };
