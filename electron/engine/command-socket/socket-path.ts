import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Longest path a unix socket takes everywhere: 104 bytes on macOS, 108 on Linux, less the closing NUL and a margin. */
const MAX_PATH_BYTES = 100;

/** Facts of the machine the path depends on. */
export interface SocketPlace {
  readonly platform: string;
  readonly temporaryFolder: string;
  /** Number of the user; `null` where there is none (Windows). */
  readonly userId: number | null;
}

/** Where commands reach the owner of a workspace. */
export interface SocketPath {
  readonly path: string;
  /** Folder made for the socket alone, mode 0700, when the workspace's own path is too long; else `null`. */
  readonly ownFolder: string | null;
}

/**
 * The local socket of a workspace: a unix socket in the folder; a short path in the temporary folder when that one would be too long
 * for the system; a named pipe on Windows. The same folder always gives the same path, so nothing piles up (DESIGN 2, Ownership).
 *
 * @param folder - the workspace folder, absolute and without links.
 */
export function commandSocketPath(folder: string, place: SocketPlace): SocketPath {
  const name = createHash('sha256')
    .update(`${String(place.userId)}\n${folder}`)
    .digest('hex')
    .slice(0, 20);
  if (place.platform === 'win32') return { path: `\\\\.\\pipe\\sundial-${name}`, ownFolder: null };
  const inside = join(folder, 'command.sock');
  if (Buffer.byteLength(inside) <= MAX_PATH_BYTES) return { path: inside, ownFolder: null };
  const ownFolder = join(place.temporaryFolder, `sundial-${name}`);
  return { path: join(ownFolder, 'command.sock'), ownFolder };
}
