import { safeStorage } from 'electron';
import { DomainError } from '#shared/domain/errors.ts';
import { type KeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import { decideKeyPlace, type KeyPlace } from './key-place-decision.ts';

/** Page keys in the system's keychain, by account (DESIGN 2, Secrets; RELIABILITY S-15, S-16). */
export interface KeyVault {
  /** Where a key goes that is put now. */
  readonly place: () => Promise<KeyPlace>;
  readonly placeOf: (account: number) => Promise<KeyPlace['place'] | null>;
  /** @throws {DomainError} `reconnectNeeded` when a stored key cannot be decrypted here. */
  readonly get: (account: number) => Promise<string | null>;
  /** @throws {DomainError} `workspaceNotWritable`. */
  readonly put: (account: number, key: string) => Promise<void>;
  readonly remove: (account: number) => Promise<void>;
  readonly acceptPlainText: () => void;
}

/** Opens the vault of a data folder; the keychain is first asked when a key is. */
export function openKeyVault(folder: string): KeyVault {
  const inMemory = new Map<number, string>();
  let isAccepted = readKeyFile(folder)?.isPlainTextAccepted ?? false;

  const place = async (): Promise<KeyPlace> => {
    const backend = keyringBackend();
    if (backend === 'basic_text' && isAccepted) safeStorage.setUsePlainTextEncryption(true);
    const isAvailable = backend !== 'basic_text' && (await safeStorage.isAsyncEncryptionAvailable());
    return decideKeyPlace({ backend, isAvailable, isPlainTextAccepted: isAccepted });
  };
  const change = (edit: (keys: KeyFile['keys']) => KeyFile['keys']): void => {
    const keys = edit({ ...readKeyFile(folder)?.keys });
    write(folder, { isPlainTextAccepted: isAccepted, keys });
  };
  const forget = (account: number): void => {
    if (readKeyFile(folder)?.keys[account] === undefined) return;
    change((keys) => Object.fromEntries(Object.entries(keys).filter(([stored]) => stored !== String(account))));
  };
  return {
    place,
    placeOf: async (account) => {
      if (inMemory.has(account)) return 'memory';
      const stored = readKeyFile(folder)?.keys[account];
      if (stored === undefined) return null;
      return stored.backend === 'basic_text' ? 'plainText' : 'system';
    },
    get: async (account) => {
      const kept = inMemory.get(account);
      if (kept !== undefined) return kept;
      await place(); // opens what was accepted as plain text
      return decrypted(readKeyFile(folder), account);
    },
    put: async (account, key) => {
      if ((await place()).place === 'memory') {
        inMemory.set(account, key);
        // What is stored for this account is the old key; after a restart it must not come back.
        return forget(account);
      }
      const encrypted = (await safeStorage.encryptStringAsync(key)).toString('base64');
      change((keys) => ({ ...keys, [account]: { backend: keyringBackend() ?? process.platform, encrypted } }));
      inMemory.delete(account);
    },
    remove: async (account) => {
      inMemory.delete(account);
      forget(account);
    },
    acceptPlainText: () => {
      isAccepted = true;
      change((keys) => keys);
    },
  };
}

/** Only Linux has several; the other systems have one each. */
function keyringBackend(): string | null {
  return process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null;
}

async function decrypted(file: KeyFile | null, account: number): Promise<string | null> {
  if (file === null) throw reconnect('The file with the Page keys cannot be read');
  const stored = file.keys[account];
  if (stored === undefined) return null;
  try {
    return (await safeStorage.decryptStringAsync(Buffer.from(stored.encrypted, 'base64'))).result;
  } catch {
    // No cause: what a keychain says may quote what it was given.
    throw reconnect(`The keychain that encrypted the Page key (${stored.backend}) does not decrypt it any more`);
  }
}

function reconnect(why: string): DomainError {
  return new DomainError('reconnectNeeded', `${why}; connect the Page again. Nothing else is lost.`, 'keychain');
}

function write(folder: string, file: KeyFile): void {
  try {
    writeKeyFile(folder, file);
  } catch (error) {
    throw new DomainError(
      'workspaceNotWritable',
      'The Page key could not be stored in the data folder.',
      folder,
      error,
    );
  }
}
