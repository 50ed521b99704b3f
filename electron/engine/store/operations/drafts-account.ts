import { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, toPublicId } from '#shared/domain/ids.ts';
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
  throw new DomainError('notFound', `There is no account ${shown}; "account list" shows all.`, 'account');
}
