import { spawnSync } from 'node:child_process';
import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one run of the bench; everything in it is gone when the run ends. */
export interface WorkFolder {
  readonly path: string;
  /** A path in it. */
  readonly at: (...parts: readonly string[]) => string;
  /** An empty folder in it; what was there before is removed. */
  readonly fresh: (...parts: readonly string[]) => string;
  readonly remove: () => void;
}

/** Makes the folder under the system's place for temporary files; removed also when the process is interrupted. */
export function openWorkFolder(): WorkFolder {
  const path = mkdtempSync(join(tmpdir(), 'sundial-bench-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  const at = (...parts: readonly string[]): string => join(path, ...parts);
  return {
    path,
    at,
    fresh: (...parts) => {
      const folder = at(...parts);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    remove,
  };
}

/** Copies a file, sharing its blocks where the file system can. */
export function copyFile(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
}

/** Waits until what was written so far is on disk, so that preparing one side does not slow the commits of the other. */
export function settleDisk(): void {
  spawnSync('sync');
}
