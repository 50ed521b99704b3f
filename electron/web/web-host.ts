import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from '#engine/engine.ts';
import type { ScreenFiles } from '#host/screen-files.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type Answer, bare, send } from './answer.ts';
import { ENTRY_PATH } from './entry-page.ts';
import { WEB_LIMITS } from './limits.ts';
import { gateFor } from './request-gate.ts';
import { answerRequest, type RouteParts } from './routes.ts';
import { serveScreens } from './screen-socket.ts';
import { serveUpgrades } from './serve-upgrades.ts';
import { createSession } from './session.ts';
import type { Uploads } from './uploads.ts';
import { answerWebhook, isWebhookRequest, type WebhookDoor } from './webhook-route.ts';

/** Only this computer (RELIABILITY S-21). */
const LOOPBACK = '127.0.0.1';
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
  const session = createSession(options.engine.parts.ports.random, port);
  const sockets = serveScreens();
  let behind: BehindHost = options;
  let isServed = true;
  const ports = (): RouteParts['ports'] => behind.engine.parts.ports;
  serveRequests(
    server,
    async (request) => {
      if (isWebhookRequest(request)) return isServed ? answerWebhook(request, { ...behind, port }) : bare(503);
      const gate = gateFor(request, port, false);
      if (gate.kind === 'refuse') return bare(gate.status);
      return answerRequest(request, gate.host, { session, files, uploads: isServed ? uploads : null, ports: ports() });
    },
    ports,
  );
  serveUpgrades(server, port, { session, sockets, engine: () => (isServed ? behind.engine : null) });
  return {
    port,
    newAddress: () => `http://${LOOPBACK}:${port}${ENTRY_PATH}#${session.newKey()}`,
    exchange: async (change) => {
      isServed = false;
      sockets.hold();
      try {
        behind = await change();
        isServed = true;
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
  ports: () => RouteParts['ports'],
): void {
  server.on('request', (request, response) => {
    answer(request)
      .catch((error: unknown) => {
        ports().logger.error('web.broke', { error: String(error) });
        return bare(500);
      })
      .then((answered) => send(response, answered, request.method === 'HEAD'))
      .catch((error: unknown) => ports().logger.warn('web.unsent', { error: String(error) }));
  });
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
