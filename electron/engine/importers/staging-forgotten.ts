import type { Database } from 'better-sqlite3';
import type { ReadableDb } from '#engine/store/database.ts';
import { forgottenStops } from '#engine/store/forgotten-stops.ts';
import { STANDING } from './staging-compare.ts';

/**
 * Gives new tokens the stop that was known of them before their rows were kept long enough (RELIABILITY P-04): a list as old as the
 * stop must not bring them back. A yes in the list that is newer than the stop counts, as for every token.
 */
export function stopForgotten(db: Database, accountId: number): void {
  const workspace = db as unknown as ReadableDb; // the staging connection reads the workspace's tables too
  const stopOf = forgottenStops(workspace, accountId);
  if (stopOf === null) return;
  const rows = db.prepare('SELECT no, token FROM ordered WHERE token_id IS NULL').all() as readonly {
    readonly no: number;
    readonly token: string;
  }[]; // NOT NULL by the staging schema
  const stop = db.prepare(
    `UPDATE ordered SET stopped_at_ms = max(ifnull(stopped_at_ms, 0), @at),
       is_flagged = is_flagged | CASE WHEN ifnull(opted_in_at_ms, 0) <= @at THEN ${STANDING.stopped} ELSE 0 END
     WHERE no = @no`,
  );
  for (const { no, token } of rows) {
    const at = stopOf(token);
    if (at !== null) stop.run({ no, at });
  }
}
