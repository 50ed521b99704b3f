import { WebSocket } from 'ws';
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
  const closed = new Promise<void>((resolve) => webSocket.once('close', () => resolve()));
  return {
    addEventListener: webSocket.addEventListener.bind(webSocket),
    send: (message: string | Uint8Array): unknown => {
      // Nothing is made for a socket that is about to close; once it has, the streams hear of it.
      if (webSocket.readyState !== WebSocket.OPEN) return closed;
      if (webSocket.bufferedAmount < WEB_LIMITS.waitingBytes) return webSocket.send(message);
      // Called once this message, and with it all before it, has left; with an error on a socket that goes meanwhile.
      const left = new Promise<boolean>((resolve) =>
        webSocket.send(message, (error) => resolve(!(error instanceof Error))),
      );
      return left.then((isSent) => (isSent ? undefined : closed));
    },
  };
}
