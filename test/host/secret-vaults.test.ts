import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileSecretVault, SECRETS_FILE } from '#host/file-secret-vault.ts';
import { createKnownSecrets } from '#host/known-secrets.ts';
import { openMemorySecretVault } from '#host/memory-secret-vault.ts';
import type { AccessToken, AccountId } from '#shared/domain/ids.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const A = 1 as AccountId; // a row of no table
const B = 2 as AccountId; // a row of no table
const SECRET = 'EAAMcAnaRy0123456789' as AccessToken; // made up
const OTHER = 'EAAMcAnaRy9876543210' as AccessToken; // made up

function open(folder: string, mayStore: boolean) {
  return openFileSecretVault({ folder, mayStore, known: createKnownSecrets() });
}

describe('the vault in a file', () => {
  it('writes nothing without consent, and keeps the access token in memory', async () => {
    const folder = temporaryFolder();
    const vault = open(folder, false);
    await vault.put(A, SECRET);
    expect(await vault.get(A)).toBe(SECRET);
    expect(readdirSync(folder)).toEqual([]);
    expect(await open(folder, false).get(A)).toBeNull();
  });

  it('with consent keeps it for the next process, in a file of its owner alone in a folder of its owner alone', async () => {
    const folder = join(temporaryFolder(), 'workspace');
    mkdirSync(folder, { mode: 0o755 });
    await open(folder, true).put(A, SECRET);
    expect(await open(folder, false).get(A)).toBe(SECRET);
    expect(statSync(join(folder, SECRETS_FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual([SECRETS_FILE]);
  });

  it('closes a file that others could read', async () => {
    const folder = temporaryFolder();
    await open(folder, true).put(A, SECRET);
    chmodSync(join(folder, SECRETS_FILE), 0o644);
    await open(folder, false).get(A);
    expect(statSync(join(folder, SECRETS_FILE)).mode & 0o777).toBe(0o600);
  });

  it('loses no change when several come at once', async () => {
    const folder = temporaryFolder();
    const vault = open(folder, true);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => vault.put((i + 1) as AccountId, `${SECRET}${i}` as AccessToken)),
    ); // made up
    const again = open(folder, true);
    for (let i = 0; i < 20; i++) expect(await again.get((i + 1) as AccountId)).toBe(`${SECRET}${i}`);
  });

  it('leaves not a byte of an access token that was removed', async () => {
    const folder = temporaryFolder();
    const vault = open(folder, true);
    await vault.put(A, SECRET);
    await vault.put(B, OTHER);
    await vault.remove(A);
    expect(await vault.get(A)).toBeNull();
    expect(readFileSync(join(folder, SECRETS_FILE), 'utf8')).not.toContain(SECRET);
    await vault.remove(B);
    expect(existsSync(join(folder, SECRETS_FILE))).toBe(false);
  });

  it('does not bring an old access token back after a new one was put without consent', async () => {
    const folder = temporaryFolder();
    await open(folder, true).put(A, SECRET);
    const later = open(folder, false);
    await later.put(A, OTHER);
    expect(await later.get(A)).toBe(OTHER);
    expect(await open(folder, false).get(A)).toBeNull();
  });

  it('asks to reconnect when the file is broken, quotes nothing of it and does not overwrite it', async () => {
    for (const text of [`{"accessTokens":{"1":"${SECRET}"`, `[]`, `{"accessTokens":{"x":"${SECRET}"}}`, '']) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, SECRETS_FILE), text);
      const vault = open(folder, true);
      const refusals = [await refusalOf(vault.get(A)), await refusalOf(vault.put(A, OTHER))];
      for (const refusal of refusals) {
        expect(refusal).toMatch(/^reconnectNeeded: /);
        expect(refusal).not.toContain(SECRET);
      }
      expect(readFileSync(join(folder, SECRETS_FILE), 'utf8')).toBe(text);
    }
  });

  it('says so when it cannot write', async () => {
    const folder = join(temporaryFolder(), 'a file, no folder');
    writeFileSync(folder, '');
    await expect(open(folder, true).put(A, SECRET)).rejects.toThrow(/could not be stored|cannot be opened/);
  });
});

describe('the vault in memory', () => {
  it('keeps, replaces and forgets, and makes its secrets known to the redactor', async () => {
    const known = createKnownSecrets();
    const vault = openMemorySecretVault(known);
    expect(await vault.get(A)).toBeNull();
    await vault.put(A, SECRET);
    await vault.put(A, OTHER);
    expect(await vault.get(A)).toBe(OTHER);
    await vault.remove(A);
    expect(await vault.get(A)).toBeNull();
    expect(known.list()).toEqual([SECRET, OTHER]);
  });
});
