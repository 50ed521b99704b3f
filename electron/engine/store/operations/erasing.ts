import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { withOutside } from '../operation.ts';
import { HASHED_ACCOUNT, suppressionHasher } from '../suppression-hash.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** A person to erase, as the user names them. */
export interface PersonToFind {
  /** PSID or IGSID. */
  readonly scopedId: string;
  /** `null` = whichever account knows this person. */
  readonly accountId: number | null;
}

/** What an erasure removed. Counts of rows. */
export interface Erased {
  readonly accountId: number;
  readonly tokens: number;
  readonly messages: number;
  readonly consentEvents: number;
}

/** The rows of recipients with a scoped id; more than one when several accounts know the same id. */
export function findPeople(
  db: ReadableDb,
  args: PersonToFind,
): readonly { readonly recipientId: number; readonly accountId: number }[] {
  return selectAll(
    db,
    'SELECT id, account_id FROM recipient WHERE scoped_id = @scopedId AND (@accountId IS NULL OR account_id = @accountId)',
    {
      scopedId: args.scopedId,
      accountId: args.accountId,
    },
  ).map((row) => ({ recipientId: Number(row['id']), accountId: Number(row['account_id']) }));
}

/**
 * Removes everything about one person; only the salted hash stays, so that a list cannot bring them back (DESIGN 3, RELIABILITY P-01).
 * The freed bytes are overwritten (`secure_delete`), and the write-ahead log is emptied afterwards.
 *
 * @throws {DomainError} `notFound`; `wrongState` while a message to the person is on its way.
 */
export function erasePerson(db: WritableDb, args: { readonly recipientId: number; readonly at: EpochMs }): Erased {
  const person = selectOne(
    db,
    `SELECT recipient.account_id, recipient.scoped_id, ${HASHED_ACCOUNT}
     FROM recipient JOIN account ON account.id = recipient.account_id WHERE recipient.id = ?`,
    [args.recipientId],
  );
  if (person === null) throw refuse('personGone', {}, { where: 'recipient' });
  const tokens = selectAll(db, 'SELECT id, token FROM notification_token WHERE recipient_id = ?', [args.recipientId]);
  const tokenIds = tokens.map((row) => Number(row['id']));
  const held = heldDeliveries(db, args.recipientId, tokenIds);
  refuseOnItsWay(held);
  const [accountId, scopedId] = [Number(person['account_id']), String(person['scoped_id'])];
  const subject = { kind: 'person', platform: String(person['platform']), pageId: String(person['page_id']) } as const;
  const hash = suppressionHasher(db)({ ...subject, id: scopedId });
  execute(db, 'INSERT INTO suppression (account_id, salted_hash, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
    accountId,
    hash,
    args.at,
  ]);
  return { accountId, ...removeRows(db, { id: args.recipientId, accountId, scopedId, tokens, held }, args.at) };
}

/** A message to the person. */
interface Held {
  readonly id: number;
  readonly state: DeliveryState;
  /** `null` = it belongs to none, as an opt-in request. */
  readonly campaignId: CampaignId | null;
}

/**
 * The messages to a person 1 with tokens in the JSON list 2. Found by their tokens, each of which belongs to one person for ever, and
 * opt-in requests among those without a token: a walk over all deliveries would hold the writer.
 */
export const HELD_DELIVERIES = `
SELECT id, state, campaign_id FROM delivery WHERE token_id IN (SELECT value FROM json_each(?2))
UNION ALL SELECT id, state, campaign_id FROM delivery WHERE token_id IS NULL AND recipient_id = ?1`;

/** Removes what imports of account 1 keep about the person or token 3 for their undo; subject 2 says which. */
export const FORGET_IMPORT_ROW = `
DELETE FROM import_row WHERE import_id IN (SELECT id FROM import WHERE account_id = ?) AND subject = ? AND row_id = ?`;

/** Removes the deliveries in the JSON list 1, after what points to them. */
export const REMOVE_DELIVERIES = [
  'DELETE FROM attempt WHERE delivery_id IN (SELECT value FROM json_each(?))',
  'DELETE FROM read_back WHERE delivery_id IN (SELECT value FROM json_each(?))',
  'DELETE FROM opt_in_request WHERE delivery_id IN (SELECT value FROM json_each(?))',
  'DELETE FROM follow_up WHERE delivery_id IN (SELECT value FROM json_each(?))',
  'DELETE FROM rezoned WHERE delivery_id IN (SELECT value FROM json_each(?))',
  'DELETE FROM delivery WHERE id IN (SELECT value FROM json_each(?))',
];

function heldDeliveries(db: ReadableDb, recipientId: number, tokens: readonly number[]): readonly Held[] {
  return selectAll(db, HELD_DELIVERIES, [recipientId, JSON.stringify(tokens)]).map((row) => ({
    id: Number(row['id']),
    state: row['state'] as DeliveryState, // closed by CHECK
    campaignId: row['campaign_id'] as CampaignId | null, // a row id by schema
  }));
}

function refuseOnItsWay(held: readonly Held[]): void {
  if (!held.some(({ state }) => state === 'sending')) return;
  throw refuse('messageOnItsWay', {}, { where: 'recipient' });
}

interface Person {
  readonly id: number;
  readonly accountId: number;
  readonly scopedId: string;
  readonly tokens: readonly Row[];
  readonly held: readonly Held[];
}

/** Removes children before parents: foreign keys are not checked meanwhile, see {@link erasingWrites}. */
function removeRows(db: WritableDb, person: Person, at: EpochMs): Omit<Erased, 'accountId'> {
  const { id, accountId, scopedId, tokens, held } = person;
  forgetTexts(db, [scopedId, ...tokens.map((row) => String(row['token']))]);
  execute(db, FORGET_IMPORT_ROW, [accountId, 'recipient', id]);
  for (const token of tokens) execute(db, FORGET_IMPORT_ROW, [accountId, 'token', Number(token['id'])]);
  const deliveries = JSON.stringify(held.map((delivery) => delivery.id));
  for (const text of REMOVE_DELIVERIES) execute(db, text, [deliveries]);
  finishCampaigns(db, new Set(held.flatMap(({ campaignId }) => (campaignId === null ? [] : [campaignId]))));
  const consentEvents = forgetConsent(db, [id, ...formerIds(db, scopedId)], at);
  for (const token of tokens) execute(db, 'DELETE FROM token_ledger WHERE token_id = ?', [Number(token['id'])]);
  // Of events kept long enough only their times are left, which no text finds (P-04).
  for (const token of tokens) execute(db, 'DELETE FROM webhook_event WHERE token_id = ?', [Number(token['id'])]);
  execute(db, 'DELETE FROM notification_token WHERE recipient_id = ?', [id]);
  execute(db, 'DELETE FROM recipient WHERE id = ?', [id]);
  return { tokens: tokens.length, messages: held.length, consentEvents };
}

/** Row numbers under which the person stood before an import was undone; their record of consent outlived the row (schema, consent_event). */
function formerIds(db: ReadableDb, scopedId: string): readonly number[] {
  return selectAll(db, `SELECT DISTINCT recipient_id FROM consent_event WHERE kind = 'importUndone' AND wording = ?`, [
    scopedId,
  ]).map((row) => Number(row['recipient_id']));
}

function forgetConsent(db: WritableDb, recipientIds: readonly number[], at: EpochMs): number {
  return [...new Set(recipientIds)].reduce((sum, id) => {
    // The trigger that keeps consent append-only looks for this row (schema, erasure).
    execute(db, 'INSERT INTO erasure (recipient_id, asked_at_ms) VALUES (?, ?)', [id, at]);
    const { changes } = execute(db, 'DELETE FROM consent_event WHERE recipient_id = ?', [id]);
    execute(db, 'DELETE FROM erasure WHERE recipient_id = ?', [id]);
    return sum + changes;
  }, 0);
}

/**
 * Removes the person's id and tokens where they stand inside other rows: rejected values, raw events, the audit log. The platform's
 * texts about their messages go with the attempts.
 */
function forgetTexts(db: WritableDb, texts: readonly string[]): void {
  for (const text of texts) {
    execute(db, 'DELETE FROM import_reject WHERE instr(value, @text) > 0', { text });
    execute(db, 'DELETE FROM webhook_event WHERE instr(body_json, @text) > 0 OR instr(key, @text) > 0', { text });
    execute(
      db,
      `UPDATE audit_event SET detail_json = replace(detail_json, @text, 'erased') WHERE instr(detail_json, @text) > 0`,
      { text },
    );
    execute(db, `UPDATE audit_event SET subject = replace(subject, @text, 'erased') WHERE instr(subject, @text) > 0`, {
      text,
    });
  }
}

/**
 * Changes that erase. Foreign keys are left unchecked meanwhile: a person's row may be pointed to by deliveries, which have no index
 * by person alone, so SQLite would walk all of them; the operation removes what points to a row before the row.
 */
export const erasingWrites = {
  'person.erase': withOutside(erasePerson, { checksForeignKeysItself: true, emptiesLog: true }),
};
/** Questions before erasing. */
export const erasingReads = { 'person.find': findPeople };
