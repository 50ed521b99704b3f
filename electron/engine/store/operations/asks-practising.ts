import type { AccountId, RecipientId, ScopedId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectOne } from '../database.ts';

/** A person who is told what to do. */
export interface PractisingPerson {
  readonly recipientId: RecipientId;
  readonly recipient: ScopedId;
}

/**
 * The person of an account who is to do something; `recipientId` `null` = whoever never wrote, or longest ago, of those who may be
 * asked at all. `null` = there is nobody.
 */
function practisingPerson(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly recipientId: RecipientId | null; readonly before: EpochMs },
): PractisingPerson | null {
  const row = selectOne(
    db,
    `SELECT id, scoped_id FROM recipient WHERE account_id = ?1 AND suppressed_at_ms IS NULL
       AND (id = ?2 OR (?2 IS NULL AND ifnull(last_inbound_at_ms, 0) < ?3))
     ORDER BY ifnull(last_inbound_at_ms, 0), id LIMIT 1`,
    [args.accountId, args.recipientId, args.before],
  );
  if (row === null) return null;
  return {
    recipientId: Number(row['id']) as RecipientId, // row id
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
  };
}

/** Questions about people of a practice account. */
export const practisingReads = { 'ask.practisingPerson': practisingPerson };
