import type { PlayedMessage } from '#engine/rehearsal/find-violations.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import type { Frequency } from '#shared/domain/notification-token.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { type ReadableDb, type Row, type SqlValue, selectAll, selectEach, selectOne } from '../database.ts';

/** A token as the workspace knows it, for the practice platform's world. Instants; `null` = never or not known. */
export interface KnownToken {
  readonly token: string;
  readonly recipient: string;
  readonly name: string | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly frequency: Frequency | null;
  readonly state: 'active' | 'stopped' | 'invalid';
  readonly createdAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  readonly optedInAt: EpochMs | null;
  readonly lastAcceptedAt: EpochMs | null;
  readonly nextEligibleAt: EpochMs | null;
}

/** Every token of an account, one by one. */
export function* eachKnownToken(db: ReadableDb, accountId: AccountId): Generator<KnownToken> {
  const rows = selectEach(
    db,
    `SELECT t.token, r.scoped_id, r.display_name, t.topic, ifnull(t.zone, r.zone) AS zone, t.frequency, t.stopped_at_ms, t.invalid_at_ms,
       t.created_at_ms, t.expires_at_ms, t.opted_in_at_ms, l.last_accepted_at_ms, l.next_eligible_at_ms
     FROM notification_token t JOIN recipient r ON r.id = t.recipient_id LEFT JOIN token_ledger l ON l.token_id = t.id
     WHERE t.account_id = ? ORDER BY t.id`,
    [accountId],
  );
  for (const row of rows) yield toKnownToken(row);
}

function toKnownToken(row: Row): KnownToken {
  const state = row['invalid_at_ms'] !== null ? 'invalid' : row['stopped_at_ms'] !== null ? 'stopped' : 'active';
  return {
    token: String(row['token']),
    recipient: String(row['scoped_id']),
    name: text(row['display_name']),
    topic: text(row['topic']),
    zone: text(row['zone']),
    frequency: row['frequency'] as Frequency | null, // closed by CHECK
    state,
    createdAt: instant(row['created_at_ms']),
    expiresAt: instant(row['expires_at_ms']),
    optedInAt: instant(row['opted_in_at_ms']),
    lastAcceptedAt: instant(row['last_accepted_at_ms']),
    nextEligibleAt: instant(row['next_eligible_at_ms']),
  };
}

/** State of a campaign right now; read between two jumps of the virtual clock, so it is one look-up. */
export function campaignStateOf(db: ReadableDb, id: CampaignId): CampaignState {
  const row = selectOne(db, 'SELECT state FROM campaign WHERE id = ?', [id]);
  return row?.['state'] as CampaignState; // closed by CHECK; the caller has found the campaign before
}

/** When an account's first scheduled message wants to be looked at; `null` = none is scheduled. */
export function firstLookAt(db: ReadableDb, accountId: AccountId): EpochMs | null {
  const row = selectOne(
    db,
    `SELECT min(next_at_ms) AS at FROM delivery WHERE account_id = ? AND state IN ('scheduled', 'uncertain')`,
    [accountId],
  );
  return instant(row?.['at']);
}

/** Latest instant at which an open message of a campaign may leave or be settled; `null` = none is open. */
export function lastOpenAt(db: ReadableDb, id: CampaignId): EpochMs | null {
  const row = selectOne(
    db,
    `SELECT max(max(ifnull(last_at_ms, 0), ifnull(next_at_ms, 0))) AS at FROM delivery
     WHERE campaign_id = ? AND state IN ('scheduled', 'sending', 'uncertain')`,
    [id],
  );
  return instant(row?.['at']);
}

/** Schedules of all launched campaigns of an account by row number. */
export function launchedSchedules(db: ReadableDb, accountId: AccountId): ReadonlyMap<number, CampaignSchedule> {
  const rows = selectAll(db, `SELECT id, schedule_json FROM campaign WHERE account_id = ? AND state <> 'draft'`, [
    accountId,
  ]);
  // written from a CampaignSchedule when the campaign was added
  return new Map(rows.map((row) => [Number(row['id']), JSON.parse(String(row['schedule_json'])) as CampaignSchedule]));
}

/** Marketing messages of an account that were open at `from` or ended since. */
export function playedMessages(db: ReadableDb, accountId: AccountId, from: EpochMs): readonly PlayedMessage[] {
  const rows = selectAll(
    db,
    `SELECT d.campaign_id, t.token, r.scoped_id, d.state, d.reason, d.message_id, s.due_at_ms AS slot_at_ms, d.due_at_ms, s.zone AS slot_zone,
       t.zone AS token_zone, r.zone AS person_zone
     FROM delivery d JOIN notification_token t ON t.id = d.token_id JOIN recipient r ON r.id = d.recipient_id
     LEFT JOIN slot s ON s.id = d.slot_id
     WHERE d.account_id = ? AND d.kind = 'marketing' AND d.slot_id IS NOT NULL AND ifnull(d.finalized_at_ms, ?) >= ?`,
    [accountId, from, from],
  );
  return rows.map((row) => ({
    campaignId: Number(row['campaign_id']),
    token: String(row['token']),
    recipient: String(row['scoped_id']),
    // A proof by other means than an answer carries no message id to compare.
    isSent: row['state'] === 'sent' && row['reason'] === null,
    messageId: text(row['message_id']),
    slotAt: instant(row['slot_at_ms']),
    dueAt: instant(row['due_at_ms']),
    slotZone: row['slot_zone'] as IanaZone | null, // written from the zone table
    tokenZone: text(row['token_zone']),
    personZone: text(row['person_zone']),
  }));
}

/** How many messages of a campaign ended in each stretch of `everyMs` since `from`, in order. */
export function endedByStretch(
  db: ReadableDb,
  args: { readonly id: CampaignId; readonly from: EpochMs; readonly everyMs: number },
): readonly { readonly at: EpochMs; readonly state: string; readonly count: number }[] {
  const rows = selectAll(
    db,
    `SELECT finalized_at_ms / :every * :every AS at_ms, state, count(*) AS n FROM delivery
     WHERE campaign_id = :campaign AND kind = 'marketing' AND finalized_at_ms >= :from GROUP BY 1, 2 ORDER BY 1, 2`,
    { every: args.everyMs, campaign: args.id, from: args.from },
  );
  return rows.map((row) => ({
    at: Number(row['at_ms']) as EpochMs, // whole stretches of an INTEGER column of milliseconds
    state: String(row['state']),
    count: Number(row['n']),
  }));
}

function text(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function instant(value: unknown): EpochMs | null {
  return (value ?? null) as EpochMs | null; // INTEGER milliseconds or NULL by schema
}
