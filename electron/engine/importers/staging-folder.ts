import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** Where the staging files of a workspace stand. */
export function stagingFolder(workspace: string): string {
  return join(workspace, 'staging');
}

/**
 * The path of a new staging file; the folder is made when it is missing, for the owner only.
 *
 * @param name - what tells it from others that are at work, e.g. random hex.
 * @throws {DomainError} `workspaceNotWritable`.
 */
export function stagingPath(workspace: string, name: string): string {
  const folder = stagingFolder(workspace);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (error) {
    throw refuse('placeNotWritable', { folder }, { where: folder, cause: error });
  }
  return join(folder, `import-${name}.db`);
}

/** Removes what imports left behind that were cut off with their process. Only while no import runs: at the start of the engine. */
export function removeStaleStaging(workspace: string): void {
  rmSync(stagingFolder(workspace), { recursive: true, force: true });
}
