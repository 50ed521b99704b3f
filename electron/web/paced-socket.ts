import type { WebSocket } from 'ws';
import { WEB_LIMITS } from './limits.ts';

/** What the contract's handler needs of a socket. */
export type AnsweringSocket = Pick<WebSocket, 'addEventListener' | 'send'>;

/**
 * A socket that makes whoever writes to it wait while too much is on its way. The handler writes the next part of a stream only when
 * the last one was taken, so a tab that does not read stops the export that fills it, and the engine keeps no copy of it in memory.
 *
 * What waits is at most `WEB_LIMITS.waitingBytes` and one message of each stream. A socket that goes frees whoever waits.
 */
export function pacedSocket(webSocket: WebSocket): AnsweringSocket {
  return {
    addEventListener: webSocket.addEventListener.bind(webSocket),
    send: (message: string | Uint8Array) => {
      if (webSocket.bufferedAmount < WEB_LIMITS.waitingBytes) return webSocket.send(message);
      // Called once this message, and with it all before it, has left; on a socket that went, with an error that its `close` tells too.
      return new Promise<void>((resolve) => webSocket.send(message, () => resolve()));
    },
  };
}
