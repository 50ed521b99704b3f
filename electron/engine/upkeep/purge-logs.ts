import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { EpochMs } from '#shared/time/instant.ts';

/** The file being written, and the older ones beside it. */
const LOG_FILE = /^sundial\.log(\.\d+)?$/;

/** Bytes of a file's beginning that are read to see how old it is; no line of ours is longer (Sundial's choice). */
const HEAD_BYTES = 16_384;

/**
 * Takes lines written before `before` out of the log files (RELIABILITY P-04). In one go without waiting for anything, so that no line
 * is written in between; the file that is being written stays the same file, which whoever writes has open for appending.
 *
 * @returns how many lines went.
 */
export function purgeLogs(folder: string, before: EpochMs): number {
  const logs = join(folder, 'logs');
  if (!existsSync(logs)) return 0;
  return readdirSync(logs)
    .filter((name) => LOG_FILE.test(name))
    .reduce((sum, name) => sum + purgeFile(join(logs, name), before), 0);
}

function purgeFile(path: string, before: EpochMs): number {
  const file = openSync(path, 'r+');
  try {
    if (!isOld(firstLine(file), before)) return 0;
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    const firstKept = lines.findIndex((line) => !isOld(line, before));
    const gone = firstKept === -1 ? lines.length : firstKept;
    const kept = lines.slice(gone);
    const bytes = Buffer.from(kept.length === 0 ? '' : `${kept.join('\n')}\n`, 'utf8');
    writeSync(file, bytes, 0, bytes.length, 0);
    ftruncateSync(file, bytes.length);
    if (kept.length === 0 && !path.endsWith('.log')) rmSync(path, { force: true });
    return gone;
  } finally {
    closeSync(file);
  }
}

function firstLine(file: number): string {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const length = readSync(file, bytes, 0, HEAD_BYTES, 0);
  return bytes.toString('utf8', 0, length).split('\n', 1)[0] ?? '';
}

/** Lines are JSON with their time; one that says none is as old as the one before it, and goes with it. */
function isOld(line: string, before: EpochMs): boolean {
  const time = /"time":"([^"]+)"/.exec(line)?.[1];
  return line !== '' && (time === undefined || Date.parse(time) < before);
}
