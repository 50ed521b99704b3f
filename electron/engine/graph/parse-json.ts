/** What a reviver learns besides name and value: the number as written (ECMAScript proposal "JSON.parse source text access"; in Node 24). */
interface SourceContext {
  readonly source?: string;
}

type SourceReviver = (this: unknown, name: string, value: unknown, context: SourceContext) => unknown;

/** Sixteen digits in a row after a colon, comma or bracket: only such a number can lose digits in a double. */
const LONG_NUMBER = /[:,[]\s*-?\d{16,}/;

/**
 * Reads JSON without losing digits: whole numbers beyond 2^53 come out as text, because ids and tokens do pass it (META-API 2.2).
 * Ordinary answers take the plain, fast way.
 *
 * @returns `undefined` when the text is no JSON (JSON itself has no such value).
 */
export function parseJson(text: string): unknown {
  try {
    if (!LONG_NUMBER.test(text)) return JSON.parse(text) as unknown;
    // The library's type of a reviver does not know the third argument yet; the runtime passes it.
    return JSON.parse(text, keepDigits as (this: unknown, name: string, value: unknown) => unknown) as unknown;
  } catch {
    return undefined; // no JSON: what that means is the caller's decision
  }
}

const keepDigits: SourceReviver = (_name, value, context) => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
};
