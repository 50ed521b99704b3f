import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { startEngine } from '#cli/start-engine.ts';
import type { Engine } from '#engine/engine.ts';
import type { ScreenFiles } from '#host/screen-files.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { testIo } from '#test/cli/support.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost, type WebHost } from '#web/web-host.ts';
import type { WebhookDoor } from '#web/webhook-route.ts';

/** Files of a build as small as it gets: a page that takes the nonce, and what it loads. */
const FILES: ScreenFiles = new Map([
  [
    '/index.html',
    {
      body: Buffer.from('<meta property="csp-nonce" content="__CSP_NONCE__"><script src="/assets/a.js"></script>'),
      contentType: 'text/html; charset=utf-8',
    },
  ],
  ['/assets/a.js', { body: Buffer.from('1;'), contentType: 'text/javascript; charset=utf-8' }],
]);

/** A web host on a real engine in this process. */
export interface WebWorld extends AsyncDisposable {
  readonly host: WebHost;
  readonly engine: Engine;
  readonly folder: string;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** `127.0.0.1:<port>`. */
  readonly authority: string;
  /** The session, as a browser would send it. */
  readonly cookie: string;
  /** Asks the host as a page of its own would, with the session; headers given here win, `undefined` leaves one out. */
  readonly ask: (asked: Asked) => Promise<Answered>;
}

/** One request. */
export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
}

/** How it was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Opens a web host with an open session. @param webhooks - not given = off, as without `serve --webhooks`. */
export async function openWebWorld(webhooks?: WebhookDoor): Promise<WebWorld> {
  const folder = temporaryFolder();
  const uploads = createUploads(folder, openSystemRandom());
  const engine = await startEngine(
    {
      command: 'serve',
      args: [],
      options: {},
      io: testIo({ cwd: folder }).io,
      clock: openSystemClock(),
      json: true,
      yes: false,
      folder,
    },
    { store: 'inPlace', handedFile: uploads.handedFile },
  );
  const host = await startWebHost({ engine, files: FILES, uploads, port: 0, webhooks });
  const authority = `127.0.0.1:${host.port}`;
  const origin = `http://${authority}`;
  const exchanged = await exchangeKey(origin, host.newAddress());
  const cookie = exchanged.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  return {
    host,
    engine,
    folder,
    origin,
    authority,
    cookie,
    ask: (asked) => ask(host.port, { ...asked, headers: { cookie, origin, 'x-sundial': '1', ...asked.headers } }),
    [Symbol.asyncDispose]: async () => {
      await host.stop();
      await engine.stop('finish');
    },
  };
}

/** Exchanges the key of an address, as the entry page does. */
export function exchangeKey(origin: string, address: string): Promise<Answered> {
  return ask(Number(new URL(origin).port), {
    method: 'POST',
    path: '/session',
    headers: { origin, 'content-type': 'application/json', 'x-sundial': '1' },
    body: JSON.stringify({ key: new URL(address).hash.slice(1) }),
  });
}

/** Asks a port of this computer; nothing is added but what HTTP needs. */
export function ask(port: number, { method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answered> {
  const sent: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent[name] = value;
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers: sent, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}
