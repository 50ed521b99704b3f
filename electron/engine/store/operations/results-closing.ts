import type { TokenId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { WritableDb } from '../database.ts';
import { invalidateToken, stopToken } from './tokens.ts';

/**
 * Closes a token after a refusal: the stop goes into the person's consent record, and every planned message to the token is taken
 * back in the same transaction (RELIABILITY B-33). What is on the wire or undecided ends by itself.
 */
export function closeToken(
  db: WritableDb,
  args: { readonly tokenId: TokenId; readonly because: 'stopped' | 'invalid'; readonly at: EpochMs },
): void {
  const { tokenId, at } = args;
  if (args.because === 'stopped') stopToken(db, { tokenId, at, recordedAt: at, source: 'refusal' });
  else invalidateToken(db, { tokenId, at });
}
