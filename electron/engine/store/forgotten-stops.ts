import { type ReadableDb, selectOne } from './database.ts';
import { HASHED_ACCOUNT, suppressionHasher } from './suppression-hash.ts';

/** What a token of an account is known by once its row is gone; the same hash as the list of removals uses. */
export function tokenHasher(db: ReadableDb, accountId: number): (token: string) => string {
  const account = selectOne(db, `SELECT ${HASHED_ACCOUNT} FROM account WHERE id = ?`, [accountId]);
  const hash = suppressionHasher(db);
  const of = { kind: 'token', platform: String(account?.['platform']), pageId: String(account?.['page_id']) } as const;
  return (token) => hash({ ...of, id: token });
}

/**
 * Tells when a token was stopped whose row was kept long enough and removed (RELIABILITY P-04).
 *
 * @returns `null` when the account has none, so that nobody hashes a million tokens for nothing; the function answers `null` for a
 *   token nobody stopped.
 */
export function forgottenStops(db: ReadableDb, accountId: number): ((token: string) => number | null) | null {
  const any = selectOne(db, 'SELECT 1 FROM forgotten_stop WHERE account_id = ? LIMIT 1', [accountId]);
  if (any === null) return null;
  const hash = tokenHasher(db, accountId);
  const find = 'SELECT stopped_at_ms FROM forgotten_stop WHERE account_id = ? AND salted_hash = ?';
  return (token) => {
    const row = selectOne(db, find, [accountId, hash(token)]);
    return row === null ? null : Number(row['stopped_at_ms']);
  };
}
