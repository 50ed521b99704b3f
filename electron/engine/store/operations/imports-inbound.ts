import { execute, selectAll, type WritableDb } from '../database.ts';

/** When a list opens a window: later than what is known, and not ahead of now, which no message can be. */
const IS_NEWER = 'i.at_ms <= @at AND (r.last_inbound_at_ms IS NULL OR r.last_inbound_at_ms < i.at_ms)';

/** Takes over when people last wrote, and keeps what stood there before for undo (DESIGN 7). */
export function applyInbound(
  db: WritableDb,
  work: { readonly accountId: number; readonly importId: number; readonly at: number },
): void {
  const facts = { account: work.accountId, at: work.at };
  execute(
    db,
    `INSERT INTO import_row (import_id, subject, row_id, before_json)
     SELECT @import, 'inbound', r.id, json_object('at', r.last_inbound_at_ms, 'by', r.window_opened_by, 'set', i.at_ms)
     FROM staging.staged_inbound i JOIN recipient r ON r.account_id = @account AND r.scoped_id = i.recipient
     WHERE ${IS_NEWER}`,
    { ...facts, import: work.importId },
  );
  execute(
    db,
    `UPDATE recipient AS r SET window_opened_by = 'list', last_inbound_at_ms = i.at_ms FROM staging.staged_inbound i
     WHERE r.account_id = @account AND r.scoped_id = i.recipient AND ${IS_NEWER}`,
    facts,
  );
}

/** Puts back what stood there, as far as nothing newer has come since. */
export function undoInbound(db: WritableDb, importId: number): void {
  const rows = selectAll(db, `SELECT row_id, before_json FROM import_row WHERE import_id = ? AND subject = 'inbound'`, [
    importId,
  ]);
  for (const row of rows) {
    const before = JSON.parse(String(row['before_json'])) as Readonly<
      Record<'at' | 'by' | 'set', string | number | null>
    > & { readonly setBy?: string }; // written above
    execute(
      db,
      `UPDATE recipient SET last_inbound_at_ms = ?, window_opened_by = ? WHERE id = ? AND last_inbound_at_ms = ? AND window_opened_by = ?`,
      [before.at, before.by, Number(row['row_id']), before.set, before.setBy ?? 'list'],
    );
  }
}
