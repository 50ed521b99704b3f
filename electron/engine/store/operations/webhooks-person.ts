import type { AccountId, RecipientId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';
import { HASHED_ACCOUNT, suppressionHasher } from '../suppression-hash.ts';

/**
 * The person's row, made when they are new. Somebody who was erased comes back as one who shall not be messaged: only a newer yes of
 * theirs changes that (RELIABILITY P-03).
 */
export function personOf(
  db: WritableDb,
  accountId: AccountId,
  { recipient }: { readonly recipient: string },
): RecipientId {
  const known = selectOne(db, 'SELECT id FROM recipient WHERE account_id = ? AND scoped_id = ?', [
    accountId,
    recipient,
  ]);
  if (known !== null) return Number(known['id']) as RecipientId; // row id
  const suppressedAt = erasedAt(db, accountId, recipient);
  const { lastId } = execute(db, 'INSERT INTO recipient (account_id, scoped_id, suppressed_at_ms) VALUES (?, ?, ?)', [
    accountId,
    recipient,
    suppressedAt,
  ]);
  return lastId as RecipientId; // the row just made
}

function erasedAt(db: ReadableDb, accountId: AccountId, scopedId: string): EpochMs | null {
  const account = selectOne(db, `SELECT ${HASHED_ACCOUNT} FROM account WHERE id = ?`, [accountId]);
  const any = selectOne(db, 'SELECT 1 FROM suppression WHERE account_id = ? LIMIT 1', [accountId]);
  if (account === null || any === null) return null;
  const hash = suppressionHasher(db)({
    kind: 'person',
    platform: String(account['platform']),
    pageId: String(account['page_id']),
    id: scopedId,
  });
  const row = selectOne(db, 'SELECT at_ms FROM suppression WHERE account_id = ? AND salted_hash = ?', [
    accountId,
    hash,
  ]);
  return (row?.['at_ms'] ?? null) as EpochMs | null; // INTEGER milliseconds by schema
}
