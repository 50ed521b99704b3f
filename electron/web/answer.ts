import type { ServerResponse } from 'node:http';

/** Headers of every answer (RELIABILITY S-26). No header allows another origin anything (S-23). */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

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
  response.writeHead(status, { ...SAFE_HEADERS, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(isHead ? undefined : body);
}
