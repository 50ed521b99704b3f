import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newestChange } from '#host/newest-change.ts';
import { BUILT_SCREENS } from '#host/screen-files.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** What the built screens are made of. */
const SOURCES = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'] as const;

/**
 * Builds the screens where the sources are newer than the last build. In an installed app there are no sources, and nothing happens.
 *
 * The build comes to life beside the last one and then takes its place, so that whoever starts meanwhile finds one of the two.
 *
 * @returns whether something was built.
 * @throws what the bundler finds wrong with the sources.
 */
export async function buildScreens(): Promise<boolean> {
  if (!existsSync(join(PROJECT, 'renderer', 'main.tsx')) || isFresh()) return false;
  const fresh = join(PROJECT, 'out', `renderer-${process.pid}`);
  const stale = `${fresh}-old`;
  try {
    await asProduction(() => buildInto(fresh));
    if (existsSync(BUILT_SCREENS)) renameSync(BUILT_SCREENS, stale);
    renameSync(fresh, BUILT_SCREENS);
  } finally {
    for (const folder of [fresh, stale]) rmSync(folder, { recursive: true, force: true });
  }
  return true;
}

async function buildInto(folder: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: join(PROJECT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
}

/**
 * Whatever the environment says (tests run under another word), people get the quick build. The variable itself has to say so: vite and
 * its plugins read it one by one, and a page that is built half for development stays empty.
 */
async function asProduction(run: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function isFresh(): boolean {
  const page = join(BUILT_SCREENS, 'index.html');
  if (!existsSync(page)) return false;
  const builtAtMs = statSync(page).mtimeMs;
  return SOURCES.every((source) => newestChange(join(PROJECT, source)) <= builtAtMs);
}
