import { safeStorage } from 'electron';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { type KeyFile, keyFileAside, readKeyFile, setKeyFileAside, writeKeyFile } from './key-file.ts';
import { decideKeyPlace, type KeyPlace } from './key-place-decision.ts';

/** Page keys in the system's keychain, by account (DESIGN 2, Secrets; RELIABILITY S-15, S-16). */
export interface KeyVault {
  /** Where a key goes that is put now. */
  readonly place: () => Promise<KeyPlace>;
  readonly placeOf: (account: number) => Promise<KeyPlace['place'] | null>;
  /** @throws {DomainError} `reconnectNeeded` when a stored key cannot be decrypted here, or stood in a file that could not be read. */
  readonly get: (account: number) => Promise<string | null>;
  /** @throws {DomainError} `workspaceNotWritable`. */
  readonly put: (account: number, key: string) => Promise<void>;
  /** @throws {DomainError} `workspaceNotWritable`. */
  readonly remove: (account: number) => Promise<void>;
  /** @throws {DomainError} `workspaceNotWritable`. */
  readonly acceptPlainText: () => void;
}

/** Opens the vault of a data folder; the keychain is first asked when a key is. */
export function openKeyVault(folder: string): KeyVault {
  const inMemory = new Map<number, string>();
  let wasAccepted = false;
  const isAccepted = (): boolean => {
    wasAccepted ||= readable(folder)?.isPlainTextAccepted ?? false;
    return wasAccepted;
  };

  const place = async (): Promise<KeyPlace> => {
    const backend = keyringBackend();
    if (backend === 'basic_text' && isAccepted()) safeStorage.setUsePlainTextEncryption(true);
    const isAvailable = backend !== 'basic_text' && (await safeStorage.isAsyncEncryptionAvailable());
    return decideKeyPlace({ backend, isAvailable, isPlainTextAccepted: isAccepted() });
  };
  const change = (edit: (keys: KeyFile['keys']) => KeyFile['keys']): void => {
    const stored = readToChange(folder);
    const isPlainTextAccepted = wasAccepted || (stored?.isPlainTextAccepted ?? false);
    write(folder, { isPlainTextAccepted, keys: edit({ ...stored?.keys }) }, stored === null);
  };
  const forget = (account: number): void => {
    if (readToChange(folder)?.keys[account] === undefined) return;
    change((keys) => Object.fromEntries(Object.entries(keys).filter(([stored]) => stored !== String(account))));
  };
  return {
    place,
    placeOf: async (account) => {
      if (inMemory.has(account)) return 'memory';
      const stored = readable(folder)?.keys[account];
      if (stored === undefined) return null;
      return stored.backend === 'basic_text' ? 'plainText' : 'system';
    },
    get: async (account) => {
      const kept = inMemory.get(account);
      if (kept !== undefined) return kept;
      await place(); // opens what was accepted as plain text
      return decrypted(folder, account);
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
      wasAccepted = true;
      change((keys) => keys);
    },
  };
}

/** The file as far as it can be read now; `null` = it cannot, whatever keeps it from being read. */
function readable(folder: string): KeyFile | null {
  try {
    return readKeyFile(folder);
  } catch {
    return null; // told by whoever asked for a key
  }
}

/**
 * The file before something is written in its place; `null` = see `readKeyFile`.
 *
 * @throws {DomainError} `workspaceNotWritable` when it cannot be read now: it may be sound, with keys in it that nobody else has.
 */
function readToChange(folder: string): KeyFile | null {
  try {
    return readKeyFile(folder);
  } catch (error) {
    throw refuse('keyNotStored', {}, { where: folder, cause: error });
  }
}

/** Only Linux has several; the other systems have one each. */
function keyringBackend(): string | null {
  return process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null;
}

async function decrypted(folder: string, account: number): Promise<string | null> {
  const file = readable(folder);
  if (file === null) throw refuse('keysUnreadable', {}, { where: 'keychain' });
  const stored = file.keys[account];
  if (stored === undefined) {
    const aside = keyFileAside(folder);
    if (aside !== null) throw refuse('keysSetAside', { file: aside }, { where: 'keychain' });
    return null;
  }
  try {
    return (await safeStorage.decryptStringAsync(Buffer.from(stored.encrypted, 'base64'))).result;
  } catch {
    // No cause: what a keychain says may quote what it was given.
    throw refuse('keyUndecryptable', { backend: stored.backend }, { where: 'keychain' });
  }
}

/** @param isUnreadable - whether a file stands there that cannot be understood; it is kept aside, never overwritten. */
function write(folder: string, file: KeyFile, isUnreadable: boolean): void {
  try {
    if (isUnreadable) setKeyFileAside(folder);
    writeKeyFile(folder, file);
  } catch (error) {
    throw refuse('keyNotStored', {}, { where: folder, cause: error });
  }
}
