import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '#host/make-folder.ts';
import { DomainError } from '#shared/domain/errors.ts';

/** A text file in the making; nothing stands under its name before {@link TextFile.finish}. */
export interface TextFile {
  readonly write: (text: string) => Promise<void>;
  /** Flushes it and gives it its name; an earlier file of this name is replaced as a whole. */
  readonly finish: () => Promise<void>;
  /** Takes it away again. Safe after `finish`. */
  readonly drop: () => Promise<void>;
}

/**
 * Opens a file for an answer, readable by its owner alone (RELIABILITY S-37).
 *
 * @throws {DomainError} `fileRefused` when it cannot be written there.
 */
export async function openTextFile(path: string): Promise<TextFile> {
  const temporary = `${path}.part`;
  const file = await opened(temporary, path);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  return {
    write: (text) => file.appendFile(text, 'utf8').catch((error: unknown) => Promise.reject(refused(path, error))),
    finish: async () => {
      await file.sync();
      await close();
      await rename(temporary, path);
    },
    drop: async () => {
      await close();
      await rm(temporary, { force: true });
    },
  };
}

async function opened(temporary: string, path: string): Promise<FileHandle> {
  try {
    makeFolder(dirname(path));
    await rm(temporary, { force: true });
    return await open(temporary, 'wx', 0o600);
  } catch (error) {
    throw refused(path, error);
  }
}

function refused(path: string, error: unknown): DomainError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOSPC') {
    return new DomainError('diskFull', `The disk that holds "${path}" is full; nothing was written.`, path, error);
  }
  return new DomainError('fileRefused', `"${path}" cannot be written (${code}); choose another place.`, path, error);
}
