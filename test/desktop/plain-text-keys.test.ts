import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KEY_FILE } from '#desktop/key-file.ts';
import { decideKeyPlace } from '#desktop/key-place-decision.ts';
import { openKeyVault } from '#desktop/key-vault.ts';
import { stage } from '#test/support/electron-stand-in/stage.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openDesktop } from './support/open-desktop.ts';

const PLAIN = { backend: 'basic_text', isAvailable: true, name: 'everybody knows' };

it('a backend that encrypts with a known password counts as plain text: nothing is stored before the person agreed', () => {
  const facts = { backend: 'basic_text', isAvailable: true };

  expect(decideKeyPlace({ ...facts, isPlainTextAccepted: false })).toEqual({ place: 'memory', asksForFile: true });
  expect(decideKeyPlace({ ...facts, isPlainTextAccepted: true })).toEqual({ place: 'plainText', asksForFile: false });
  expect(decideKeyPlace({ backend: 'unknown', isAvailable: true, isPlainTextAccepted: true }).place).toBe('memory');
  expect(decideKeyPlace({ backend: null, isAvailable: true, isPlainTextAccepted: false }).place).toBe('system');
});

it('the screens are told that keys would lie in plain text, before one is given', async () => {
  await using desktop = await openDesktop({ prepare: (prepared) => (prepared.keyring = PLAIN) });
  const { engine } = await desktop.page();
  const { keys } = await engine.accounts.list({});

  // Only Linux has such a backend; elsewhere Electron names none.
  expect(keys).toEqual(
    process.platform === 'linux' ? { place: 'memory', asksForFile: true } : { place: 'system', asksForFile: false },
  );
});

it('once accepted in words, the answer is remembered and keys are stored', async () => {
  stage.keyring = process.platform === 'linux' ? PLAIN : { ...PLAIN, backend: 'none' };
  const folder = temporaryFolder();
  const vault = openKeyVault(folder);
  if (process.platform === 'linux') {
    await vault.put(1, 'a-key-before-the-answer');
    expect(existsSync(join(folder, KEY_FILE))).toBe(false);
  }
  vault.acceptPlainText();
  await vault.put(1, 'a-key-after-the-answer');

  const again = openKeyVault(folder);
  expect(await again.get(1)).toBe('a-key-after-the-answer');
  expect(await again.placeOf(1)).toBe(process.platform === 'linux' ? 'plainText' : 'system');
});
