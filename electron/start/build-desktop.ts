import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newestChange } from '#host/newest-change.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** What the desktop app is made of, besides its screens. */
const SOURCES = ['electron', 'shared', 'vite.desktop.config.ts', 'package-lock.json'] as const;

/**
 * Builds the processes of the desktop app and its preload where the sources are newer than the last build.
 *
 * @returns whether something was built.
 * @throws what the bundler finds wrong with the sources.
 */
export async function buildDesktop(): Promise<boolean> {
  if (isFresh()) return false;
  const { build } = await import('vite');
  for (const mode of ['preload', 'main']) {
    await build({ configFile: join(PROJECT, 'vite.desktop.config.ts'), mode, logLevel: 'error' });
  }
  return true;
}

function isFresh(): boolean {
  const built = ['out/main/main.js', 'out/preload/index.cjs'].map((path) => join(PROJECT, path));
  if (!built.every((path) => existsSync(path))) return false;
  const builtAtMs = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return SOURCES.every((source) => newestChange(join(PROJECT, source)) <= builtAtMs);
}
