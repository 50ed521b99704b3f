import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { pageStanding } from './page-standing.ts';

/** One line to the engine: how to ask over it, and when it went. A line that went never comes back; a new one is opened. */
export interface Line {
  readonly link: ClientLink<ClientContext>;
  readonly gone: Promise<void>;
  /** Whether the host has newer screens than this page; not given = it has not. */
  readonly isOutdated?: boolean;
}

/** The host was started again: it does not know this page's session, and only the person can open a new one. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';

  constructor() {
    super('Sundial was started again; this page belongs to the time before.');
  }
}

/** Opens lines to the engine; rejects when there is none right now. */
export type Transport = () => Promise<Line>;

/** The functions the preload gives to the page of the desktop app (issue 3, Desktop shell). */
export interface DesktopBridge {
  /** Asks main for a port to the engine; it arrives as a window message `sundial:port`. */
  readonly askForPort: () => void;
  /** Turns a file that was dropped or chosen into a ticket; the page never learns its path. */
  readonly ticketOf: (file: File) => Promise<string>;
  /** The next file that is opened with the app, or from its menu; answered when there is one. `null` = another question took its place. */
  readonly nextOpenedFile: () => Promise<{ readonly ticket: string; readonly name: string } | null>;
}

declare global {
  interface Window {
    readonly sundial?: DesktopBridge;
  }
}

/** What the preload says when it forwards a port. */
const PORT_MESSAGE = 'sundial:port';

/** A line over a port that main hands over. */
export function portTransport(bridge: DesktopBridge): Transport {
  return () =>
    new Promise((resolve) => {
      const take = (event: MessageEvent): void => {
        const [port] = event.ports;
        if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return;
        window.removeEventListener('message', take);
        const gone = new Promise<void>((end) => port.addEventListener('close', () => end(), { once: true }));
        port.start();
        resolve({ link: new PortLink({ port }), gone });
      };
      window.addEventListener('message', take);
      bridge.askForPort();
    });
}

/** A line over a WebSocket to the host this page came from. */
export function socketTransport(address: string): Transport {
  const page = address.replace(/^ws/, 'http').replace(/rpc$/, '');
  let isFirst = true;
  return async () => {
    try {
      const line = await openSocket(address);
      // The first line belongs to the page that was just loaded.
      const isOutdated = !isFirst && (await pageStanding(page, firstScript())) === 'outdated';
      isFirst = false;
      return { ...line, isOutdated };
    } catch (error) {
      if ((await pageStanding(page, null)) === 'ended') throw new SessionEndedError();
      throw error;
    }
  };
}

function firstScript(): string | null {
  return document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;
}

function openSocket(address: string): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const gone = new Promise<void>((end) => socket.addEventListener('close', () => end(), { once: true }));
    socket.addEventListener('open', () => resolve({ link: new SocketLink({ websocket: socket }), gone }), {
      once: true,
    });
    socket.addEventListener('error', () => reject(new Error('The line to Sundial could not be opened.')), {
      once: true,
    });
  });
}
