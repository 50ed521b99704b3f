import type { EngineParts } from '#engine/engine-parts.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, parsePublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/**
 * The account a person means. `null` = they named none, which is enough where there is one only.
 *
 * @throws {DomainError} `notFound`, or `invalidInput` when several could be meant.
 */
export async function findAccount(parts: EngineParts, text: string | null): Promise<Account> {
  if (text === null) return onlyAccount(parts);
  const id = parsePublicId('account', text) as AccountId; // a number that names an account, if there is one
  const account = await parts.store.read('account.read', { id });
  if (account === null) {
    throw refuse('accountUnknown', { account: text }, { where: 'account', terminal: ' in this data folder.' });
  }
  return account;
}

async function onlyAccount(parts: EngineParts): Promise<Account> {
  const accounts = await parts.store.read('account.list', null);
  const [first] = accounts;
  if (first === undefined) {
    throw refuse('noAccount', {}, { where: 'account' });
  }
  if (accounts.length > 1) {
    const ids = accounts.map((account) => `a${account.id} (${account.name})`).join(', ');
    throw new DomainError('invalidInput', `There are several accounts, say which one: ${ids}.`, 'account');
  }
  return first;
}
