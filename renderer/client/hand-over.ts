import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { wordedRefusalSchema } from '#shared/contract/base.ts';
import { DOMAIN_ERROR_CODES } from '#shared/domain/errors.ts';

/** A file that the engine can now read; it is named by a ticket, never by a path. */
export interface HandedOver {
  readonly ticket: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

const ticketAnswer = z.object({ ticket: z.string().min(1) });
const refusedAnswer = z.object({
  code: z.enum(DOMAIN_ERROR_CODES),
  message: z.string(),
  where: z.string().nullable(),
  refusal: wordedRefusalSchema.nullable(),
});

/**
 * Hands a dropped or chosen file to the engine. In the desktop app only its place is handed over; in the browser the file is sent to
 * the web host, which keeps a copy until it ends.
 *
 * @param onProgress - the part that has arrived, from 0 to 1.
 * @param signal - firing it ends the sending; the promise then rejects with an `AbortError`.
 * @throws {ORPCError} `REFUSED` with the code of the reason, as every question of a screen does: `fileRefused`, `diskFull`,
 *   `workspaceNotWritable`.
 */
export async function handOver(
  file: File,
  onProgress: (part: number) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<HandedOver> {
  signal.throwIfAborted();
  const ticket =
    window.sundial === undefined ? await sendToHost(file, onProgress, signal) : await ticketOf(window.sundial, file);
  onProgress(1);
  return { ticket, name: file.name, size: file.size };
}

/** The desktop's way. What main refuses here is a file that it cannot read; its reason does not cross the bridge. */
async function ticketOf(desktop: NonNullable<typeof window.sundial>, file: File): Promise<string> {
  try {
    return await desktop.ticketOf(file);
  } catch {
    throw fileRefused(file.name);
  }
}

/** Sends a file to the web host. By XMLHttpRequest, since `fetch` does not tell how much has left. */
function sendToHost(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.open('POST', new URL('files', window.location.href));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-sundial', '1');
    request.setRequestHeader('x-sundial-file-name', encodeURIComponent(file.name));
    // How old the file is says how far its next eligible times can be trusted; a copy would count as new.
    request.setRequestHeader('x-sundial-file-modified', String(file.lastModified));
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('load', () => {
      const answer = ticketAnswer.safeParse(jsonOf(request.responseText));
      if (request.status === 200 && answer.success) resolve(answer.data.ticket);
      else reject(refusalOf(request.responseText));
    });
    // A file that changed or went while it was read, or a host that is gone: the browser does not say which.
    request.addEventListener('error', () => reject(fileRefused(file.name)));
    request.addEventListener('abort', () => reject(new DOMException('Nobody waits for it any more.', 'AbortError')));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop));
    signal.addEventListener('abort', stop, { once: true });
    request.send(file);
  });
}

function refusalOf(text: string): Error {
  const answer = refusedAnswer.safeParse(jsonOf(text));
  if (!answer.success) return new Error('The file could not be handed over.');
  const { code, message, where, refusal } = answer.data;
  return new ORPCError('REFUSED', { defined: true, message, data: { code, where, refusal } });
}

function fileRefused(name: string): Error {
  return new ORPCError('REFUSED', {
    defined: true,
    message: `The file "${name}" could not be read or sent.`,
    data: { code: 'fileRefused', where: name, refusal: { kind: 'handedFileNotSent', values: { name } } },
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // whoever answered so is not our host
  }
}
