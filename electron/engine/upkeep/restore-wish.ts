import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordedRefusalSchema } from '#shared/contract/base.ts';
import type { WordedRefusal } from '#shared/domain/errors.ts';

/** A backup that is to take the place of everything at the next start. */
export interface RestoreWish {
  /** Name of the backup within the data folder, as `listBackups` gives it. */
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly askedAt: number;
}

/** How a restore at a start went; kept until a person has read it. */
export interface RestoreOutcome {
  readonly name: string;
  readonly at: number;
  /** Why not, in English; `null` = it went well. */
  readonly details: string | null;
  /** The same, as a screen says it; `null` = it went well, or only English words are known. */
  readonly refusal: WordedRefusal | null;
}

const WISH = 'restore-wish.json';
const OUTCOME = 'restore-outcome.json';

/** The wish that stands; `null` = none. A file that cannot be read is no wish: nothing is replaced on a guess. */
export function readWish(folder: string): RestoreWish | null {
  const value = readJson(join(folder, WISH));
  if (!hasText(value, 'name') || !hasNumber(value, 'askedAt')) return null;
  return { name: value.name, askedAt: value.askedAt };
}

/** Writes the wish as a whole: a crash leaves the earlier state or this one. */
export function writeWish(folder: string, wish: RestoreWish): void {
  writeWhole(join(folder, WISH), wish);
}

/** Takes the wish back. */
export function dropWish(folder: string): void {
  rmSync(join(folder, WISH), { force: true });
}

/** How the last restore at a start went; `null` = there was none, or a person has read it. */
export function readOutcome(folder: string): RestoreOutcome | null {
  const value = readJson(join(folder, OUTCOME));
  if (!hasText(value, 'name') || !hasNumber(value, 'at')) return null;
  const details = hasText(value, 'details') ? value.details : null;
  const refusal = wordedRefusalSchema.safeParse('refusal' in value ? value.refusal : null);
  return { name: value.name, at: value.at, details, refusal: refusal.success ? refusal.data : null };
}

/** Notes how a restore went. */
export function writeOutcome(folder: string, outcome: RestoreOutcome): void {
  writeWhole(join(folder, OUTCOME), outcome);
}

/** A person has read it. */
export function dropOutcome(folder: string): void {
  rmSync(join(folder, OUTCOME), { force: true });
}

function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function readJson(path: string): unknown {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return null; // see readWish
  }
}

function hasText<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, string>> {
  return isRecord(value) && typeof value[name] === 'string';
}

function hasNumber<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, number>> {
  return isRecord(value) && typeof value[name] === 'number';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
