import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '#engine/ports.ts';
import { restoreMarkPath, type WorkspaceFiles } from '#engine/store/open-workspace.ts';
import { restoreDatabase } from '#engine/store/restore-database.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { appendRemovals, readRemovals } from './removals-list.ts';
import { dropWish, readWish, writeOutcome } from './restore-wish.ts';

/**
 * Restores the backup that a person chose in the running app, before the database is opened: the one moment at which nobody reads or
 * writes it. A start that is cut off anywhere in it begins again at the next one, since the wish is dropped last.
 *
 * What is wrong with the backup leaves the data folder as it was; the app then opens on it and says so.
 *
 * @param at - now, in milliseconds since 1970 UTC.
 * @throws {DomainError} `workspaceOwned`, and what stops a restore in its middle, as a full disk does; the wish stays.
 */
export function restoreAtStart(files: WorkspaceFiles, at: number, logger: Logger): void {
  const { folder } = files;
  const wish = readWish(folder);
  if (wish === null) return;
  try {
    restoreDatabase({
      files,
      backupPath: join(folder, wish.name),
      at,
      removals: { add: (lines) => appendRemovals(folder, lines), all: () => readRemovals(folder) },
    });
    writeOutcome(folder, { name: wish.name, at, details: null, refusal: null });
    logger.info('restore.done');
  } catch (error) {
    const isHalfDone = existsSync(restoreMarkPath(folder));
    if (isHalfDone || !(error instanceof DomainError) || error.code === 'workspaceOwned') throw error;
    writeOutcome(folder, { name: wish.name, at, details: error.message, refusal: error.refusal });
    logger.error('restore.failed', { code: error.code });
  }
  dropWish(folder);
}
