import { createWriteStream, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stagingFolder } from '#engine/importers/staging-folder.ts';
import type { Random } from '#engine/ports.ts';
import type { HandedFile } from '#engine/use-cases/use-case.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { WEB_LIMITS } from './limits.ts';

/** Room that stays free on the disk, so that what is being sent can still be noted (Sundial's choice). */
const ROOM_LEFT_BYTES = 50 * 1024 * 1024;
/** Files kept at a time; the oldest goes when one more comes (Sundial's choice: a wizard holds one). */
const KEPT_FILES = 8;

/** Files that people handed over in a browser: copies in the data folder, named by tickets, gone when the host ends. */
export interface Uploads {
  /**
   * Takes in the body of a request.
   *
   * @param name - the file's name as the person knows it; it names no path.
   * @param modifiedAt - when the file was last changed, which its copy then says too; `null` = not told, and it counts as new.
   * @returns the ticket.
   * @throws {DomainError} `fileRefused` above 1 GiB, `diskFull`, `workspaceNotWritable`.
   */
  readonly take: (request: IncomingMessage, name: string, modifiedAt: EpochMs | null) => Promise<string>;
  /** The file of a ticket. @throws {DomainError} `notFound`. */
  readonly handedFile: (ticket: string) => HandedFile;
  /** Removes all of them. */
  readonly clear: () => void;
}

/** Makes the uploads of a data folder. They stand among the staging files, which the engine removes at its next start, whatever happened. */
export function createUploads(workspace: string, random: Random): Uploads {
  const files = new Map<string, HandedFile>();
  const remove = (ticket: string): void => {
    const file = files.get(ticket);
    files.delete(ticket);
    if (file !== undefined) rmSync(file.path, { force: true });
  };
  return {
    take: async (request, name, modifiedAt) => {
      const declared = Number(request.headers['content-length'] ?? 0);
      if (declared > WEB_LIMITS.uploadBytes) throw tooLarge(name);
      const folder = makeFolder(workspace);
      await checkRoom(folder, declared);
      const path = join(folder, `upload-${random.hex(8)}${endingOf(name)}`);
      await store(request, path, name);
      // Seconds since 1970, as the file system takes them.
      if (modifiedAt !== null) utimesSync(path, modifiedAt / 1_000, modifiedAt / 1_000);
      const ticket = random.hex(16);
      files.set(ticket, { path, name });
      for (const oldest of [...files.keys()].slice(0, -KEPT_FILES)) remove(oldest);
      return ticket;
    },
    handedFile: (ticket) => {
      const file = files.get(ticket);
      if (file !== undefined) return file;
      throw refuse('handedFileGone', {}, { where: 'file' });
    },
    clear: () => {
      for (const ticket of files.keys()) remove(ticket);
    },
  };
}

async function store(request: IncomingMessage, path: string, name: string): Promise<void> {
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > WEB_LIMITS.uploadBytes) done(tooLarge(name));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(request, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    rmSync(path, { force: true });
    throw fromFileSystem(error);
  }
}

function makeFolder(workspace: string): string {
  const folder = stagingFolder(workspace);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw fromFileSystem(error);
  }
}

async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < bytes + ROOM_LEFT_BYTES) throw diskFull();
}

/** Letters and digits of a file's ending only; what a file is, its first bytes say, and its ending helps. */
function endingOf(name: string): string {
  const ending = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}

function fromFileSystem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(error);
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return error;
  return refuse('uploadFolderNotWritable', {}, { cause: error });
}

function diskFull(cause?: unknown): DomainError {
  return refuse('uploadDiskFull', {}, { cause });
}

function tooLarge(name: string): DomainError {
  return refuse('uploadTooLarge', { name, limitGiB: 1 }, { where: name });
}
