import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { fetch } from 'undici';
import { WebSocket } from 'ws';
import { Connection } from '#renderer/client/connection.ts';
import type { contract } from '#shared/contract/contract.ts';

/** What the link asks of a socket; the package ws has all of it, with types of its own. */
type Socket = ConstructorParameters<typeof RPCLink>[0]['websocket'];

/** The engine as tests ask it: the same contract, over a WebSocket of their own. */
export type ContractClient = ContractRouterClient<typeof contract>;

/** A client and the way to end it. */
export interface OpenedClient {
  readonly engine: ContractClient;
  readonly close: () => void;
}

/** What a browser of this session would send along. */
export interface ClientSession {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** The session's cookie, as it is now. */
  readonly cookie: () => string;
}

/** Exchanges the one-time key of an address for the session's cookie, as the entry page does. */
export async function openSession(address: string): Promise<string> {
  const { origin, hash } = new URL(address);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', 'x-sundial': '1' },
    body: JSON.stringify({ key: hash.slice(1) }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0];
  if (cookie === undefined) throw new Error(`The key was not exchanged: HTTP ${answer.status}.`);
  return cookie;
}

/** Opens a client with the screens' own connection, which is opened again when the engine comes back. */
export function openContractClient({ origin, cookie }: ClientSession): OpenedClient {
  let socket: WebSocket | null = null;
  let isClosed = false;
  const connection = new Connection(async () => {
    if (isClosed) return new Promise(() => undefined);
    const opened = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { origin, headers: { cookie: cookie() } });
    socket = opened;
    const gone = new Promise<void>((resolve) => opened.once('close', () => resolve()));
    await new Promise<void>((resolve, reject) => opened.once('open', () => resolve()).once('error', reject));
    const websocket = opened as unknown as Socket; // see there
    return { link: new RPCLink({ websocket }), gone };
  });
  const close = (): void => {
    isClosed = true;
    socket?.terminate();
  };
  return { engine: createORPCClient(connection), close };
}
