import type { IncomingMessage } from 'node:http';
import type { Clock } from '#engine/ports.ts';
import { readBody } from '#host/read-body.ts';
import { WEB_LIMITS } from './limits.ts';

/** The body of a request as JSON, or the status with which the request ends. */
export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refuse'; readonly status: 400 | 408 | 413 | 415 };

/** Reads a body that must be JSON and say so, within the limits of S-27. */
export async function readJson(request: IncomingMessage, clock: Clock): Promise<JsonBody> {
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')) return { kind: 'refuse', status: 415 };
  const body = await readBody(request, clock, { bytes: WEB_LIMITS.jsonBytes, ms: WEB_LIMITS.silenceMs });
  return body.kind === 'refuse' ? body : parsed(body.bytes);
}

function parsed(bytes: Buffer): JsonBody {
  try {
    return { kind: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { kind: 'refuse', status: 400 };
  }
}
