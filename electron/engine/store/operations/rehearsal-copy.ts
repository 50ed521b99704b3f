import Database from 'better-sqlite3';
import type { AccountId } from '#shared/domain/ids.ts';
import { execute, inTransaction, type ReadableDb, type WritableDb } from '../database.ts';

/**
 * Writes a copy of the database into a file that is empty or not there yet, consistent, while others read and write. The caller
 * removes it when the rehearsal is over.
 */
export function copyForRehearsal(db: ReadableDb, args: { readonly path: string }): void {
  db.prepare('VACUUM INTO ?').run(args.path);
}

/** What is changed in a copy so that it plays against a practice platform of its own. */
export interface RehearsalCast {
  readonly accountId: AccountId;
  /** The practice platform's Page. */
  readonly pageId: string;
  /** `null` for a Page. */
  readonly igId: string | null;
  readonly rulePackName: string;
  readonly at: number;
}

/**
 * Opens a copy to play on. Nothing of it has to outlive the rehearsal, so nothing waits for the disk.
 *
 * The rehearsed account gets the practice platform's Page and the rule pack; all other accounts stop, because nobody plays them.
 * The change is made here and nowhere in the list of changes, so it can never run on a workspace.
 */
export function openRehearsalCopy(path: string, cast: RehearsalCast): WritableDb {
  const db = new Database(path, { timeout: 0 }) as unknown as WritableDb; // a copy of a workspace, written by copyForRehearsal
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  castRehearsal(db, cast);
  return db;
}

function castRehearsal(db: WritableDb, cast: RehearsalCast): void {
  inTransaction(db, () => {
    execute(db, 'UPDATE account SET page_id = ?, ig_id = ?, rule_pack = ? WHERE id = ?', [
      cast.pageId,
      cast.igId,
      cast.rulePackName,
      cast.accountId,
    ]);
    execute(
      db,
      `UPDATE account SET state = 'frozen', stop_reason = 'person', stop_detail = 'not rehearsed', stopped_until_at_ms = NULL,
         stopped_since_at_ms = ifnull(stopped_since_at_ms, ?) WHERE id <> ?`,
      [cast.at, cast.accountId],
    );
  });
}

/** Questions for a rehearsal that the workspace itself answers. */
export const rehearsalReads = { 'rehearsal.copy': copyForRehearsal };
