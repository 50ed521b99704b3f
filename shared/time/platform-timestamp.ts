import { addMs, type EpochMs, epochMs, parseIso } from './instant.ts';

/** From this value on a number counts milliseconds, below it seconds (META-API 2.4: the rule used in the field). */
const FIRST_MILLISECOND_VALUE = 1e12;

/**
 * Earliest and latest instants the platform can mean: 2010-01-01 and 2100-01-01 (Sundial's choice). Messenger's API is younger
 * than the first; the latest value seen is 2038 (META-API 2.2). The year 1970 or 40000 is a unit gone wrong (RELIABILITY B-35).
 */
export const PLAUSIBLE = { from: Date.UTC(2010, 0, 1), before: Date.UTC(2100, 0, 1) } as const;

/** Whether a number of milliseconds since 1970 UTC lies in the years of {@link PLAUSIBLE}. */
export function isPlausibleInstant(ms: number): boolean {
  return ms >= PLAUSIBLE.from && ms < PLAUSIBLE.before;
}

/** A time as the platform or a file gives it. `absent` is also how 0 is written: "no such time" (DESIGN 4, Unknown next eligible time). */
export type PlatformTimestamp =
  | { readonly kind: 'given'; readonly at: EpochMs }
  | { readonly kind: 'absent' }
  /** A value was there and is no plausible instant; it is shown and never used. */
  | { readonly kind: 'nonsense' };

const ABSENT: PlatformTimestamp = { kind: 'absent' };
const NONSENSE: PlatformTimestamp = { kind: 'nonsense' };

/**
 * The one reader of the platform's timestamps: seconds or milliseconds, number or text, also ISO 8601 as the Conversations API
 * writes it, `2022-07-12T19:11:07+0000` (META-API 2.4, 3.2, 8; RELIABILITY B-35). Never throws, whatever it is given.
 */
export function readPlatformTimestamp(value: unknown): PlatformTimestamp {
  if (value === undefined || value === null) return ABSENT;
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return NONSENSE;
  const text = value.trim();
  if (text === '') return ABSENT;
  if (/^-?\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text));
  return plausible(parseIso(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')));
}

/** The instant of {@link readPlatformTimestamp}, or `null` when there is none that can be used. */
export function platformInstant(value: unknown): EpochMs | null {
  const read = readPlatformTimestamp(value);
  return read.kind === 'given' ? read.at : null;
}

function fromNumber(value: number): PlatformTimestamp {
  if (value === 0) return ABSENT;
  const milliseconds = value >= FIRST_MILLISECOND_VALUE ? value : value * 1_000;
  if (!isPlausibleInstant(milliseconds)) return NONSENSE;
  return { kind: 'given', at: addMs(epochMs(0), milliseconds) };
}

function plausible(at: EpochMs | null): PlatformTimestamp {
  if (at === null || !isPlausibleInstant(at)) return NONSENSE;
  return { kind: 'given', at };
}
