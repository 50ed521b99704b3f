import { isLoopbackOrigin, parseApiBase } from '#engine/graph/api-base.ts';
import type { SecretVault } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/**
 * Whether this host holds what it needs to send for an account. A key belongs to the host that stored it (DESIGN 2, Secrets); a
 * practice platform on this computer hands out its own. A key that cannot be read here is none: the account is connected again, and
 * nobody is locked out of the list of accounts (RELIABILITY S-16).
 */
export async function isConnectedHere(account: Account, vault: SecretVault): Promise<boolean> {
  try {
    return needsNoKey(account) || (await vault.get(account.id)) !== null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'reconnectNeeded') return false; // told where the account is used
    throw error;
  }
}

/**
 * Makes sure an account can be used from here.
 *
 * @throws {DomainError} `reconnectNeeded` when this host holds no Page key for it, or cannot read it.
 */
export async function needConnectedHere(account: Account, vault: SecretVault): Promise<void> {
  if (needsNoKey(account) || (await vault.get(account.id)) !== null) return;
  const id = toPublicId('account', account.id);
  throw refuse(
    'pageKeyMissing',
    { account: id, name: account.name },
    { where: `account ${id}`, terminal: `; reconnect needed here: account reconnect ${id}.` },
  );
}

function needsNoKey(account: Account): boolean {
  return account.isPractice && (account.apiBase === null || isLoopbackOrigin(parseApiBase(account.apiBase)));
}
