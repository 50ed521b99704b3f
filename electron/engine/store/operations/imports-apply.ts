import type { DomainError } from '#shared/domain/errors.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { type OperationContext, withOutside } from '../operation.ts';
import { recordConsent, upcomingChanges } from './imports-consent.ts';
import { applyHappenings } from './imports-happenings.ts';
import { applyInbound } from './imports-inbound.ts';
import { BEFORE_PERSON, BEFORE_TOKEN, CHANGE, LEDGER_CHANGES, NEW_STOPPED_AT, TOKEN_MERGE } from './imports-merge.ts';
import { type ApplyOrder, HEAD, type IdBases, KNOWN } from './imports-staged.ts';
import { type TakeBack, takeBackScheduled } from './take-back.ts';

/** What applying made. */
export interface Applied {
  readonly importId: ImportId;
  /** Messages that were planned and do not go out any more, because their person has stopped or is suppressed, or the token is gone. */
  readonly takenBack: number;
}

/** Rows of a change set that go in with one statement each, so that a long import can be watched and ended. */
const STEP = 50_000;
/** Rejected rows kept in the workspace; all of them go into the rejects file (issue 2). Sundial's choice. */
const KEPT_REJECTS = 10_000;

function apply(db: WritableDb, order: ApplyOrder, context: OperationContext): Applied {
  refuseStale(db, order);
  const importId = insertImport(db, order);
  const bases = idBases(db);
  const last = Number(selectOne(db, 'SELECT ifnull(max(no), 0) AS no FROM staging.ordered')?.['no']);
  keepBefore(db, importId);
  const upcoming = upcomingChanges(db, order);
  for (let from = 0; from < last; from += STEP) {
    if (context.isCancelled()) throw new DOMException('The import was cancelled.', 'AbortError');
    const step = {
      account: order.accountId,
      import: importId,
      at: order.at,
      factsAt: order.factsAt,
      ...bases,
      from,
      to: from + STEP,
    };
    insertStillNew(db, step, order);
    changeKnownRows(db, step, order);
    context.progress(Math.min(from + STEP, last));
  }
  applyHappenings(db, order, importId, context);
  applyInbound(db, { accountId: order.accountId, importId, at: order.at });
  markGone(db, importId, order.at);
  recordConsent(db, { order, importId, bases, upcoming });
  finishImport(db, { order, importId, bases });
  return { importId, takenBack: takeBackStopped(db, order) };
}

/**
 * Applies a change set in one transaction: exactly the rows of the staging file, compared with the workspace as it was when they were
 * staged (DESIGN 7).
 *
 * @throws {DomainError} `importState` when what the change set is about has changed meanwhile; nothing is stored then, and it can be
 *   staged again.
 */
export const applyImport = withOutside(apply, { attach: (order: ApplyOrder) => order.stagingPath, emptiesLog: true });

/** A known row must be as it was staged, a new one still new; for new ones the unique indexes stand guard as well. */
function refuseStale(db: ReadableDb, order: ApplyOrder): void {
  const changedSince = selectOne(
    db,
    `SELECT 1 FROM ${KNOWN} WHERE o.change > 0 AND
       (o.before_json IS NOT ${BEFORE_TOKEN} OR o.person_json IS NOT ${BEFORE_PERSON}) LIMIT 1`,
  );
  const expected = selectOne(db, 'SELECT count(*) AS n FROM staging.ordered WHERE token_id IS NOT NULL')?.['n'];
  const found = selectOne(db, `SELECT count(*) AS n FROM ${KNOWN}`)?.['n'];
  const gonePeople = selectOne(
    db,
    `SELECT 1 FROM staging.ordered o WHERE o.recipient_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.id = o.recipient_id) LIMIT 1`,
  );
  const goneSince = selectOne(
    db,
    `SELECT 1 FROM staging.staged_gone o LEFT JOIN notification_token t ON t.id = o.token_id
       LEFT JOIN token_ledger l ON l.token_id = t.id WHERE o.before_json IS NOT ${BEFORE_TOKEN} LIMIT 1`,
  );
  if (changedSince === null && expected === found && gonePeople === null && goneSince === null) return;
  throw stale(order.fileName);
}

function stale(fileName: string | null): DomainError {
  return fileName === null ? refuse('listStale', {}) : refuse('importStale', { name: fileName }, { where: fileName });
}

function insertImport(db: WritableDb, order: ApplyOrder): ImportId {
  const { counts } = order;
  const { lastId } = execute(
    db,
    `INSERT INTO import (account_id, source, file_name, file_sha256, state, rows, new, changed, unchanged, flagged, rejected,
       applied_at_ms, mapping_json, last_delivery_id, facts_at_ms)
     VALUES (@account, @source, @fileName, @sha256, 'applied', @rows, @new, @changed, @unchanged, @flagged, @rejected,
       @at, @mapping, (SELECT ifnull(max(id), 0) FROM delivery), @factsAt)`,
    {
      account: order.accountId,
      source: order.source,
      fileName: order.fileName,
      sha256: order.sha256,
      ...counts,
      at: order.at,
      mapping: order.mappingJson,
      factsAt: order.factsAt,
    },
  );
  return lastId as ImportId; // a row id of this table
}

function idBases(db: ReadableDb): IdBases {
  const highest = (table: string): number =>
    Number(selectOne(db, 'SELECT seq FROM sqlite_sequence WHERE name = ?', [table])?.['seq'] ?? 0);
  return { person: highest('recipient'), token: highest('notification_token') };
}

/** Keeps how known rows were, for undo. New rows stand in the import's id ranges. */
function keepBefore(db: WritableDb, importId: number): void {
  execute(
    db,
    `INSERT INTO import_row (import_id, subject, row_id, before_json)
     SELECT ?, 'token', token_id, json_insert(before_json, '$.change', change) FROM staging.ordered WHERE token_id IS NOT NULL AND change & ${CHANGE.token | CHANGE.ledger}`,
    [importId],
  );
  execute(
    db,
    `INSERT OR IGNORE INTO import_row (import_id, subject, row_id, before_json)
     SELECT ?, 'recipient', recipient_id, person_json FROM staging.ordered WHERE recipient_id IS NOT NULL AND change & ${CHANGE.person}`,
    [importId],
  );
  execute(
    db,
    `INSERT INTO import_row (import_id, subject, row_id, before_json) SELECT ?, 'token', token_id, json_insert(before_json, '$.change', ${CHANGE.token}) FROM staging.staged_gone`,
    [importId],
  );
}

type Step = Readonly<Record<'account' | 'import' | 'at' | 'factsAt' | 'person' | 'token' | 'from' | 'to', number>>;

const IN_STEP = 'o.no > @from AND o.no <= @to';

/** Only the parameters a statement names: SQLite refuses others. */
function run(db: WritableDb, text: string, step: Step): void {
  execute(
    db,
    text,
    Object.fromEntries(Object.entries(step).filter(([name]) => new RegExp(`@${name}\\b`, 'u').test(text))),
  );
}

/** A row that was new when it was staged and stands here now shows at the unique indexes, which costs nothing when none does. */
function insertStillNew(db: WritableDb, step: Step, order: ApplyOrder): void {
  try {
    insertNewRows(db, step, order);
  } catch (error) {
    const isTwin = error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
    throw isTwin ? stale(order.fileName) : error;
  }
}

function insertNewRows(db: WritableDb, step: Step, order: ApplyOrder): void {
  run(
    db,
    `INSERT INTO recipient (id, account_id, scoped_id, display_name, suppressed_at_ms, last_import_id)
     SELECT @person + o.no, @account, o.recipient, o.name, o.suppressed_at_ms, @import FROM staging.ordered o
     WHERE ${IN_STEP} AND o.recipient_id IS NULL AND o.head = 0 ORDER BY o.no`,
    step,
  );
  run(
    db,
    `INSERT INTO notification_token (id, account_id, recipient_id, token, topic, payload, zone, created_at_ms, expires_at_ms, frequency,
       user_token_status, reoptin, opted_in_at_ms, stopped_at_ms, last_import_id)
     SELECT @token + o.no, @account, ifnull(o.recipient_id, @person + ${HEAD}), o.token, o.topic, o.payload, o.zone, o.created_at_ms,
       o.expires_at_ms, o.frequency, o.user_token_status, o.reoptin, o.opted_in_at_ms, ${NEW_STOPPED_AT}, @import
     FROM staging.ordered o WHERE ${IN_STEP} AND o.token_id IS NULL ORDER BY o.no`,
    step,
  );
  run(
    db,
    `INSERT INTO token_ledger (token_id, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms)
     SELECT @token + o.no, o.next_eligible_at_ms, ${ledgerSource(order)}, CASE WHEN o.next_eligible_at_ms IS NOT NULL THEN @factsAt END
     FROM staging.ordered o WHERE ${IN_STEP} AND o.token_id IS NULL ORDER BY o.no`,
    step,
  );
}

function ledgerSource(order: ApplyOrder): string {
  return `CASE WHEN o.next_eligible_at_ms IS NOT NULL THEN '${order.source === 'sync' ? 'platform' : 'file'}' END`;
}

function changeKnownRows(db: WritableDb, step: Step, order: ApplyOrder): void {
  const columns = Object.entries(TOKEN_MERGE).map(([column, value]) => `${column} = ${value}`);
  run(
    db,
    `UPDATE notification_token AS t SET ${columns.join(', ')}, last_import_id = @import FROM staging.ordered AS o
     WHERE o.token_id = t.id AND o.change & ${CHANGE.token} AND ${IN_STEP}`,
    step,
  );
  run(
    db,
    `INSERT INTO token_ledger (token_id, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms)
     SELECT o.token_id, o.next_eligible_at_ms, ${ledgerSource(order)}, @factsAt FROM staging.ordered o
     LEFT JOIN token_ledger l ON l.token_id = o.token_id
     WHERE ${IN_STEP} AND o.change & ${CHANGE.ledger} AND ${LEDGER_CHANGES}
     ON CONFLICT DO UPDATE SET next_eligible_at_ms = excluded.next_eligible_at_ms,
       next_eligible_source = excluded.next_eligible_source, next_eligible_read_at_ms = excluded.next_eligible_read_at_ms`,
    step,
  );
  run(
    db,
    `UPDATE recipient AS r SET display_name = ifnull(o.name, r.display_name),
       suppressed_at_ms = ifnull(r.suppressed_at_ms, o.suppressed_at_ms), last_import_id = @import FROM staging.ordered AS o
     WHERE o.recipient_id = r.id AND o.change & ${CHANGE.person} AND ${IN_STEP}`,
    step,
  );
}

function markGone(db: WritableDb, importId: number, at: number): void {
  execute(
    db,
    `UPDATE notification_token SET invalid_at_ms = ?, last_import_id = ?
     WHERE id IN (SELECT token_id FROM staging.staged_gone) AND invalid_at_ms IS NULL`,
    [at, importId],
  );
}

/** Notes the id ranges and the rejected rows. */
function finishImport(
  db: WritableDb,
  work: { readonly order: ApplyOrder; readonly importId: number; readonly bases: IdBases },
): void {
  const { importId, bases, order } = work;
  execute(
    db,
    `UPDATE import SET (first_token_id, last_token_id) =
         (SELECT @token + min(no), @token + max(no) FROM staging.ordered WHERE token_id IS NULL),
       (first_recipient_id, last_recipient_id) =
         (SELECT min(id), max(id) FROM recipient WHERE id > @person AND last_import_id = @import)
     WHERE id = @import`,
    { import: importId, person: bases.person, token: bases.token },
  );
  execute(
    db,
    `INSERT OR IGNORE INTO import_reject (import_id, row, column_name, value, code)
     SELECT ?, row, column_name, value, code FROM staging.staged_reject ORDER BY no LIMIT ${KEPT_REJECTS}`,
    [importId],
  );
  if (order.source !== 'sync') return;
  execute(db, 'UPDATE account SET last_sync_at_ms = ? WHERE id = ?', [order.at, order.accountId]);
}

/**
 * Planned messages are taken back at once to tokens that have stopped or are gone, and to every token of a person who is suppressed,
 * whichever of them the list names (RELIABILITY P-08, P-03).
 */
function takeBackStopped(db: WritableDb, order: ApplyOrder): number {
  const rows = selectAll(
    db,
    `SELECT t.id, 'stopped' AS reason FROM ${KNOWN} WHERE o.change & ${CHANGE.token} AND t.stopped_at_ms IS NOT NULL
     UNION ALL SELECT token_id, 'invalid' FROM staging.staged_gone
     UNION ALL SELECT t.id, 'suppressed' FROM staging.ordered o JOIN recipient r ON r.id = o.recipient_id
       JOIN notification_token t ON t.recipient_id = r.id
     WHERE o.change & ${CHANGE.person} AND r.suppressed_at_ms IS NOT NULL`,
  );
  return takeBackScheduled(
    db,
    rows.map((row) => ({ tokenId: Number(row['id']), reason: row['reason'] as TakeBack['reason'] })), // named in the query
    order.at,
  );
}
