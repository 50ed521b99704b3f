import type { IncomingMessage } from 'node:http';
import type { Clock } from '#engine/ports.ts';

/** The bytes of a request as they came, or the status with which it ends. */
export type RawBody =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'refuse'; readonly status: 400 | 408 | 413 };

/** How much is read, and for how long. */
export interface BodyLimits {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Reads the whole body of a request before anything looks into it. One that says it is too large is not read at all.
 *
 * After a refusal there may be more on the line; the connection has to be closed then.
 */
export async function readBody(request: IncomingMessage, clock: Clock, limits: BodyLimits): Promise<RawBody> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) return { kind: 'refuse', status: 413 };
  const read = new AbortController();
  const late = clock.sleep(limits.ms, read.signal).then(() => 'late' as const);
  try {
    const bytes = await Promise.race([bytesOf(request, limits.bytes), late]);
    if (bytes === 'late') return { kind: 'refuse', status: 408 };
    return bytes === null ? { kind: 'refuse', status: 413 } : { kind: 'bytes', bytes };
  } catch {
    return { kind: 'refuse', status: 400 }; // the sender went away
  } finally {
    read.abort();
  }
}

async function bytesOf(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk as Uint8Array); // a request without an encoding gives bytes
    bytes += part.length;
    if (bytes > limit) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
