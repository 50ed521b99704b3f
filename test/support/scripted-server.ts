import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One whole request as it came over the wire. */
export interface ArrivedRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Every byte of it, as text. */
  readonly raw: string;
}

/** What the server does with a whole request. */
export type Act = (socket: Socket, request: ArrivedRequest) => void;

/** A server that does with each request exactly what a test says, down to the bytes. */
export interface ScriptedServer {
  readonly origin: string;
  readonly port: number;
  /** Whole requests in the order of arrival. */
  readonly arrived: readonly ArrivedRequest[];
  /** Connections taken. */
  connections(): number;
  close(): Promise<void>;
}

/** What a test may script. */
export interface Script {
  /** Chosen for each whole request; `nth` counts from 1. */
  readonly act: (nth: number, request: ArrivedRequest) => Act;
  /** Called when a connection was taken, before anything is read; for servers that fail early. */
  readonly onConnection?: (socket: Socket) => void;
}

/** Starts the server on a free loopback port. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const arrived: ArrivedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let pending = '';
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // the other side may reset; what it sees is what the test looks at
    script.onConnection?.(socket);
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let next = takeRequest(pending); next !== null; next = takeRequest(pending)) {
        pending = next.rest;
        arrived.push(next.request);
        script.act(arrived.length, next.request)(socket, next.request);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    arrived,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function takeRequest(pending: string): { request: ArrivedRequest; rest: string } | null {
  const headEnd = pending.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [start = '', ...lines] = pending.slice(0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const end = headEnd + 4 + Number(headers['content-length'] ?? 0);
  if (pending.length < end) return null;
  const [method = '', path = ''] = start.split(' ');
  const bytes = (from: number): string => Buffer.from(pending.slice(from, end), 'latin1').toString('utf8');
  return { request: { method, path, headers, body: bytes(headEnd + 4), raw: bytes(0) }, rest: pending.slice(end) };
}

/** A whole answer; `headers` as lines. */
export function respond(status: number, body: string, headers: readonly string[] = []): Act {
  return (socket) => socket.write(answerText(status, body, headers));
}

/** A JSON answer. */
export function respondJson(status: number, value: unknown, headers: readonly string[] = []): Act {
  return respond(status, JSON.stringify(value), ['content-type: application/json', ...headers]);
}

/** Waits, then does something else. */
export function after(ms: number, act: Act): Act {
  return (socket, request) => void setTimeout(() => act(socket, request), ms);
}

/** Says nothing, for ever. */
export const hang: Act = () => undefined;

/** Cuts the connection with a reset. */
export const reset: Act = (socket) => socket.resetAndDestroy();

/** Closes the connection in good order without an answer. */
export const closeQuietly: Act = (socket) => socket.end();

/** Sends the head and half of the body of an acceptance, then closes. */
export function cutBody(body: string, end: 'fin' | 'reset' = 'fin'): Act {
  return (socket) => {
    const text = answerText(200, body, ['content-type: application/json']);
    socket.write(text.slice(0, text.length - Math.ceil(body.length / 2)), () =>
      end === 'fin' ? socket.end() : socket.resetAndDestroy(),
    );
  };
}

/** Sends part of a status line, then closes. */
export const cutHead: Act = (socket) => socket.end('HTTP/1.1 200 O');

/** Sends bytes that are no HTTP. */
export const garbage: Act = (socket) => socket.end('\u0000\u0001 this is no HTTP \r\n\r\n');

function answerText(status: number, body: string, headers: readonly string[]): string {
  const head = [`HTTP/1.1 ${status} Scripted`, `content-length: ${Buffer.byteLength(body)}`, ...headers];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
