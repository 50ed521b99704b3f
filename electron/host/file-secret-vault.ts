import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SecretVault } from '#engine/ports.ts';
import type { AccessToken, AccountId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { openMemorySecretVault } from './memory-secret-vault.ts';

/** Name of the file in the workspace folder (DESIGN 2, Secrets). */
export const SECRETS_FILE = 'secrets.json';

const secretsFile = z.object({ accessTokens: z.record(z.string().regex(/^\d+$/), z.string().min(1)) });

/** What a vault in a file needs. */
export interface FileSecretVaultParts {
  /** The workspace folder; made private (0700) before anything is written. */
  readonly folder: string;
  /**
   * Whether the user said that secrets may stand in a file: `--store-secret-in-file`, or the same sentence on screen. Without it
   * nothing is ever written; what a file already holds was agreed to before and is read.
   */
  readonly mayStore: boolean;
  readonly known: KnownSecrets;
  /** Where access tokens go that may not stand in a file; not given = one that nobody else has. */
  readonly inMemory?: SecretVault;
}

/**
 * Access tokens in `secrets.json`, readable by its owner alone (0600 in a 0700 folder), replaced as a whole: a crash leaves the
 * old file or the new one. Without consent it keeps new ones in memory only.
 *
 * @returns a vault whose methods throw {@link DomainError}: `reconnectNeeded` when the file cannot be understood (RELIABILITY
 *   S-16), `workspaceNotWritable` when it cannot be written.
 */
export function openFileSecretVault(parts: FileSecretVaultParts): SecretVault {
  const path = join(parts.folder, SECRETS_FILE);
  let stored: Promise<Map<string, AccessToken>> | null = null;
  const inMemory = parts.inMemory ?? openMemorySecretVault(parts.known);
  let lastWrite: Promise<void> = Promise.resolve();

  const read = (): Promise<Map<string, AccessToken>> => {
    stored ??= readSecrets(path, parts.known);
    return stored;
  };
  /** One change after the other: two at once could each write a file without the other's change. */
  const change = (edit: (secrets: Map<string, AccessToken>) => void): Promise<void> => {
    const next = lastWrite.then(async () => {
      const secrets = new Map(await read());
      edit(secrets);
      await writeSecrets(parts.folder, path, secrets);
      stored = Promise.resolve(secrets);
    });
    lastWrite = next.catch(() => undefined); // the caller of this change gets the error; the next change starts afresh
    return next;
  };

  return {
    describe: () =>
      Promise.resolve(parts.mayStore ? { place: 'file', asksForFile: false } : { place: 'memory', asksForFile: true }),
    async placeOf(account) {
      if ((await inMemory.get(account)) !== null) return 'memory';
      return (await read()).has(String(account)) ? 'file' : null;
    },
    async get(account) {
      return (await inMemory.get(account)) ?? (await read()).get(String(account)) ?? null;
    },
    async put(account, accessToken) {
      parts.known.add(accessToken);
      if (parts.mayStore) return change((secrets) => secrets.set(String(account), accessToken));
      await inMemory.put(account, accessToken);
      // What the file holds for this account is the old one; after a restart it must not come back.
      if ((await read()).has(String(account))) await change((secrets) => secrets.delete(String(account)));
    },
    async remove(account: AccountId) {
      await inMemory.remove(account);
      if ((await read()).has(String(account))) await change((secrets) => secrets.delete(String(account)));
    },
  };
}

async function readSecrets(path: string, known: KnownSecrets): Promise<Map<string, AccessToken>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw refuse('keyFileUnopened', { path }, { where: path, cause: error });
  });
  if (text === null) return new Map();
  const secrets = secretsFile.safeParse(parseOrNull(text));
  if (!secrets.success) throw refuse('keyFileOdd', { path }, { where: path }); // no cause: it could quote a secret
  await chmod(path, 0o600).catch(() => undefined); // a file of another owner stays as it is; it was readable to us
  const entries = Object.entries(secrets.data.accessTokens);
  for (const [, secret] of entries) known.add(secret);
  return new Map(entries.map(([account, secret]) => [account, secret as AccessToken])); // what a vault wrote
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // the schema then refuses it
  }
}

async function writeSecrets(folder: string, path: string, secrets: ReadonlyMap<string, AccessToken>): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    if (secrets.size === 0) return await rm(path, { force: true });
    await rm(temporary, { force: true });
    await writeDurably(temporary, `${JSON.stringify({ accessTokens: Object.fromEntries(secrets) }, null, 2)}\n`);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined); // the error below says what is wrong
    throw refuse('keyNotStoredIn', { path }, { where: path, cause: error });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name durable; Windows has no such call on folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
