import { isLoopbackOrigin, parseApiBase } from '#engine/graph/api-base.ts';
import type { SecretVault } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { toPublicId } from '#shared/domain/ids.ts';

/**
 * Whether this host holds what it needs to send for an account. A key belongs to the host that stored it (DESIGN 2, Secrets); a
 * practice platform on this computer hands out its own.
 */
export async function isConnectedHere(account: Account, vault: SecretVault): Promise<boolean> {
  if (account.isPractice && (account.apiBase === null || isLoopbackOrigin(parseApiBase(account.apiBase)))) return true;
  return (await vault.get(account.id)) !== null;
}

/**
 * Makes sure an account can be used from here.
 *
 * @throws {DomainError} `reconnectNeeded` when this host holds no Page key for it.
 */
export async function needConnectedHere(account: Account, vault: SecretVault): Promise<void> {
  if (await isConnectedHere(account, vault)) return;
  const id = toPublicId('account', account.id);
  throw new DomainError(
    'reconnectNeeded',
    `Account ${id} (${account.name}) has no Page key here, so Meta was not asked; reconnect needed here: account reconnect ${id}.`,
    `account ${id}`,
  );
}
