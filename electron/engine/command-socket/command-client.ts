import { connect, type Socket } from 'node:net';
import { fromWireError } from '#engine/store/thread-protocol.ts';
import type { Progress } from '#engine/use-cases/use-case.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { type CommandReply, createFrameReader, toFrame } from './frames.ts';

/** Longest line an owner may answer with; rows are small, a document with 1,000 rejects is not (Sundial's choice). */
const MAX_REPLY_BYTES = 64 * 1024 * 1024;

/** Where replies go while a command runs in another process. */
export interface CommandListener {
  readonly onProgress: (progress: Progress) => void;
  /** The next row is asked for when the promise of this one is fulfilled. */
  readonly onRow: (row: unknown) => Promise<void>;
}

/**
 * How a carried command ended. `notReached`: nobody listened, or the owner went before it took the command; nothing was done.
 * `lost`: the owner took it and ended before the answer; what was done is not known.
 */
export type CarriedEnd =
  | { readonly kind: 'done'; readonly document: unknown }
  | { readonly kind: 'notReached' }
  | { readonly kind: 'lost' };

/**
 * Carries one command to the owner of the workspace.
 *
 * @throws {DomainError} what the use case refused there; the signal's reason when cancelled.
 */
export async function callOwner(
  path: string,
  command: { readonly name: string; readonly input: unknown },
  listener: CommandListener,
  signal: AbortSignal,
): Promise<CarriedEnd> {
  const socket = await connected(path);
  if (socket === null) return { kind: 'notReached' };
  const cancel = (): void => void socket.destroy();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    socket.write(toFrame({ kind: 'request', ...command }));
    const end = await follow(socket, listener);
    signal.throwIfAborted();
    return end;
  } finally {
    signal.removeEventListener('abort', cancel);
    socket.destroy();
  }
}

async function follow(socket: Socket, listener: CommandListener): Promise<CarriedEnd> {
  const read = createFrameReader(MAX_REPLY_BYTES);
  let accepted = false;
  try {
    for await (const chunk of socket) {
      for (const frame of read(String(chunk))) {
        const reply = frame as CommandReply; // written by command-server.ts of the same release, behind a 0600 socket
        accepted = true;
        if (reply.kind === 'progress') {
          listener.onProgress(reply.progress as Progress); // as above
        } else if (reply.kind === 'row') await listener.onRow(reply.row);
        else if (reply.kind === 'result') return { kind: 'done', document: reply.document };
        else if (reply.kind === 'end') return { kind: 'done', document: null };
        else if (reply.kind === 'error') throw fromWireError(reply.error);
      }
    }
  } catch (error) {
    if (!isConnectionError(error)) throw error;
  }
  return { kind: accepted ? 'lost' : 'notReached' };
}

/** A connection, or `null` when nobody listens there. */
function connected(path: string): Promise<Socket | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket | null>();
  const socket = connect(path);
  socket.setEncoding('utf8');
  const failed = (error: Error): void => {
    if (isConnectionError(error)) resolve(null);
    else reject(new BugError(`The command socket "${path}" cannot be reached.`, { cause: error }));
  };
  socket.once('error', failed);
  socket.once('connect', () => {
    socket.off('error', failed);
    socket.on('error', () => undefined); // whoever reads is told; an error between two reads must not end the process
    resolve(socket);
  });
  return promise;
}

function isConnectionError(error: unknown): boolean {
  const codes = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTSOCK', 'ERR_STREAM_PREMATURE_CLOSE', 'EAGAIN'];
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}
