import { isObject, type JsonObject } from './content/json-value.ts';
import type { PracticeRequest } from './http-message.ts';

/** The parameters of a request, or why its body cannot be read. */
export type ParamsReading =
  | { readonly kind: 'ok'; readonly params: JsonObject }
  | { readonly kind: 'fault'; readonly sentence: string };

/**
 * Reads the parameters of query and body; the body wins.
 *
 * Understood: JSON bodies, form bodies, nested form names (`recipient[id]`) and JSON inside a form or query value, which
 * public clients all use (META-API 12).
 */
export function readParams(request: Pick<PracticeRequest, 'headers' | 'body'>, query: string): ParamsReading {
  const fromQuery = query === '' ? {} : formParams(query);
  if (request.body === '') return { kind: 'ok', params: fromQuery };
  if (isForm(request)) return { kind: 'ok', params: { ...fromQuery, ...formParams(request.body) } };
  try {
    const body: unknown = JSON.parse(request.body);
    if (isObject(body)) return { kind: 'ok', params: query === '' ? body : { ...fromQuery, ...body } };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { kind: 'fault', sentence: 'The body is neither a JSON object nor a form.' };
}

function isForm({ headers, body }: Pick<PracticeRequest, 'headers' | 'body'>): boolean {
  const type = headers['content-type'] ?? '';
  return type.startsWith('application/x-www-form-urlencoded') && !body.trimStart().startsWith('{');
}

function formParams(text: string): JsonObject {
  const params: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) put(params, namesOf(name), jsonOrText(value));
  return params;
}

/** `recipient[id]` is `recipient`, then `id`. */
function namesOf(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (match === null) return [name];
  const [, first = '', rest = ''] = match;
  return [first, ...rest.slice(1, -1).split('][')];
}

function put(target: Record<string, unknown>, names: readonly string[], value: unknown): void {
  const [first = '', ...rest] = names;
  if (first === '__proto__') return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const next: Record<string, unknown> = isObject(inner) ? { ...inner } : {};
  target[first] = next;
  put(next, rest, value);
}

function jsonOrText(value: string): unknown {
  if (!value.startsWith('{') && !value.startsWith('[')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}
