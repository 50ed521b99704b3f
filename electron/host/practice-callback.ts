import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostPorts } from '#engine/ports.ts';
import type { ReceivedWebhook, WebhookPost } from '#engine/webhooks/receive-webhook.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { takeWebhook } from './webhook-intake.ts';

/** Bytes of the secret, as long as a real app secret is in hex digits. */
const SECRET_BYTES = 32;
/** The practice platform posts one webhook after the other. */
const CONNECTIONS = 8;

/** Where a practice platform posts its webhooks, and what it signs them with. */
export interface PracticeCallback {
  readonly url: string;
  readonly secret: string;
}

/** The host's own ear for its practice platform, so that people of the practice world answer at once. */
export interface PracticeEar {
  /** Begins to listen on a free port of this computer at the first call. */
  readonly open: () => Promise<PracticeCallback>;
  /** Who takes what comes; until then it is refused, and comes again. */
  readonly deliverTo: (receive: (post: WebhookPost, secret: string) => Promise<ReceivedWebhook>) => void;
  readonly close: () => Promise<void>;
}

/**
 * Makes an ear that hears nothing yet. Its secret is drawn anew at each start and known to this host and the practice platform it
 * starts only, so that nobody else on this computer can put words into people's mouths.
 */
export function createPracticeEar(ports: Pick<HostPorts, 'clock' | 'logger' | 'random'>): PracticeEar {
  let receive: ((post: WebhookPost, secret: string) => Promise<ReceivedWebhook>) | null = null;
  let open: Promise<{ readonly server: Server; readonly callback: PracticeCallback }> | null = null;

  const listen = async (): Promise<{ readonly server: Server; readonly callback: PracticeCallback }> => {
    const secret = ports.random.hex(SECRET_BYTES);
    const server = createServer((request, response) => {
      const end = (status: number): void => void response.writeHead(status, { connection: 'close' }).end();
      const { port } = server.address() as AddressInfo; // it listens, or nobody would ask
      if (request.method !== 'POST' || request.headers.host !== `127.0.0.1:${port}`) return end(404);
      takeWebhook(request, { receive: (post) => deliver(post, secret), ports }).then(end, () => end(500));
    });
    server.maxConnections = CONNECTIONS;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // a TCP server that listens has one
    return { server, callback: { url: `http://127.0.0.1:${port}/webhook`, secret } };
  };
  const deliver = async (post: WebhookPost, secret: string): Promise<ReceivedWebhook> => {
    if (receive !== null) return receive(post, secret);
    throw new DomainError('wrongState', 'Nobody takes practice webhooks yet.', 'practice platform');
  };
  return {
    open: async () => {
      open ??= listen();
      return (await open).callback;
    },
    deliverTo: (taker) => {
      receive = taker;
    },
    close: async () => {
      receive = null;
      const opened = await open;
      if (opened === null) return;
      const closed = once(opened.server, 'close');
      opened.server.close();
      opened.server.closeAllConnections();
      await closed;
    },
  };
}
