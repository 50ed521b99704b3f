import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** When something under a path changed last, in ms since 1970; folders count too, since files can go. */
export function newestChange(path: string): number {
  const changedAtMs = statSync(path).mtimeMs;
  if (!statSync(path).isDirectory()) return changedAtMs;
  const below = readdirSync(path, { withFileTypes: true }).map((entry) => newestChange(join(path, entry.name)));
  return Math.max(changedAtMs, ...below);
}
