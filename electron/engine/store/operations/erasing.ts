import { DomainError } from '#shared/domain/errors.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { withOutside } from '../operation.ts';
import { suppressionHasher } from '../suppression-hash.ts';

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
    `SELECT recipient.account_id, recipient.scoped_id, account.platform, account.page_id
     FROM recipient JOIN account ON account.id = recipient.account_id WHERE recipient.id = ?`,
    [args.recipientId],
  );
  if (person === null) throw new DomainError('notFound', 'This person is not known here any more.', 'recipient');
  refuseOnItsWay(db, args.recipientId);
  const hash = suppressionHasher(db)({
    kind: 'person',
    platform: String(person['platform']),
    pageId: String(person['page_id']),
    id: String(person['scoped_id']),
  });
  execute(db, 'INSERT INTO suppression (account_id, salted_hash, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
    Number(person['account_id']),
    hash,
    args.at,
  ]);
  return { accountId: Number(person['account_id']), ...removeRows(db, args, String(person['scoped_id'])) };
}

function refuseOnItsWay(db: ReadableDb, recipientId: number): void {
  const row = selectOne(db, `SELECT 1 FROM delivery WHERE recipient_id = ? AND state = 'sending' LIMIT 1`, [
    recipientId,
  ]);
  if (row === null) return;
  throw new DomainError(
    'wrongState',
    'A message to this person is on its way right now; try again in a minute.',
    'recipient',
  );
}

function removeRows(
  db: WritableDb,
  args: { readonly recipientId: number; readonly at: EpochMs },
  scopedId: string,
): Omit<Erased, 'accountId'> {
  const id = args.recipientId;
  const tokens = selectAll(db, 'SELECT id, token FROM notification_token WHERE recipient_id = ?', [id]);
  forgetTexts(db, [scopedId, ...tokens.map((row) => String(row['token']))]);
  execute(db, `DELETE FROM import_row WHERE subject = 'recipient' AND row_id = ?`, [id]);
  for (const token of tokens) {
    execute(db, `DELETE FROM import_row WHERE subject = 'token' AND row_id = ?`, [Number(token['id'])]);
  }
  const ofPerson = 'delivery_id IN (SELECT id FROM delivery WHERE recipient_id = ?)';
  execute(db, `DELETE FROM attempt WHERE ${ofPerson}`, [id]);
  execute(db, `DELETE FROM read_back WHERE ${ofPerson}`, [id]);
  const messages = execute(db, 'DELETE FROM delivery WHERE recipient_id = ?', [id]).changes;
  const consentEvents = forgetConsent(db, [id, ...formerIds(db, scopedId)], args.at);
  execute(db, 'DELETE FROM notification_token WHERE recipient_id = ?', [id]);
  execute(db, 'DELETE FROM recipient WHERE id = ?', [id]);
  return { tokens: tokens.length, messages, consentEvents };
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

/** Removes the person's id and tokens where they stand inside other rows: rejected values, raw events, the audit log, errors. */
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
    execute(db, `UPDATE attempt SET text = replace(text, @text, 'erased') WHERE instr(text, @text) > 0`, { text });
  }
}

/** Changes that erase. */
export const erasingWrites = { 'person.erase': withOutside(erasePerson, { emptiesLog: true }) };
/** Questions before erasing. */
export const erasingReads = { 'person.find': findPeople };
