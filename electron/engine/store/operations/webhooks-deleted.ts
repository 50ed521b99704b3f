import type { AccountId } from '#shared/domain/ids.ts';
import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';

/** The clause of the index over messages and their deletions, word for word: without it the index is not used. `w` is the event. */
export const MESSAGE_KINDS = `w.kind IN ('message', 'deletion')`;

interface OneMessage {
  readonly accountId: AccountId;
  readonly messageId: string;
}

/** Whether a person has deleted a message, whichever of the two was heard of first (META-API 8; issue 4, Webhooks in). */
export function isDeleted(db: ReadableDb, { accountId, messageId }: OneMessage): boolean {
  const text = `SELECT 1 FROM webhook_event w WHERE w.account_id = ? AND ${MESSAGE_KINDS} AND w.kind = 'deletion'
    AND w.body_json ->> 'mid' = ? LIMIT 1`;
  return selectOne(db, text, [accountId, messageId]) !== null;
}

/** Forgets what is known of a message. That its person wrote, and when, stays: it says nothing of what they wrote. */
export function forgetMessage(db: WritableDb, { accountId, messageId }: OneMessage): void {
  execute(
    db,
    `DELETE FROM webhook_event AS w WHERE w.account_id = ? AND ${MESSAGE_KINDS} AND w.kind = 'message' AND w.body_json ->> 'mid' = ?`,
    [accountId, messageId],
  );
}
