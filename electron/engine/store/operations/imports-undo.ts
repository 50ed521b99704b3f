import { type ImportId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { appendConsent } from '../consent-chain.ts';
import {
  execute,
  type ReadableDb,
  type Row,
  type SqlValue,
  selectAll,
  selectOne,
  type WritableDb,
} from '../database.ts';
import { type OperationContext, withOutside } from '../operation.ts';
import { undoInbound } from './imports-inbound.ts';
import { CHANGE, LEDGER_BEFORE, PERSON_BEFORE, TOKEN_BEFORE } from './imports-merge.ts';
import { writeAudit } from './settings.ts';

/** Why a token stays as it is when its import is undone. */
export const KEPT_CODES = [
  /** A message to it was planned or sent since; its record must keep its token. */
  'holdsDelivery',
  /** Another import, a webhook, the platform or a person has changed it since. */
  'changedSince',
  /** A log told that the person has stopped: that is their own word, and no mistake of a list (DESIGN 4, Stops). */
  'hasStopped',
] as const;
/** See {@link KEPT_CODES}. */
export type KeptCode = (typeof KEPT_CODES)[number];

/** What an undo did (issue 2, `tokens undo`). Counts of tokens. */
export interface Undone {
  /** Known tokens that are again as they were. */
  readonly restored: number;
  /** Tokens the import had brought and that are gone again. */
  readonly removed: number;
  readonly kept: readonly { readonly token: string; readonly code: KeptCode }[];
}

interface ImportRow {
  readonly id: number;
  readonly source: 'file' | 'sync' | 'webhookLog';
  readonly people: readonly [number, number];
  readonly tokens: readonly [number, number];
  readonly lastDelivery: number;
  readonly factsAt: number;
}

/** Takes an import back, row for row (DESIGN 7). Foreign keys are checked here by sets, see {@link withOutside}. */
function undo(
  db: WritableDb,
  args: { readonly importId: ImportId; readonly at: number },
  context: OperationContext,
): Undone {
  const found = readImport(db, args.importId);
  db.exec(
    'DROP TABLE IF EXISTS temp.undone_token; CREATE TEMP TABLE undone_token (id INTEGER PRIMARY KEY, recipient_id INTEGER, topic TEXT)',
  );
  const kept = [...chooseRemovable(db, found)];
  const removed = recordUndone(db, { found, at: args.at, context });
  removeTokens(db, found);
  const restoredOrKept = restoreTokens(db, found, args.at);
  restorePeople(db, found.id);
  undoInbound(db, found.id);
  // What people asked for stays known: their stops, and the messages they deleted.
  execute(db, `DELETE FROM webhook_event WHERE import_id = ? AND kind NOT IN ('stop', 'deletion')`, [found.id]);
  execute(db, `UPDATE import SET state = 'undone', undone_at_ms = ? WHERE id = ?`, [args.at, found.id]);
  db.exec('DROP TABLE temp.undone_token');
  const result = { restored: restoredOrKept.restored, removed, kept: [...kept, ...restoredOrKept.kept] };
  writeAudit(db, {
    at: args.at,
    actor: 'person',
    action: 'importUndone',
    subject: toPublicId('import', found.id),
    detail: { restored: result.restored, removed: result.removed, kept: result.kept.length },
  });
  return result;
}

/**
 * Undoes an import: tokens it brought go, tokens it changed are again as they were, except those that something else has changed since
 * or that hold a delivery; these stay and are named (DESIGN 7). The consent record keeps everything and gets an `importUndone` entry.
 *
 * @throws {DomainError} `notFound` for an unknown import, `importState` for one that was undone already.
 */
export const undoImportOperation = withOutside(undo, { checksForeignKeysItself: true, emptiesLog: true });

function readImport(db: ReadableDb, importId: ImportId): ImportRow {
  const row = selectOne(db, 'SELECT * FROM import WHERE id = ?', [importId]);
  const name = toPublicId('import', importId);
  if (row === null) throw refuse('importUnknown', { import: name }, { where: name });
  if (row['state'] !== 'applied') {
    throw refuse('importUndone', { import: name }, { where: name });
  }
  const range = (what: string): readonly [number, number] => [
    Number(row[`first_${what}_id`] ?? 1),
    Number(row[`last_${what}_id`] ?? 0),
  ];
  return {
    id: importId,
    source: row['source'] as ImportRow['source'], // closed by CHECK
    people: range('recipient'),
    tokens: range('token'),
    lastDelivery: Number(row['last_delivery_id']),
    factsAt: Number(row['facts_at_ms']),
  };
}

/** Fills `undone_token` with new tokens that may go; returns the others by name. */
function chooseRemovable(db: WritableDb, found: ImportRow): Undone['kept'] {
  const range = [...found.tokens, found.id];
  const holds = `(EXISTS (SELECT 1 FROM delivery d WHERE d.token_id = t.id)
    OR EXISTS (SELECT 1 FROM opt_in_request q WHERE q.answered_token_id = t.id))`;
  const stops = found.source === 'webhookLog' ? '(t.stopped_at_ms IS NOT NULL)' : '(0)';
  execute(
    db,
    `INSERT INTO temp.undone_token SELECT t.id, t.recipient_id, t.topic FROM notification_token t
     WHERE t.id BETWEEN ? AND ? AND t.last_import_id = ? AND NOT ${holds} AND NOT ${stops} ORDER BY t.recipient_id, t.id`,
    range,
  );
  const rows = selectAll(
    db,
    `SELECT t.token, ${holds} AS holds, t.last_import_id IS NOT ? AS changed FROM notification_token t
     WHERE t.id BETWEEN ? AND ? AND (changed OR ${holds} OR ${stops}) ORDER BY t.id`,
    [found.id, ...found.tokens],
  );
  return rows.map((row) => ({ token: String(row['token']), code: codeOf(row) }));
}

function codeOf(row: Row): KeptCode {
  if (row['holds'] === 1) return 'holdsDelivery';
  return row['changed'] === 1 ? 'changedSince' : 'hasStopped';
}

/** Enters the undoing into the consent record of each person. The wording names the person, whose row may go with it. */
function recordUndone(
  db: WritableDb,
  work: { readonly found: ImportRow; readonly at: number; readonly context: OperationContext },
): number {
  const { found, at, context } = work;
  const source = found.source === 'webhookLog' ? 'webhook' : found.source;
  let done = 0;
  let after = 0;
  for (;;) {
    const page = selectAll(
      db,
      `SELECT u.id, u.recipient_id, r.scoped_id FROM temp.undone_token u JOIN recipient r ON r.id = u.recipient_id
       WHERE u.id > ? ORDER BY u.id LIMIT 10000`,
      [after],
    );
    for (const row of page) {
      appendConsent(db, {
        recipientId: Number(row['recipient_id']),
        tokenId: Number(row['id']),
        kind: 'importUndone',
        at,
        recordedAt: at,
        source,
        importId: found.id,
        wording: String(row['scoped_id']),
      });
    }
    done += page.length;
    after = Number(page.at(-1)?.['id'] ?? after);
    context.progress(done);
    if (context.isCancelled()) throw new DOMException('The undo was cancelled.', 'AbortError');
    if (page.length === 0) return done;
  }
}

/** Removes tokens, their ledger and the people who came with them and hold nothing any more. A suppressed person stays (P-03). */
function removeTokens(db: WritableDb, found: ImportRow): void {
  execute(db, 'DELETE FROM token_ledger WHERE token_id IN (SELECT id FROM temp.undone_token)');
  execute(db, 'DELETE FROM notification_token WHERE id IN (SELECT id FROM temp.undone_token)');
  const [first, last] = found.people;
  // One walk over the deliveries instead of one per person: they have no index by person alone.
  db.exec('CREATE TEMP TABLE held_person (id INTEGER PRIMARY KEY)');
  execute(
    db,
    'INSERT INTO temp.held_person SELECT DISTINCT recipient_id FROM delivery WHERE recipient_id BETWEEN ? AND ?',
    [first, last],
  );
  execute(
    db,
    `DELETE FROM recipient WHERE id BETWEEN ? AND ? AND last_import_id = ? AND suppressed_at_ms IS NULL
       AND NOT EXISTS (SELECT 1 FROM import_row i WHERE i.import_id = recipient.last_import_id AND i.subject = 'inbound'
         AND i.row_id = recipient.id AND i.before_json ->> 'set' < recipient.last_inbound_at_ms)
       AND NOT EXISTS (SELECT 1 FROM notification_token t WHERE t.recipient_id = recipient.id)
       AND id NOT IN (SELECT id FROM temp.held_person)`,
    [first, last, found.id],
  );
  db.exec('DROP TABLE temp.held_person');
}

interface Restored {
  readonly restored: number;
  readonly kept: Undone['kept'];
}

function restoreTokens(db: WritableDb, found: ImportRow, at: number): Restored {
  const kept: { token: string; code: KeptCode }[] = [];
  let restored = 0;
  const rows = selectAll(
    db,
    `SELECT i.row_id, i.before_json, t.token, t.recipient_id, t.topic, t.last_import_id, t.stopped_at_ms,
       EXISTS (SELECT 1 FROM delivery d WHERE d.token_id = t.id
         AND (d.id > ? OR d.state = 'scheduled' OR d.state = 'sending' OR d.state = 'uncertain')) AS holds,
       l.next_eligible_read_at_ms AS read_at_ms, l.next_eligible_source AS source
     FROM import_row i JOIN notification_token t ON t.id = i.row_id LEFT JOIN token_ledger l ON l.token_id = t.id
     WHERE i.import_id = ? AND i.subject = 'token' ORDER BY i.row_id`,
    [found.lastDelivery, found.id],
  );
  for (const row of rows) {
    const before = JSON.parse(String(row['before_json'])) as Before; // written by imports-apply.ts
    const code = keptCode(row, before, found);
    if (code === null) {
      putBack(db, { row, before, found, at });
      restored += 1;
    } else kept.push({ token: String(row['token']), code });
  }
  return { restored, kept };
}

/** A token and its ledger as they were, and which of them the import changed. */
interface Before {
  readonly token: Readonly<Record<string, SqlValue>>;
  readonly ledger: Readonly<Record<string, SqlValue>>;
  readonly change: number;
}

/** What the import changed, token or ledger, must be as it left it. */
function keptCode(row: Row, before: Before, found: ImportRow): KeptCode | null {
  if (row['holds'] === 1) return 'holdsDelivery';
  const isTokenHeld = (before.change & CHANGE.token) === 0 || row['last_import_id'] === found.id;
  const isLedgerHeld = (before.change & CHANGE.ledger) === 0 || isOwnLedger(row, found);
  return isTokenHeld && isLedgerHeld ? null : 'changedSince';
}

function isOwnLedger(row: Row, found: ImportRow): boolean {
  const source = found.source === 'sync' ? 'platform' : 'file';
  return row['source'] === source && row['read_at_ms'] === found.factsAt;
}

interface PutBack {
  readonly row: Row;
  readonly before: Before;
  readonly found: ImportRow;
  readonly at: number;
}

function putBack(db: WritableDb, { row, before, found, at }: PutBack): void {
  const id = Number(row['row_id']);
  if ((before.change & CHANGE.ledger) > 0) {
    const sets = LEDGER_BEFORE.map((column) => `${column} = ?`).join(', ');
    const values = LEDGER_BEFORE.map((column) => before.ledger[column] ?? null);
    execute(db, `UPDATE token_ledger SET ${sets} WHERE token_id = ?`, [...values, id]);
  }
  if ((before.change & CHANGE.token) === 0) return;
  const sets = TOKEN_BEFORE.map((column) => `${column} = ?`).join(', ');
  const isStopKept = found.source === 'webhookLog' && row['stopped_at_ms'] !== null;
  const values = TOKEN_BEFORE.map((column) =>
    isStopKept && column === 'stopped_at_ms' ? Number(row['stopped_at_ms']) : (before.token[column] ?? null),
  );
  execute(db, `UPDATE notification_token SET ${sets} WHERE id = ?`, [...values, id]);
  appendConsent(db, {
    recipientId: Number(row['recipient_id']),
    tokenId: id,
    kind: 'importUndone',
    at,
    recordedAt: at,
    source: found.source === 'webhookLog' ? 'webhook' : found.source,
    importId: found.id,
    wording: null,
  });
}

/** People whose name the import changed get the earlier one back; a suppression that came with it stays: it is the person's wish. */
function restorePeople(db: WritableDb, importId: number): void {
  const rows = selectAll(
    db,
    `SELECT i.row_id, i.before_json FROM import_row i JOIN recipient r ON r.id = i.row_id AND r.last_import_id = i.import_id
     WHERE i.import_id = ? AND i.subject = 'recipient'`,
    [importId],
  );
  const columns = PERSON_BEFORE.filter((column) => column !== 'suppressed_at_ms');
  for (const row of rows) {
    const before = JSON.parse(String(row['before_json'])) as Record<string, SqlValue>; // written by imports-merge.ts
    execute(db, `UPDATE recipient SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`, [
      ...columns.map((column) => before[column] ?? null),
      Number(row['row_id']),
    ]);
  }
}
