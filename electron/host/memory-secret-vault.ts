import type { SecretVault } from '#engine/ports.ts';
import type { AccessToken, AccountId } from '#shared/domain/ids.ts';
import type { KnownSecrets } from './known-secrets.ts';

/** Keeps access tokens for as long as the process lives and nowhere else (DESIGN 2, Secrets). */
export function openMemorySecretVault(known: KnownSecrets): SecretVault {
  const accessTokens = new Map<AccountId, AccessToken>();
  return {
    describe: () => Promise.resolve({ place: 'memory', asksForFile: false }),
    placeOf: (account) => Promise.resolve(accessTokens.has(account) ? 'memory' : null),
    get: (account) => Promise.resolve(accessTokens.get(account) ?? null),
    put(account, accessToken) {
      known.add(accessToken);
      accessTokens.set(account, accessToken);
      return Promise.resolve();
    },
    remove(account) {
      accessTokens.delete(account);
      return Promise.resolve();
    },
  };
}
