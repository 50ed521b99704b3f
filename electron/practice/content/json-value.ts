/** An object as JSON has it, nothing about its values known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Characters of a text as people count them: code points, so that an emoji outside the first plane counts once. */
export function characters(text: string): number {
  return Array.from(text).length;
}

/** Sentence on keys the platform does not know (META-API 1.4, sample 08); `null` when all are known. */
export function unknownKeys(value: JsonObject, known: ReadonlySet<string>, where: string): string | null {
  const strange = Object.keys(value).filter((key) => !known.has(key));
  return strange.length === 0 ? null : `Invalid keys "${strange.join(', ')}" were found in param "${where}".`;
}

/** Sentence when a value is no text of 1 to `most` characters; `null` when it is. */
export function textFault(value: unknown, most: number, where: string): string | null {
  if (typeof value !== 'string' || value === '') return `${where} must be a text that is not empty.`;
  if (value.length <= most) return null; // code units are never fewer than characters
  const length = characters(value);
  return length <= most ? null : `${where} has ${length} characters; at most ${most} are allowed.`;
}

/** Sentence when a value is no absolute link; `schemes` are the allowed ones, e.g. `https`. */
export function linkFault(value: unknown, schemes: readonly string[], where: string): string | null {
  const scheme = typeof value === 'string' && URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : null;
  if (scheme !== null && schemes.includes(scheme)) return null;
  return `${where} must be an absolute ${schemes.join(' or ')} link.`;
}

/** Sentence when a value is none of the allowed words. */
export function wordFault(value: unknown, allowed: readonly string[], where: string): string | null {
  if (typeof value === 'string' && allowed.includes(value)) return null;
  return `${where} must be one of ${allowed.join(', ')}.`;
}

/** The first sentence of a list of checks, each run only while those before found nothing; `null` when none did. */
export function firstFault(...checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const fault = check();
    if (fault !== null) return fault;
  }
  return null;
}

/** Runs a check on each item of a list with its place, e.g. `elements[2]`; `null` when no item has a fault. */
export function faultInList(
  list: readonly unknown[],
  where: string,
  check: (item: JsonObject, where: string) => string | null,
): string | null {
  for (const [index, item] of list.entries()) {
    const place = `${where}[${index}]`;
    const fault = isObject(item) ? check(item, place) : `${place} must be an object.`;
    if (fault !== null) return fault;
  }
  return null;
}
