import type { TokenId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, type WritableDb } from '../database.ts';
import { tokenHasher } from '../forgotten-stops.ts';
import { withOutside } from '../operation.ts';
import { FORGET_IMPORT_ROW } from './erasing.ts';
import { REMOVED_AT_ONCE } from './retention-messages.ts';

/**
 * A token that has been dead since before @before: stopped, gone at the platform, or expired. One that a message, a card or a follow-up
 * points to stays as long as those do, and so does one whose ledger still keeps its person from getting a message.
 */
const IS_DEAD = `(t.stopped_at_ms < @before OR t.invalid_at_ms < @before OR t.expires_at_ms < @before)
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.token_id = t.id)
  AND NOT EXISTS (SELECT 1 FROM opt_in_request q WHERE q.answered_token_id = t.id)
  AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.token_id = t.id)
  AND NOT EXISTS (SELECT 1 FROM token_ledger l WHERE l.token_id = t.id
    AND (l.last_accepted_at_ms >= @before OR l.next_eligible_at_ms >= @at))`;

/** Which tokens are meant: dead since before `before`, seen at `at`. */
export interface DeadSince {
  readonly before: EpochMs;
  readonly at: EpochMs;
}

/** Tokens to remove, up to {@link REMOVED_AT_ONCE}. */
function deadTokens(db: ReadableDb, args: DeadSince): readonly TokenId[] {
  const { before, at } = args;
  const text = `SELECT t.id FROM notification_token t WHERE ${IS_DEAD} LIMIT ${REMOVED_AT_ONCE}`;
  return selectAll(db, text, { before, at }).map((row) => Number(row['id']) as TokenId); // row id
}

/**
 * Removes dead tokens. A stop leaves a hash behind, so that no old list undoes it. The person stays, and so does the record of their
 * consent, which is append-only: it proves what was agreed to, and says when that ended.
 */
function removeTokens(db: WritableDb, args: DeadSince & { readonly ids: readonly TokenId[] }): number {
  const { before, at } = args;
  const rows = selectAll(
    db,
    `SELECT t.id, t.account_id, t.token, t.stopped_at_ms FROM notification_token t
     WHERE t.id IN (SELECT value FROM json_each(@ids)) AND ${IS_DEAD}`,
    { ids: JSON.stringify(args.ids), before, at },
  );
  for (const row of rows) {
    const [id, accountId] = [Number(row['id']), Number(row['account_id'])];
    if (row['stopped_at_ms'] !== null) {
      execute(
        db,
        `INSERT INTO forgotten_stop (account_id, salted_hash, stopped_at_ms) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET stopped_at_ms = max(stopped_at_ms, excluded.stopped_at_ms)`,
        [accountId, tokenHasher(db, accountId)(String(row['token'])), Number(row['stopped_at_ms'])],
      );
    }
    execute(db, FORGET_IMPORT_ROW, [accountId, 'token', id]);
    execute(db, 'DELETE FROM webhook_event WHERE token_id = ?', [id]);
    execute(db, 'DELETE FROM token_ledger WHERE token_id = ?', [id]);
    execute(db, 'DELETE FROM notification_token WHERE id = ?', [id]);
  }
  return rows.length;
}

/** Changes; what points to a token was looked for above, by sets. */
export const permissionRetentionWrites = {
  'retention.removeTokens': withOutside(removeTokens, { checksForeignKeysItself: true }),
};
/** Questions. */
export const permissionRetentionReads = { 'retention.deadTokens': deadTokens };
