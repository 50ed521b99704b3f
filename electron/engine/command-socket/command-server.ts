import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { toWireError } from '#engine/store/thread-protocol.ts';
import type { UseCaseAnswer } from '#engine/use-cases/run-use-case.ts';
import type { Progress } from '#engine/use-cases/use-case.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type CommandReply, type CommandRequest, createFrameReader, MAX_REQUEST_BYTES, toFrame } from './frames.ts';
import type { SocketPath } from './socket-path.ts';

/** What carries a command out. Rejects with `DomainError` for what it refuses, a name it does not know included. */
export type RunCommand = (
  name: string,
  input: unknown,
  asked: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
) => Promise<UseCaseAnswer>;

/**
 * Takes commands of other processes while this one owns the workspace (DESIGN 2, Ownership).
 *
 * 1. Only the holder of the workspace's lock starts one, so a socket file that stands there belongs to a dead owner and is replaced.
 * 2. A command whose connection closes is cancelled.
 * 3. `stop` takes no new command and resolves when those that run have ended, by themselves or cancelled; it is safe twice and before
 *    `start`.
 */
export class CommandServer {
  readonly #place: SocketPath;
  readonly #run: RunCommand;
  readonly #running = new Set<Promise<void>>();
  readonly #idle = new Set<Socket>();
  readonly #stopping = new AbortController();
  #server: Server | null = null;

  constructor(place: SocketPath, run: RunCommand) {
    this.#place = place;
    this.#run = run;
  }

  /**
   * Listens.
   *
   * @throws {DomainError} `workspaceNotWritable` when the socket cannot be made.
   */
  async start(): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    try {
      prepare(this.#place);
      await listening(server, this.#place.path);
      if (!this.#place.path.startsWith('\\\\')) chmodSync(this.#place.path, 0o600);
    } catch (error) {
      server.close();
      const sentence = `The socket "${this.#place.path}" for commands cannot be made: ${String(error)}`;
      throw new DomainError('workspaceNotWritable', sentence, this.#place.path, error);
    }
    this.#server = server;
  }

  async stop(carried: 'finish' | 'cancel'): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.close();
    if (carried === 'cancel') {
      this.#stopping.abort(new DOMException('The Sundial that carried this out is stopping.', 'AbortError'));
    }
    for (const socket of this.#idle) socket.destroy();
    await Promise.all(this.#running);
    if (server !== null && this.#place.ownFolder !== null) {
      rmSync(this.#place.ownFolder, { recursive: true, force: true });
    }
  }

  #serve(socket: Socket): void {
    const read = createFrameReader(MAX_REQUEST_BYTES);
    const cancel = new AbortController();
    this.#idle.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy()); // the other side is gone; `close` follows and cancels
    socket.on('close', () => {
      this.#idle.delete(socket);
      cancel.abort(new DOMException('Whoever asked has gone.', 'AbortError'));
    });
    socket.on('data', (chunk: string) => {
      const request = firstRequest(read, chunk);
      if (request === 'none') return;
      if (request === 'bad' || !this.#idle.delete(socket)) {
        socket.destroy();
        return;
      }
      const signal = AbortSignal.any([cancel.signal, this.#stopping.signal]);
      const work = answer(socket, request, { run: this.#run, signal }).finally(() => this.#running.delete(work));
      this.#running.add(work);
    });
  }
}

/** Runs one request and writes its replies; never rejects. */
async function answer(
  socket: Socket,
  request: CommandRequest,
  asked: { readonly run: RunCommand; readonly signal: AbortSignal },
): Promise<void> {
  const send = (reply: CommandReply): boolean => socket.writable && socket.write(toFrame(reply));
  try {
    send({ kind: 'accepted' });
    const onProgress = (progress: Progress): void => void send({ kind: 'progress', progress });
    await sendAnswer(socket, await asked.run(request.name, request.input, { signal: asked.signal, onProgress }), send);
  } catch (error) {
    send({ kind: 'error', error: { ...toWireError(error), stack: null } });
  }
  socket.end();
}

async function sendAnswer(
  socket: Socket,
  result: UseCaseAnswer,
  send: (reply: CommandReply) => boolean,
): Promise<void> {
  if (result.kind === 'document') {
    send({ kind: 'result', document: result.document ?? null });
    return;
  }
  for await (const row of result.rows) {
    if (socket.destroyed) return;
    if (!send({ kind: 'row', row })) await drained(socket);
  }
  send({ kind: 'end' });
}

function firstRequest(read: (chunk: string) => readonly unknown[], chunk: string): CommandRequest | 'none' | 'bad' {
  try {
    const [frame] = read(chunk);
    if (frame === undefined) return 'none';
    return isRequest(frame) ? frame : 'bad';
  } catch {
    return 'bad'; // not JSON, or too long: the connection is closed, which its other side sees
  }
}

function isRequest(frame: unknown): frame is CommandRequest {
  return (
    typeof frame === 'object' &&
    frame !== null &&
    'kind' in frame &&
    frame.kind === 'request' &&
    'name' in frame &&
    typeof frame.name === 'string' &&
    'input' in frame
  );
}

/** Resolves when the other side has read on, or is gone. */
function drained(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => {
    socket.off('drain', done);
    socket.off('close', done);
    resolve();
  };
  socket.once('drain', done);
  socket.once('close', done);
  return promise;
}

function prepare(place: SocketPath): void {
  if (place.path.startsWith('\\\\')) return;
  if (place.ownFolder !== null) {
    mkdirSync(place.ownFolder, { recursive: true, mode: 0o700 });
    const { mode, uid } = lstatSync(place.ownFolder);
    // The temporary folder is open to all: a folder that another user made there beforehand is not ours to listen in.
    if (uid !== process.getuid?.() || (mode & 0o777) !== 0o700 || (mode & 0o170000) !== 0o040000) {
      throw new Error(`"${place.ownFolder}" belongs to someone else`);
    }
  }
  rmSync(place.path, { force: true });
}

function listening(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(path, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}
