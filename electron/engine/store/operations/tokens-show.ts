import type { DeliveryKind } from '#shared/domain/attempt.ts';
import type { ConsentKind, ConsentSource } from '#shared/domain/consent.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { AccountId, CampaignId, DeliveryId, ImportId, NotificationToken } from '#shared/domain/ids.ts';
import type { Frequency } from '#shared/domain/notification-token.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll } from '../database.ts';
import { rowToTokenLine, TOKEN_LINE, type TokenLine } from './tokens-page.ts';

/** One entry of a person's consent record as it is shown. */
export interface ConsentLine {
  readonly kind: ConsentKind;
  readonly at: EpochMs;
  readonly recordedAt: EpochMs;
  readonly source: ConsentSource;
  /** `null` = it came another way. */
  readonly importId: ImportId | null;
  /** Title of the card; `null` = not known. */
  readonly wording: string | null;
  /** Whether it is about this token, and not about the person or another of their tokens. */
  readonly isOfThisToken: boolean;
}

/** One message to the token. */
export interface TokenDelivery {
  readonly id: DeliveryId;
  readonly kind: DeliveryKind;
  /** `null` for messages of no campaign. */
  readonly campaignId: CampaignId | null;
  readonly state: DeliveryState;
  readonly reason: Reason | null;
  readonly dueAt: EpochMs | null;
  readonly finalizedAt: EpochMs | null;
}

/** All that is known of one token. `null` = not known or never. */
export interface TokenRecord extends TokenLine {
  readonly payload: string | null;
  readonly createdAt: EpochMs | null;
  readonly optedInAt: EpochMs | null;
  readonly frequency: Frequency | null;
  readonly reoptin: string | null;
  readonly stoppedAt: EpochMs | null;
  readonly invalidAt: EpochMs | null;
  readonly suppressedAt: EpochMs | null;
  /** When the next eligible time was read, or how old the file was that gave it. */
  readonly nextEligibleReadAt: EpochMs | null;
  /** The import that brought the token; `null` = it came another way. */
  readonly importId: ImportId | null;
  readonly consent: readonly ConsentLine[];
  /** The latest messages, newest first. */
  readonly deliveries: readonly TokenDelivery[];
}

/** Most messages shown with a token. */
const SHOWN_DELIVERIES = 100;

/** Everything about a token; one per account that knows it, empty when none does. */
export function showToken(
  db: ReadableDb,
  args: { readonly token: NotificationToken; readonly accountId: AccountId | null; readonly now: EpochMs },
): readonly TokenRecord[] {
  const text = `SELECT t.payload, t.created_at_ms, t.opted_in_at_ms, t.frequency, t.reoptin, l.next_eligible_read_at_ms,
      (SELECT i.id FROM import i WHERE t.id BETWEEN i.first_token_id AND i.last_token_id) AS import_id, ${TOKEN_LINE}
    WHERE t.token = ?1 AND t.account_id IN (SELECT id FROM account WHERE ?2 IS NULL OR id = ?2)`;
  return selectAll(db, text, [args.token, args.accountId]).map((row) => {
    const line = rowToTokenLine(row, args.now);
    return {
      ...line,
      payload: textOf(row, 'payload'),
      createdAt: instant(row, 'created_at_ms'),
      optedInAt: instant(row, 'opted_in_at_ms'),
      frequency: row['frequency'] as Frequency | null, // closed by CHECK
      reoptin: textOf(row, 'reoptin'),
      stoppedAt: instant(row, 'stopped_at_ms'),
      invalidAt: instant(row, 'invalid_at_ms'),
      suppressedAt: instant(row, 'suppressed_at_ms'),
      nextEligibleReadAt: instant(row, 'next_eligible_read_at_ms'),
      importId: row['import_id'] === null ? null : (Number(row['import_id']) as ImportId), // row id
      consent: consentOf(db, line),
      deliveries: deliveriesOf(db, line),
    };
  });
}

/** The record of the person, and of earlier rows of the same person that an undone import had taken away. */
function consentOf(db: ReadableDb, line: TokenLine): readonly ConsentLine[] {
  const rows = selectAll(
    db,
    `SELECT * FROM consent_event WHERE recipient_id = ?1 OR recipient_id IN (
       SELECT gone.recipient_id FROM consent_event gone WHERE gone.kind = 'importUndone' AND gone.wording = ?2
         AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.id = gone.recipient_id))
     ORDER BY id`,
    [line.recipientId, line.recipient],
  );
  return rows.map((row) => ({
    kind: row['kind'] as ConsentKind, // closed by CHECK
    at: Number(row['at_ms']) as EpochMs, // NOT NULL by schema
    recordedAt: Number(row['recorded_at_ms']) as EpochMs, // NOT NULL by schema
    source: row['source'] as ConsentSource, // closed by CHECK
    importId: row['import_id'] === null ? null : (Number(row['import_id']) as ImportId), // row id
    wording: row['kind'] === 'importUndone' ? null : textOf(row, 'wording'),
    isOfThisToken: row['token_id'] === line.id,
  }));
}

function deliveriesOf(db: ReadableDb, line: TokenLine): readonly TokenDelivery[] {
  const rows = selectAll(
    db,
    `SELECT id, kind, campaign_id, state, reason, due_at_ms, finalized_at_ms FROM delivery WHERE token_id = ?
     ORDER BY id DESC LIMIT ${SHOWN_DELIVERIES}`,
    [line.id],
  );
  return rows.map((row) => ({
    id: Number(row['id']) as DeliveryId, // row id
    kind: row['kind'] as DeliveryKind, // closed by CHECK
    campaignId: row['campaign_id'] === null ? null : (Number(row['campaign_id']) as CampaignId), // row id
    state: row['state'] as DeliveryState, // closed by CHECK
    reason: row['reason'] as Reason | null, // closed by CHECK
    dueAt: instant(row, 'due_at_ms'),
    finalizedAt: instant(row, 'finalized_at_ms'),
  }));
}

function instant(row: Row, name: string): EpochMs | null {
  return row[name] === null ? null : (Number(row[name]) as EpochMs); // INTEGER milliseconds by schema
}

function textOf(row: Row, name: string): string | null {
  return row[name] === null ? null : String(row[name]);
}
