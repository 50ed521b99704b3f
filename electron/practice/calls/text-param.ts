import type { JsonObject } from '#practice/content/json-value.ts';

/** A parameter as text; numbers count as theirs. `null` when it is not given or is neither. */
export function textParam(params: JsonObject, name: string): string | null {
  const value = params[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number from 1 to `most`, larger ones cut to it; `usual` when not given, `null` when it is no such number. */
export function limitParam(params: JsonObject, usual: number, most: number): number | null {
  if (params['limit'] === undefined) return usual;
  const size = Number(textParam(params, 'limit') ?? Number.NaN);
  return Number.isInteger(size) && size >= 1 ? Math.min(size, most) : null;
}
