import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, for its owner alone.
 *
 * Level by level: Node's own recursive way never returns where the system says that a parent which is there is not (as `/proc` does).
 *
 * @throws {NodeJS.ErrnoException} what the system says when a level cannot be made.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another command has just made it
  }
}
