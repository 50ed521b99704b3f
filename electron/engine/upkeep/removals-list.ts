import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What may not come back with an older backup (RELIABILITY P-02), in the order it happened. */
export const REMOVAL_KINDS = ['erased', 'suppressed', 'unsuppressed', 'stopped', 'resumed'] as const;
/** See {@link REMOVAL_KINDS}. */
export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** One line of the list: who is only told by the workspace's salted hash. */
export interface Removal {
  readonly at: number;
  readonly kind: RemovalKind;
  /** Of a person for `erased`, `suppressed`, `unsuppressed`; of a token for the others. */
  readonly hash: string;
}

/** Where the list stands: beside the database, never inside it or a backup. */
export function removalsPath(folder: string): string {
  return join(folder, 'removals.ndjson');
}

/** Adds lines to the list. */
export function appendRemovals(folder: string, removals: readonly Removal[]): void {
  if (removals.length === 0) return;
  const text = removals.map((removal) => `${JSON.stringify(removal)}\n`).join('');
  appendFileSync(removalsPath(folder), text, { mode: 0o600, flush: true });
}

/** The list; a line that was cut off by a power cut is left out, since what it said is still in the database it came from. */
export function readRemovals(folder: string): readonly Removal[] {
  if (!existsSync(removalsPath(folder))) return [];
  return readFileSync(removalsPath(folder), 'utf8').split('\n').flatMap(parseLine);
}

function parseLine(line: string): readonly Removal[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRemoval(value) ? [value] : [];
  } catch {
    return []; // see readRemovals
  }
}

function isRemoval(value: unknown): value is Removal {
  if (typeof value !== 'object' || value === null) return false;
  if (!('at' in value) || !('kind' in value) || !('hash' in value)) return false;
  const kinds: readonly unknown[] = REMOVAL_KINDS;
  return typeof value.at === 'number' && kinds.includes(value.kind) && typeof value.hash === 'string';
}
