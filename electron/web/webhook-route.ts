import type { IncomingMessage } from 'node:http';
import type { Engine } from '#engine/engine.ts';
import { challengeToEcho } from '#engine/webhooks/signature.ts';
import { takeWebhook } from '#host/webhook-intake.ts';
import { type Answer, bare } from './answer.ts';

/** The one address that Meta, or a relay for it, may ask without a session. */
export const WEBHOOK_PATH = '/webhook';

/** Webhooks as a host takes them; only where the person asked for it with `serve --webhooks`. */
export interface WebhookDoor {
  /** In memory only. */
  readonly appSecret: string;
  /** The word that both sides know, for the platform's verification. */
  readonly verifyToken: string;
  /** Host names of relays, as they stand in the `Host` header, in lower case; they open this address and nothing else. */
  readonly hosts: readonly string[];
}

/** Whether a request is for webhooks, whatever stands behind the question mark. */
export function isWebhookRequest({ url }: IncomingMessage): boolean {
  return (url ?? '').split('?', 1)[0] === WEBHOOK_PATH;
}

/**
 * Answers at `/webhook` (META-API 9, RELIABILITY S-52, S-53). No session and no page of ours is needed, a signature is. What comes from a
 * page of a browser is refused: the platform and relays are none.
 *
 * @param webhooks - not given = webhooks are off, and there is nothing here.
 * @param port - the port this host listens on.
 */
export async function answerWebhook(
  request: IncomingMessage,
  {
    webhooks: door,
    engine,
    port,
  }: { readonly webhooks?: WebhookDoor | undefined; readonly engine: Engine; readonly port: number },
): Promise<Answer> {
  if (!isForUs(request, [`127.0.0.1:${port}`, `localhost:${port}`, ...(door?.hosts ?? [])])) return bare(421);
  if (door === undefined) return bare(404);
  if (isOfPage(request)) return bare(403);
  if (request.method === 'GET') return verification(request, door);
  if (request.method !== 'POST') return bare(405);
  const status = await takeWebhook(request, {
    receive: (post) => engine.receiveWebhook(post, { appSecret: door.appSecret, accounts: 'all' }),
    ports: engine.parts.ports,
  });
  // What is left of a body that was refused is not read.
  return status === 200 ? bare(status) : { status, headers: { connection: 'close' } };
}

function isForUs({ headersDistinct }: IncomingMessage, hosts: readonly string[]): boolean {
  const asked = headersDistinct['host'] ?? [];
  return asked.length === 1 && hosts.includes(asked[0]?.toLowerCase() ?? '');
}

function isOfPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return headers['origin'] !== undefined || (site !== undefined && site !== 'none');
}

function verification({ url }: IncomingMessage, { verifyToken }: WebhookDoor): Answer {
  const query = new URLSearchParams((url ?? '').split('?', 2)[1] ?? '');
  const asked = {
    mode: query.get('hub.mode'),
    verifyToken: query.get('hub.verify_token'),
    challenge: query.get('hub.challenge'),
  };
  const challenge = challengeToEcho(asked, verifyToken);
  return challenge === null
    ? bare(403)
    : { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: challenge };
}
