import type { ServerResponse } from 'node:http';
import { SAFE_HEADERS } from '#host/safe-headers.ts';

/** What this host adds: older browsers, too, show its pages in no frame. No header allows another origin anything (RELIABILITY S-23). */
const WEB_HEADERS: Readonly<Record<string, string>> = { ...SAFE_HEADERS, 'x-frame-options': 'DENY' };

/** One answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An answer that is only a status: whoever asked wrongly learns nothing else (RELIABILITY S-28). */
export function bare(status: number): Answer {
  return { status };
}

/** An answer as JSON. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/** Sends an answer with the headers every answer has. */
export function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer, isHead = false): void {
  response.writeHead(status, { ...WEB_HEADERS, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(isHead ? undefined : body);
}
