import type { RecipientId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, selectAll, type WritableDb } from '../database.ts';
import type { OperationContext } from '../operation.ts';
import { noteInbound } from './asks.ts';
import { type ApplyOrder, accountOf } from './imports-staged.ts';
import { MESSAGE_KINDS } from './webhooks-deleted.ts';
import { personOf } from './webhooks-person.ts';

/** People between two looks at whether the import was cancelled. */
const STEP = 10_000;

/**
 * Takes over the messages, ways in and deletions of a log, with the same meaning as the same events live (webhooks-take.ts): ids and
 * times are kept and no texts, a message opens the window of its own time, of a deleted message nothing stays.
 */
export function applyHappenings(db: WritableDb, order: ApplyOrder, importId: number, context: OperationContext): void {
  keepEvents(db, order, importId);
  let done = 0;
  for (const { recipient, at, openedBy } of people(db)) {
    done += 1;
    if (done % STEP === 0 && context.isCancelled()) throw new DOMException('The import was cancelled.', 'AbortError');
    const recipientId = personIn(db, { order, importId, recipient });
    if (at !== null && openedBy !== null) openWindow(db, { recipientId, importId, at, openedBy });
  }
}

const DELETED = `SELECT body ->> 'mid' FROM staging.staged_happening WHERE kind = 'deletion'
  UNION ALL SELECT w.body_json ->> 'mid' FROM webhook_event w WHERE w.account_id = @account AND ${MESSAGE_KINDS} AND w.kind = 'deletion'
    AND w.body_json ->> 'mid' IN (SELECT body ->> 'mid' FROM staging.staged_happening WHERE kind = 'message')`;

function keepEvents(db: WritableDb, order: ApplyOrder, importId: number): void {
  const account = order.accountId;
  execute(
    db,
    `DELETE FROM webhook_event AS w WHERE w.account_id = @account AND ${MESSAGE_KINDS} AND w.kind = 'message'
       AND w.body_json ->> 'mid' IN (SELECT body ->> 'mid' FROM staging.staged_happening WHERE kind = 'deletion')`,
    { account },
  );
  execute(
    db,
    `INSERT INTO webhook_event (account_id, key, kind, at_ms, received_at_ms, import_id, body_json)
     SELECT @account, key, kind, at_ms, @at, @import, body FROM staging.staged_happening
     WHERE kind <> 'message' OR body ->> 'mid' IS NULL OR body ->> 'mid' NOT IN (${DELETED})
     ON CONFLICT DO NOTHING`,
    { account, at: order.at, import: importId },
  );
}

interface PersonWrote {
  readonly recipient: string;
  /** Their latest message, tap or reaction; `null` = they only came in. */
  readonly at: EpochMs | null;
  readonly openedBy: string | null;
}

/** Of two messages at one instant the earlier line counts, as live. */
function people(db: WritableDb): readonly PersonWrote[] {
  const rows = selectAll(
    db,
    `SELECT recipient, max(at_ms) FILTER (WHERE kind <> 'referral') AS at_ms,
       (SELECT i.kind FROM staging.staged_happening i WHERE i.recipient = h.recipient AND i.kind NOT IN ('referral', 'deletion')
        ORDER BY i.at_ms DESC, i.row LIMIT 1) AS kind
     FROM staging.staged_happening h WHERE kind <> 'deletion' GROUP BY recipient ORDER BY min(row)`,
  );
  return rows.map((row) => ({
    recipient: String(row['recipient']),
    at: row['at_ms'] as EpochMs | null, // INTEGER milliseconds
    openedBy: row['kind'] as string | null, // TEXT by schema
  }));
}

function personIn(
  db: WritableDb,
  work: { readonly order: ApplyOrder; readonly importId: number; readonly recipient: string },
): RecipientId {
  const before = selectAll(db, 'SELECT ifnull(max(id), 0) AS id FROM recipient')[0]?.['id'];
  const recipientId = personOf(db, accountOf(work.order), work);
  if (recipientId > Number(before)) {
    execute(db, 'UPDATE recipient SET last_import_id = ? WHERE id = ?', [work.importId, recipientId]);
  }
  return recipientId;
}

/** Keeps what stood there before for undo, as far as this import brings something newer. */
function openWindow(
  db: WritableDb,
  window: {
    readonly recipientId: RecipientId;
    readonly importId: number;
    readonly at: EpochMs;
    readonly openedBy: string;
  },
): void {
  execute(
    db,
    `INSERT INTO import_row (import_id, subject, row_id, before_json)
     SELECT @import, 'inbound', id, json_object('at', last_inbound_at_ms, 'by', window_opened_by, 'set', @at, 'setBy', @by)
     FROM recipient WHERE id = @id AND (last_inbound_at_ms IS NULL OR last_inbound_at_ms < @at)
     ON CONFLICT DO UPDATE SET before_json = json_set(before_json, '$.set', @at, '$.setBy', @by)`,
    { import: window.importId, id: window.recipientId, at: window.at, by: window.openedBy },
  );
  noteInbound(db, window);
}
