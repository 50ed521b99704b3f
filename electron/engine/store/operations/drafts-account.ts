import { type AccountId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { ReadableDb } from '../database.ts';
import { readAccount } from './accounts.ts';

/**
 * Makes sure that an account is there.
 *
 * @throws {DomainError} `notFound`.
 */
export function needAccount(db: ReadableDb, id: AccountId): void {
  if (readAccount(db, { id }) !== null) return;
  const shown = toPublicId('account', id);
  throw refuse('accountUnknown', { account: shown }, { where: 'account', terminal: '; "account list" shows all.' });
}
