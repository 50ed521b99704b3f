import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold no text of ours, wherever they stand. */
const NOT_OURS = new Set(['.git', '.library', 'coverage', 'dist', 'node_modules', 'out']);

/**
 * Files of the project, from its root, with forward slashes, sorted.
 *
 * @param root - absolute path of the project.
 * @param wanted - whether a file is asked for, by its path from the root.
 */
export function projectFiles(root: string, wanted: (file: string) => boolean): readonly string[] {
  const walk = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walk(path);
      return entry.isFile() && wanted(path) ? [path] : [];
    });
  return walk('').toSorted((a, b) => (a < b ? -1 : 1));
}

/** Whether a file is TypeScript source that the layers govern; fixtures are data. */
export function isLayeredSource(file: string): boolean {
  if (!/\.tsx?$/u.test(file) || file.startsWith('test/fixtures/')) return false;
  return /^(?:shared|electron|renderer|test)\/|^vite[.a-z]*\.config\.ts$|^vitest\.config\.ts$/u.test(file);
}
