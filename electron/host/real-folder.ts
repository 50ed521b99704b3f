import { realpathSync } from 'node:fs';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { makeFolder } from './make-folder.ts';

/**
 * The folder made and without links, so that two ways to write it mean the same workspace.
 *
 * @throws {DomainError} `workspaceNotWritable`.
 */
export function realFolder(folder: string): string {
  try {
    makeFolder(folder);
    return realpathSync(folder);
  } catch (error) {
    throw refuse('dataFolderNotMade', { folder }, { where: folder, cause: error });
  }
}
