import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { Client } from 'undici';
import type { PictureNetwork, PictureReply, PictureRequest } from '#engine/ports.ts';
import { fewAtOnce } from './few-at-once.ts';

/** What a host may set. */
export interface PictureNetworkOptions {
  /** Certificates to trust in place of the usual ones, in PEM; not given = the usual ones. Checking cannot be switched off (RELIABILITY S-49). */
  readonly certificates?: string;
}

/**
 * Names that are looked up at a time: the system's resolver takes a thread of the four this process has for files and names, and a
 * silent name server holds it for many seconds (Sundial's choice).
 */
const LOOKUPS = 2;

/**
 * The way to pictures on the web. Each request has a connection of its own, so nothing of one site or of one request is known to the
 * next; the library is loaded at the first, since most runs of Sundial ask for none.
 */
export function openPictureNetwork({ certificates }: PictureNetworkOptions = {}): PictureNetwork {
  const inTurn = fewAtOnce(LOOKUPS);
  return {
    addressesOf: async (host) => {
      try {
        return (await inTurn(() => lookup(host, { all: true }))).map(({ address }) => address);
      } catch {
        return []; // no such name, or nobody to ask: what an empty answer says
      }
    },
    get: async (request, signal) => {
      const undici = await import('undici');
      const client = new undici.Client(originOf(request), {
        pipelining: 1,
        allowH2: false,
        connect: {
          lookup: only(request.addresses),
          rejectUnauthorized: true,
          maxCachedSessions: 0,
          ...(certificates === undefined ? {} : { ca: certificates }),
        },
      });
      try {
        return await askOnce(client, request, signal);
      } catch (error) {
        signal.throwIfAborted();
        return { kind: 'broken', why: error instanceof Error ? error.message : String(error) };
      } finally {
        await client.destroy();
      }
    },
  };
}

/** No cookie, no referrer, no language: what a site learns is that somebody looks (RELIABILITY S-40). */
const HEADERS = {
  accept: 'image/png,image/jpeg,image/gif,image/webp',
  'accept-encoding': 'identity',
  'user-agent': 'Sundial',
} as const;

async function askOnce(client: Client, request: PictureRequest, signal: AbortSignal): Promise<PictureReply> {
  const { statusCode, headers, body } = await client.request({
    method: 'GET',
    path: request.path,
    headers: HEADERS,
    signal,
  });
  // What a site says besides a picture is not read; it ends with the connection.
  body.on('error', () => undefined);
  const { location } = headers;
  const answer = { kind: 'answer', status: statusCode, location: lastOf(location) } as const;
  if (statusCode !== 200) return { ...answer, body: new Uint8Array() };
  if (Number(lastOf(headers['content-length']) ?? 0) > request.bytes) return { kind: 'tooLarge' };
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    const read = Buffer.from(part as Uint8Array); // a body without an encoding gives bytes
    bytes += read.length;
    if (bytes > request.bytes) return { kind: 'tooLarge' };
    parts.push(read);
  }
  return { ...answer, body: Buffer.concat(parts) };
}

function lastOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value.at(-1) : value) ?? null;
}

function originOf({ host, port }: PictureRequest): string {
  return `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** Answers every question for a name with these addresses: nobody is asked a second time, so nobody can answer otherwise. */
function only(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, done) => {
    const [first] = known;
    if (first === undefined) done(new Error('There is no address to connect to.'), '');
    else if (all === true) done(null, known);
    else done(null, first.address, first.family);
  };
}
