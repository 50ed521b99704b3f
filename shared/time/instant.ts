import type { Brand } from '#shared/lang/brand.ts';
import { BugError } from '#shared/lang/bug-error.ts';

/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>;

/** The largest instant an ECMAScript date can show, 8.64e15 ms (ECMA-262, Time Values and Time Range). */
const MAX_EPOCH_MS = 8_640_000_000_000_000;

/**
 * Takes a number of milliseconds since 1970 UTC as an instant.
 *
 * @throws {BugError} when it is no whole number or lies outside what a date can show.
 */
export function epochMs(value: number): EpochMs {
  if (!Number.isInteger(value) || Math.abs(value) > MAX_EPOCH_MS) throw new BugError(`Not an instant: ${value}.`);
  return value as EpochMs; // checked on the line above
}

/** The instant `durationMs` after (or, when negative, before) `instant`; rounded to a whole millisecond. */
export function addMs(instant: EpochMs, durationMs: number): EpochMs {
  return epochMs(Math.round(instant + durationMs));
}

/** The later of the instants given; there is at least one. */
export function latest(first: EpochMs, ...others: readonly EpochMs[]): EpochMs {
  return others.reduce((late, other) => (other > late ? other : late), first);
}

/** ISO 8601 in UTC with milliseconds, e.g. `2026-11-27T09:00:00.000Z`; `null` stays `null`. */
export function toIso(instant: EpochMs): string;
export function toIso(instant: EpochMs | null): string | null;
export function toIso(instant: EpochMs | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/**
 * Reads an ISO 8601 instant that carries its own offset (`Z` or `+01:00`).
 *
 * @returns `null` when the text is no such instant; a time without an offset is no instant.
 */
export function parseIso(text: string): EpochMs | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const value = Date.parse(text);
  return Number.isNaN(value) ? null : epochMs(value);
}
