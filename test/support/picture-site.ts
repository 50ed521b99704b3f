import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { PictureNetwork, PictureRequest } from '#engine/ports.ts';
import { openPictureNetwork } from '#host/picture-network.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** The names the site's certificate is for. */
export const SITE_NAMES = ['cafe.example', 'pictures.example', 'store.example'] as const;
/** An address of the public web, where the test's web has its site. */
export const SITE_ADDRESS = '93.184.215.14';

/** What a site does with a request. */
export type SiteAnswer = (response: ServerResponse, request: IncomingMessage) => void;

/** A real HTTPS server on this computer, and a web in which every way ends at it. */
export interface PictureSite extends AsyncDisposable {
  /**
   * The host's own way to pictures, on another web: names have the addresses of `names`, and a connection to any address whatsoever is
   * one to this server. Everything that decides is the real thing.
   */
  readonly network: PictureNetwork;
  /** What was asked of the network, in order. */
  readonly asked: readonly PictureRequest[];
  /** Names whose addresses were asked for, in order. */
  readonly looked: readonly string[];
  /** Requests that arrived. */
  readonly arrivals: readonly { readonly host: string; readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** Connections that were made, with or without a request. */
  readonly connections: () => number;
  /** What the names mean; a test may change it between two requests. An IP address stands for itself. */
  readonly names: Map<string, readonly string[]>;
}

/** Starts a site. @param answers - by path; any other is 404. @param isTrusted - whether its certificate is. */
export async function openPictureSite(
  answers: Readonly<Record<string, SiteAnswer>>,
  { isTrusted = true }: { readonly isTrusted?: boolean } = {},
): Promise<PictureSite> {
  const certificate = selfSignedCertificate(...SITE_NAMES);
  const arrivals: PictureSite['arrivals'][number][] = [];
  let connections = 0;
  const server = createServer(certificate, (request, response) => {
    const { host = '' } = request.headers;
    const path = request.url ?? '';
    arrivals.push({ host, path, headers: request.headers });
    const answer = answers[path];
    if (answer !== undefined) return answer(response, request);
    response.statusCode = 404;
    response.end();
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address
  const real = openPictureNetwork(isTrusted ? { certificates: certificate.cert } : {});
  const names = new Map<string, readonly string[]>(SITE_NAMES.map((name) => [name, [SITE_ADDRESS]]));
  const asked: PictureRequest[] = [];
  const looked: string[] = [];
  return {
    network: {
      addressesOf: (host) => {
        looked.push(host);
        const known = names.get(host);
        return known === undefined ? real.addressesOf(host) : Promise.resolve(known);
      },
      get: (request, signal) => {
        asked.push(request);
        return real.get({ ...request, addresses: ['127.0.0.1'], port }, signal);
      },
    },
    asked,
    looked,
    arrivals,
    connections: () => connections,
    names,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Sends these bytes. */
export function sends(body: string | Buffer, contentType = 'application/octet-stream'): SiteAnswer {
  return (response) => {
    response.setHeader('content-type', contentType);
    response.end(body);
  };
}

/** Sends on. */
export function sendsOn(to: string, status = 302): SiteAnswer {
  return (response) => {
    response.writeHead(status, { location: to, 'set-cookie': 'seen=1' });
    response.end();
  };
}
