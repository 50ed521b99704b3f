import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '#test/tools/lint/project-path.ts';
import { projectFiles } from '#test/tools/source-files.ts';
import type { Tree } from './clean-tree.ts';

/** Settings of the real project that a planted one takes over unchanged. */
const SETTINGS =
  /^(?:package\.json|biome\.json|knip\.json|\.oxlintrc\.json|tsconfig(?:\.base)?\.json)$|\/tsconfig\.json$/u;

/** As `withPlantedProject`, with the tools of `test/tools` in it, which the lint needs. */
export function withPlantedTools<T>(tree: Tree, use: (root: string) => T): T {
  return withPlantedProject(tree, (root) => {
    cpSync(join(PROJECT_ROOT, 'test/tools'), join(root, 'test/tools'), { recursive: true });
    return use(root);
  });
}

/**
 * Makes a project in a folder of its own: the real settings, with other sources.
 *
 * @param tree - the sources; a file named like a setting replaces it.
 * @param use - called with the folder's path; the folder is gone afterwards.
 */
export function withPlantedProject<T>(tree: Tree, use: (root: string) => T): T {
  // The real path, because the tools report real paths and a temporary folder may be a link.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sundial-planted-')));
  try {
    for (const file of projectFiles(PROJECT_ROOT, (path) => SETTINGS.test(path))) copy(file, root);
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
    for (const [file, text] of Object.entries(tree)) write(join(root, file), text);
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function copy(file: string, root: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  cpSync(join(PROJECT_ROOT, file), join(root, file));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
