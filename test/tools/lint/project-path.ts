import { relative, resolve, sep } from 'node:path';

/** The folder that holds package.json: three folders above this file. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '../../..');

/**
 * A file's path from the project root with forward slashes on every system, as the tables of `test/tools` write them.
 * A file outside the project keeps its leading `..`.
 */
export function projectPath(absolutePath: string): string {
  return relative(PROJECT_ROOT, absolutePath).split(sep).join('/');
}
