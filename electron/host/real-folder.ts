import { realpathSync } from 'node:fs';
import { DomainError } from '#shared/domain/errors.ts';
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
    throw new DomainError(
      'workspaceNotWritable',
      `The data folder "${folder}" cannot be made or written. Check its rights, or choose another with --workspace.`,
      folder,
      error,
    );
  }
}
