/** What a reviver learns besides name and value (ECMAScript proposal "JSON.parse source text access"; in Node 24). */
interface SourceContext {
  readonly source?: string;
}

/** A whole number that was written with too few digits to be an id: a program had rounded it before. */
export interface LostDigits {
  readonly lostDigits: string;
}

/** Sixteen digits in a row after a colon, comma or bracket: only such a number can lose digits in a double. */
const LONG_NUMBER = /[:,[]\s*-?\d{16}/u;

/**
 * Reads JSON as lists of ids need it: whole numbers beyond 2^53 come out as text with all their digits (RELIABILITY S-33), unless the
 * digits show that a program had rounded the number already; those come out as {@link LostDigits}.
 *
 * @returns `undefined` when the text is no JSON (JSON itself has no such value).
 */
export function parseJsonText(text: string): unknown {
  try {
    if (!LONG_NUMBER.test(text)) return JSON.parse(text) as unknown;
    // The library's type of a reviver does not know the third argument yet; the runtime passes it.
    return JSON.parse(text, keepDigits as (this: unknown, name: string, value: unknown) => unknown) as unknown;
  } catch {
    return undefined; // no JSON: what that means is the caller's decision
  }
}

/** Whether a value is a number whose digits were lost. */
export function isLostDigits(value: unknown): value is LostDigits {
  return typeof value === 'object' && value !== null && 'lostDigits' in value && typeof value.lostDigits === 'string';
}

function keepDigits(this: unknown, _name: string, value: unknown, context: SourceContext): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const { source } = context;
  if (source === undefined || !/^-?\d+$/u.test(source)) return value;
  const isRounded = source === String(value) || BigInt(source) === BigInt(value);
  return isRounded ? ({ lostDigits: source } satisfies LostDigits) : source;
}
