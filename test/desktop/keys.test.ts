import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { KEY_FILE } from '#desktop/key-file.ts';
import { type KeyVault, openKeyVault } from '#desktop/key-vault.ts';
import { stage } from '#test/support/electron-stand-in/stage.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const KEY = 'EAAM-a-page-key-that-nobody-may-read';
let folder: string;
let vault: KeyVault;

beforeEach(() => {
  stage.keyring = { backend: 'gnome_libsecret', isAvailable: true, name: 'keyring one' };
  folder = temporaryFolder();
  vault = openKeyVault(folder);
});

const stored = (): string => readFileSync(join(folder, KEY_FILE), 'utf8');

it('a key is stored encrypted, with the backend’s name beside it, for its owner alone, and is there after a restart', async () => {
  await vault.put(1, KEY);

  expect(await vault.place()).toEqual({ place: 'system', asksForFile: false });
  expect(stored()).not.toContain(KEY);
  expect(stored()).toContain(process.platform === 'linux' ? 'gnome_libsecret' : process.platform);
  if (process.platform !== 'win32') expect(statSync(join(folder, KEY_FILE)).mode & 0o777).toBe(0o600);
  const again = openKeyVault(folder);
  expect(await again.get(1)).toBe(KEY);
  expect(await again.placeOf(1)).toBe('system');
  expect(await again.get(2)).toBeNull();
});

it('a data folder that is not there yet holds no key', async () => {
  expect(await openKeyVault(join(folder, 'not there yet')).get(1)).toBeNull();
});

it('a key that is taken away is gone from the file', async () => {
  await vault.put(1, KEY);
  await vault.remove(1);

  expect(await vault.get(1)).toBeNull();
  expect(stored()).toContain('"keys": {}');
});

it('a keyring that is gone or another one leads to "connect the Page again", and no other key is lost', async () => {
  await vault.put(1, KEY);
  const before = stored();
  stage.keyring = { ...stage.keyring, name: 'keyring two' };

  const again = openKeyVault(folder);
  expect(await refusalOf(again.get(1))).toMatch(/^reconnectNeeded: .*connect the Page again/);
  expect(stored()).toBe(before);
  await again.put(2, 'another-key-of-another-page');
  expect(await again.get(2)).toBe('another-key-of-another-page');
  expect(stored()).toContain('"1"');
});

it('a file that cannot be understood leads to "connect the Page again" and stays as it is', async () => {
  writeFileSync(join(folder, KEY_FILE), '{"keys": 1}');
  const again = openKeyVault(folder);

  expect(await refusalOf(again.get(1))).toMatch(/^reconnectNeeded: .*connect the Page again/);
  expect(stored()).toBe('{"keys": 1}');
});

it('a file that cannot be understood is kept aside before anything is written in its place, and the person is told where', async () => {
  for (const text of ['{"keys": 1}', '{"keys": 2}']) {
    writeFileSync(join(folder, KEY_FILE), text);
    const again = openKeyVault(folder);
    if (text.includes('1')) again.acceptPlainText();
    else await again.put(2, 'another-key');
  }

  expect(readFileSync(join(folder, 'desktop-keys.unreadable-1.json'), 'utf8')).toBe('{"keys": 1}');
  expect(readFileSync(join(folder, 'desktop-keys.unreadable-2.json'), 'utf8')).toBe('{"keys": 2}');
  const later = openKeyVault(folder);
  expect(await later.get(2)).toBe('another-key');
  expect(await refusalOf(later.get(1))).toMatch(/^reconnectNeeded: .*is kept as desktop-keys\.unreadable-2\.json/);
});

it('a file that cannot be read just now is never put aside: nothing is stored, and its keys are there once it can be read again', async () => {
  await vault.put(1, KEY);
  const [path, away] = [join(folder, KEY_FILE), join(folder, 'away')];
  renameSync(path, away);
  mkdirSync(path); // what stands there cannot be read, whoever asks
  const again = openKeyVault(folder);

  expect(await refusalOf(again.put(2, 'another-key'))).toMatch(/^workspaceNotWritable: /);
  expect(await refusalOf(again.remove(1))).toMatch(/^workspaceNotWritable: /);
  expect(() => again.acceptPlainText()).toThrow('could not be stored');
  expect(await refusalOf(again.get(1))).toMatch(/^reconnectNeeded: /);
  expect(await again.placeOf(1)).toBeNull();
  expect(readdirSync(folder).toSorted()).toEqual(['away', KEY_FILE]);
  rmdirSync(path);
  renameSync(away, path);
  expect(await again.get(1)).toBe(KEY);
});

it('without any encryption a key stays in memory and ends with the app', async () => {
  stage.keyring = { ...stage.keyring, isAvailable: false };
  await vault.put(1, KEY);

  expect(await vault.place()).toEqual({ place: 'memory', asksForFile: false });
  expect(await vault.get(1)).toBe(KEY);
  expect(await vault.placeOf(1)).toBe('memory');
  expect(await openKeyVault(folder).get(1)).toBeNull();
});
