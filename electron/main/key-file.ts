import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '#host/make-folder.ts';

const keyFileSchema = z.strictObject({
  /** See `KeyringFacts`; remembered, since it was asked once. */
  isPlainTextAccepted: z.boolean(),
  keys: z.record(
    z.string().regex(/^\d+$/),
    /** The backend stands beside the text, so that a change of keyring can be told from damage (RELIABILITY S-15). */
    z.strictObject({ backend: z.string().min(1), encrypted: z.base64() }),
  ),
});
/** Page keys as they are stored: encrypted, by account. */
export type KeyFile = z.infer<typeof keyFileSchema>;

/** Name of the file in the data folder. */
export const KEY_FILE = 'desktop-keys.json';

/** Files that could not be understood, by number: none is ever overwritten. */
const ASIDE = /^desktop-keys\.unreadable-(\d+)\.json$/;

const EMPTY: KeyFile = { isPlainTextAccepted: false, keys: {} };

/**
 * Reads the file of a data folder; a missing one is empty. `null` = it was read and cannot be understood; it is then left as it is until
 * something has to be written, and kept aside then (RELIABILITY S-16).
 *
 * @throws what the system says when it is there and cannot be read now: it may be sound, so nothing may take its place.
 */
export function readKeyFile(folder: string): KeyFile | null {
  let text: string;
  try {
    text = readFileSync(join(folder, KEY_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return EMPTY;
    throw error;
  }
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch {
    return null; // told by whoever asked for a key
  }
}

/** Moves a file that cannot be understood out of the way, as it is: whoever can mend it still has every key in it. */
export function setKeyFileAside(folder: string): void {
  const name = `desktop-keys.unreadable-${(numbersAside(folder).at(-1) ?? 0) + 1}.json`;
  renameSync(join(folder, KEY_FILE), join(folder, name));
}

/** Name of the file that was set aside last; `null` = none was. */
export function keyFileAside(folder: string): string | null {
  const number = numbersAside(folder).at(-1);
  return number === undefined ? null : `desktop-keys.unreadable-${number}.json`;
}

function numbersAside(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).flatMap((name) => ASIDE.exec(name)?.slice(1, 2).map(Number) ?? []);
  return numbers.toSorted((a, b) => a - b);
}

/** Replaces the file as a whole: a crash leaves the old one or the new one. Only its owner can read it. */
export function writeKeyFile(folder: string, file: KeyFile): void {
  makeFolder(folder);
  const path = join(folder, KEY_FILE);
  const handle = openSync(`${path}.new`, 'w', 0o600);
  try {
    chmodSync(`${path}.new`, 0o600);
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${path}.new`, path);
}
