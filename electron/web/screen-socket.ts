import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { Engine } from '#engine/engine.ts';
import { screenRouter } from '#engine/screens/router.ts';
import { WEB_LIMITS } from './limits.ts';
import { pacedSocket } from './paced-socket.ts';

/** The WebSockets over which screens ask the engine. */
export interface ScreenSockets {
  /** Takes over a request that passed the gate and holds the session; its questions go to this engine. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer, engine: Engine) => void;
  /** Reads no further question; answers under way still leave. */
  readonly hold: () => void;
  /** Ends all of them at once. */
  readonly drop: () => void;
}

/** Serves the contract over WebSockets. No compression: it costs more than it saves here (STACK 3). */
export function serveScreens(): ScreenSockets {
  const handler = new RPCHandler(screenRouter);
  const server = new WebSocketServer({ noServer: true, maxPayload: WEB_LIMITS.frameBytes, perMessageDeflate: false });
  return {
    accept: (request, socket, head, engine) =>
      server.handleUpgrade(request, socket, head, (webSocket) => {
        // A frame that is too large or broken closes its socket with a code; there is nothing else to do about it.
        webSocket.on('error', () => undefined);
        void handler.upgrade(pacedSocket(webSocket), { context: { engine } });
      }),
    hold: () => {
      for (const client of server.clients) {
        client.pause();
        // What was read already and waits is handed over when the line ends; the engine it was meant for is closed by then.
        client.removeAllListeners('message');
      }
    },
    drop: () => {
      for (const client of server.clients) client.terminate();
    },
  };
}
