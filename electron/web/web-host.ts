import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Engine } from '#engine/engine.ts';
import type { ScreenFiles } from '#host/screen-files.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type Answer, bare, send } from './answer.ts';
import { ENTRY_PATH } from './entry-page.ts';
import { WEB_LIMITS } from './limits.ts';
import { type Gate, gateOf } from './request-gate.ts';
import { answerRequest, type RouteParts } from './routes.ts';
import { type ScreenSockets, serveScreens } from './screen-socket.ts';
import { createSession } from './session.ts';
import type { Uploads } from './uploads.ts';
import { answerWebhook, isWebhookRequest, type WebhookDoor } from './webhook-route.ts';

/** Only this computer (RELIABILITY S-21). */
const LOOPBACK = '127.0.0.1';
/** Where screens open their WebSocket. */
const SOCKET_PATH = '/rpc';
/** Longest time of one request, uploads of 1 GiB included, in ms (Sundial's choice). */
const REQUEST_MS = 600_000;

/** What a web host serves. */
export interface WebHostOptions {
  readonly engine: Engine;
  readonly files: ScreenFiles;
  readonly uploads: Uploads;
  /** Port to listen on; 0 = a free one. */
  readonly port: number;
  /** Not given = webhooks are off. */
  readonly webhooks?: WebhookDoor | undefined;
}

/** A running web host. */
export interface WebHost {
  readonly port: number;
  /** An address that opens the screens in one browser, once; the one before it ends. */
  readonly newAddress: () => string;
  /** Ends every connection and removes the uploads. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves the screens and the engine behind them to browsers of this computer (RELIABILITY S-21 to S-28).
 *
 * @throws {DomainError} `invalidInput` when the port is taken or not allowed.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { engine, files, uploads } = options;
  const server = createServer({
    maxHeaderSize: WEB_LIMITS.headerBytes,
    headersTimeout: WEB_LIMITS.silenceMs,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: WEB_LIMITS.silenceMs,
  });
  server.maxConnections = WEB_LIMITS.connections;
  server.setTimeout(WEB_LIMITS.silenceMs);
  const port = await listen(server, options.port);
  const { ports } = engine.parts;
  const session = createSession(ports.random, port);
  const sockets = serveScreens(engine);
  const parts: RouteParts = { session, files, uploads, ports };
  serveRequests(
    server,
    async (request) => {
      if (isWebhookRequest(request)) return answerWebhook(request, { door: options.webhooks ?? null, engine, port });
      const gate = gateFor(request, port, false);
      return gate.kind === 'refuse' ? bare(gate.status) : answerRequest(request, gate.host, parts);
    },
    ports.logger,
  );
  serveUpgrades(server, port, { session, sockets });
  return {
    port,
    newAddress: () => `http://${LOOPBACK}:${port}${ENTRY_PATH}#${session.newKey()}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.stop();
      server.closeAllConnections();
      await closed;
      uploads.clear();
    },
  };
}

function serveRequests(
  server: Server,
  answer: (request: IncomingMessage) => Promise<Answer>,
  logger: RouteParts['ports']['logger'],
): void {
  server.on('request', (request, response) => {
    answer(request)
      .catch((error: unknown) => {
        logger.error('web.broke', { error: String(error) });
        return bare(500);
      })
      .then((answered) => send(response, answered, request.method === 'HEAD'))
      .catch((error: unknown) => logger.warn('web.unsent', { error: String(error) }));
  });
}

function serveUpgrades(
  server: Server,
  port: number,
  { session, sockets }: { readonly session: RouteParts['session']; readonly sockets: ScreenSockets },
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gate = gateFor(request, port, true);
    if (gate.kind === 'refuse') return refuseUpgrade(socket, gate.status);
    if (!session.isKnown(request.headers.cookie)) return refuseUpgrade(socket, 401);
    if (request.url !== SOCKET_PATH) return refuseUpgrade(socket, 404);
    sockets.accept(request, socket, head);
  });
}

function gateFor(request: IncomingMessage, port: number, isUpgrade: boolean): Gate {
  const { method = '', headersDistinct } = request;
  // Two of a header are no value a browser sends; joined they match nothing.
  const value = (name: string): string | null => headersDistinct[name]?.join(', ') ?? null;
  return gateOf(
    {
      method,
      hosts: headersDistinct['host'] ?? [],
      origin: value('origin'),
      fetchSite: value('sec-fetch-site'),
      isUpgrade,
    },
    port,
  );
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => undefined); // whoever asked may be gone already
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used';
    throw new DomainError('invalidInput', `Port ${port} ${why}; choose another with --port.`, '--port', error);
  }
  return (server.address() as AddressInfo).port; // a TCP server that listens has one
}
