import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Lines into a file that never grows without end. */
export interface RotatingFile {
  /** Appends one line with its line break; written when the call returns, so that a crash loses none. */
  write(line: string): void;
  close(): void;
}

/** Where and how much. */
export interface RotatingFileOptions {
  readonly folder: string;
  /** File name; older files get `.1`, `.2` and so on behind it. */
  readonly name: string;
  /** A file is put aside before it would pass this size. */
  readonly maxBytes: number;
  /** Older files kept. */
  readonly keep: number;
}

/** Opens the file for appending, readable by its owner alone. The folder is made when it is missing. */
export function openRotatingFile({ folder, name, maxBytes, keep }: RotatingFileOptions): RotatingFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const aged = (age: number): string => (age === 0 ? path : `${path}.${age}`);
  let file = openSync(path, 'a', 0o600);
  let size = fstatSync(file).size;

  const rotate = (): void => {
    closeSync(file);
    rmSync(aged(keep), { force: true });
    for (let age = keep - 1; age >= 0; age--) moveIfThere(aged(age), aged(age + 1));
    file = openSync(path, 'a', 0o600);
    size = 0;
  };
  return {
    write(line) {
      const bytes = Buffer.from(line, 'utf8');
      if (size > 0 && size + bytes.length > maxBytes) rotate();
      size += writeSync(file, bytes);
    },
    close: () => closeSync(file),
  };
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
