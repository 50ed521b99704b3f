import type { WireError } from '#engine/store/thread-protocol.ts';
import { BugError } from '#shared/lang/bug-error.ts';

/** Longest request a command may make, in bytes: a campaign file of 1 MiB with room to spare (Sundial's choice). */
export const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

/** What a command asks of the owner; one request a connection. Closing the connection cancels it. */
export interface CommandRequest {
  readonly kind: 'request';
  readonly name: string;
  readonly input: unknown;
}

/** What the owner answers: any number of `progress` and `row`, then exactly one `result`, `end` (of rows) or `error`. */
export type CommandReply =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'row'; readonly row: unknown }
  | { readonly kind: 'result'; readonly document: unknown }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly error: WireError };

/** One frame: a line of JSON. JSON text never holds a line break of its own. */
export function toFrame(frame: CommandRequest | CommandReply): string {
  return `${JSON.stringify(frame)}\n`;
}

/** Cuts a stream of text into frames; keeps the rest of a line until its end comes. */
export function createFrameReader(maxBytes: number): (chunk: string) => readonly unknown[] {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxBytes) throw new BugError(`A frame on the command socket is longer than ${maxBytes} bytes.`);
    return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
  };
}
