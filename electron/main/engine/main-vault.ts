import { z } from 'zod';
import type { SecretVault } from '#engine/ports.ts';
import type { KnownSecrets } from '#host/known-secrets.ts';
import type { AccessToken } from '#shared/domain/ids.ts';
import { keyPlaceSchema } from './engine-messages.ts';
import type { MainLine } from './main-line.ts';

const placeSchema = keyPlaceSchema.shape.place.nullable();
const keySchema = z.string().min(1).nullable();

/** The vault of the desktop app as the engine sees it: main keeps the keys, in the system's keychain (DESIGN 2, Secrets). */
export function openMainVault(line: MainLine, known: KnownSecrets): SecretVault {
  return {
    describe: async () => keyPlaceSchema.parse(await line.ask({ verb: 'describeKeys' })),
    placeOf: async (account) => placeSchema.parse(await line.ask({ verb: 'placeOfKey', account })),
    get: async (account) => {
      const key = keySchema.parse(await line.ask({ verb: 'getKey', account }));
      if (key !== null) known.add(key);
      return key as AccessToken | null; // what `put` was given
    },
    put: async (account, accessToken) => {
      known.add(accessToken);
      await line.ask({ verb: 'putKey', account, accessToken });
    },
    remove: async (account) => {
      await line.ask({ verb: 'removeKey', account });
    },
  };
}
