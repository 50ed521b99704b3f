import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the desktop app's processes by the project's own configuration, into a folder two levels below the root. */
export async function buildDesktop(folder: string): Promise<void> {
  await build({
    configFile: join(import.meta.dirname, '..', '..', '..', 'vite.desktop.config.ts'),
    mode: 'main',
    logLevel: 'silent',
    build: { outDir: folder },
  });
}

/** Packages that the files of a build load from outside of it, by name, in order. */
export async function outsiders(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/^(?:import|export)\b[^'"\n]*?["']([^'"\n]+)["'];?$/gm)) {
      if (!specifier.startsWith('.') && !isBuiltin(specifier)) found.add(specifier);
    }
  }
  return [...found].toSorted();
}
