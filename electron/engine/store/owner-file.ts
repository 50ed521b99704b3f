import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who owns a workspace. Only names the owner: the held lock, not this text, decides who owns it. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** Differs after each start of the computer, so that a pid of an earlier run is not mistaken for a living one. */
  readonly bootId: string;
  /** What the owner is: `run`, `serve`, `desktop`, or the command that runs. */
  readonly role: string;
  /** Path of the local socket that takes commands; `null` while the owner takes none. */
  readonly socketPath: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
}

/** The owner named in the workspace, living or not; `null` when none ever was or the file cannot be read as one. */
export function readOwner(folder: string): Owner | null {
  try {
    const value: unknown = JSON.parse(readFileSync(ownerPath(folder), 'utf8'));
    return isOwner(value) ? value : null;
  } catch {
    return null; // no file, or half a file: the lock alone decides, this text only names
  }
}

/** Replaces the owner's text, for example once its socket listens. Only the holder of the lock may call it. */
export function writeOwner(folder: string, owner: Owner): void {
  const temporary = `${ownerPath(folder)}.${owner.pid}`;
  writeFileSync(temporary, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(temporary, ownerPath(folder));
}

function ownerPath(folder: string): string {
  return join(folder, 'owner.json');
}

function isOwner(value: unknown): value is Owner {
  return (
    typeof value === 'object' &&
    value !== null &&
    'host' in value &&
    typeof value.host === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'role' in value &&
    typeof value.role === 'string' &&
    'socketPath' in value &&
    (value.socketPath === null || typeof value.socketPath === 'string')
  );
}
