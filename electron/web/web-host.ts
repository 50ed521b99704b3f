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

/** What stands behind a web host; after a restart of the engine another does. */
export interface BehindHost {
  readonly engine: Engine;
  /** Not given = webhooks are off. */
  readonly webhooks?: WebhookDoor | undefined;
}

/** What a web host serves. */
export interface WebHostOptions extends BehindHost {
  readonly files: ScreenFiles;
  readonly uploads: Uploads;
  /** Port to listen on; 0 = a free one. */
  readonly port: number;
}

/** A running web host. */
export interface WebHost {
  readonly port: number;
  /** An address that opens the screens in one browser, once; the one before it ends. */
  readonly newAddress: () => string;
  /**
   * Puts another engine in the place of the one that is served. Session, address and screens stay; pages lose their line and open it
   * anew. From now on no question is taken; what is asked and handed over meanwhile is answered with 503, and comes again.
   *
   * @param change - ends the engine that is served, after which the last answers have left, and starts the other one.
   * @throws what `change` throws; nothing is served behind the screens then.
   */
  readonly exchange: (change: () => Promise<BehindHost>) => Promise<void>;
  /** Ends every connection and removes the uploads. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves the screens and the engine behind them to browsers of this computer (RELIABILITY S-21 to S-28).
 *
 * @throws {DomainError} `invalidInput` when the port is taken or not allowed.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { files, uploads } = options;
  const server = createServer({
    maxHeaderSize: WEB_LIMITS.headerBytes,
    headersTimeout: WEB_LIMITS.silenceMs,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: WEB_LIMITS.silenceMs,
  });
  server.maxConnections = WEB_LIMITS.connections;
  server.setTimeout(WEB_LIMITS.silenceMs);
  const port = await listen(server, options.port);
  const { ports } = options.engine.parts;
  const session = createSession(ports.random, port);
  const sockets = serveScreens();
  let behind: BehindHost | null = options;
  serveRequests(
    server,
    async (request) => {
      if (isWebhookRequest(request)) return behind === null ? bare(503) : answerWebhook(request, { ...behind, port });
      const gate = gateFor(request, port, false);
      if (gate.kind === 'refuse') return bare(gate.status);
      return answerRequest(request, gate.host, { session, files, uploads: behind === null ? null : uploads, ports });
    },
    ports.logger,
  );
  serveUpgrades(server, port, { session, sockets, engine: () => behind?.engine ?? null });
  return {
    port,
    newAddress: () => `http://${LOOPBACK}:${port}${ENTRY_PATH}#${session.newKey()}`,
    exchange: async (change) => {
      behind = null;
      sockets.hold();
      try {
        behind = await change();
      } finally {
        sockets.drop();
        uploads.clear(); // an engine that starts removes what stands among its staging files
      }
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.drop();
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
  parts: {
    readonly session: RouteParts['session'];
    readonly sockets: ScreenSockets;
    /** `null` = it is being started again. */
    readonly engine: () => Engine | null;
  },
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gate = gateFor(request, port, true);
    if (gate.kind === 'refuse') return refuseUpgrade(socket, gate.status);
    if (!parts.session.isKnown(request.headers.cookie)) return refuseUpgrade(socket, 401);
    if (request.url !== SOCKET_PATH) return refuseUpgrade(socket, 404);
    const engine = parts.engine();
    if (engine === null) return refuseUpgrade(socket, 503);
    parts.sockets.accept(request, socket, head, engine);
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
