import type { SecretVault } from '#engine/ports.ts';
import type { AccessToken } from '#shared/domain/ids.ts';

/** A vault that holds the same access token for every account, or none, and takes no other. */
export function createFixedVault(accessToken: AccessToken | null): SecretVault {
  return {
    describe: () => Promise.resolve({ place: 'memory', asksForFile: false }),
    placeOf: () => Promise.resolve(accessToken === null ? null : 'memory'),
    get: () => Promise.resolve(accessToken),
    put: () => Promise.resolve(),
    remove: () => Promise.resolve(),
  };
}
