import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Engine } from '#engine/engine.ts';
import { gateFor } from './request-gate.ts';
import type { ScreenSockets } from './screen-socket.ts';
import type { Session } from './session.ts';

/** Where screens open their WebSocket. */
const SOCKET_PATH = '/rpc';

/** Opens WebSockets for pages that hold the session; everything else is refused with a status and nothing more (RELIABILITY S-28). */
export function serveUpgrades(
  server: Server,
  port: number,
  parts: {
    readonly session: Session;
    readonly sockets: ScreenSockets;
    /** `null` = it is being started again; pages try again by themselves. */
    readonly engine: () => Engine | null;
  },
): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const gate = gateFor(request, port, true);
    if (gate.kind === 'refuse') return refuse(socket, gate.status);
    if (!parts.session.isKnown(request.headers.cookie)) return refuse(socket, 401);
    if (request.url !== SOCKET_PATH) return refuse(socket, 404);
    const engine = parts.engine();
    if (engine === null) return refuse(socket, 503);
    parts.sockets.accept(request, socket, head, engine);
  });
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => undefined); // whoever asked may be gone already
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
