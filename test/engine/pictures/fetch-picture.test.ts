import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { fetchPicture, type PictureAnswer, type PictureFetching } from '#engine/pictures/fetch-picture.ts';
import { PICTURE_LIMITS } from '#engine/pictures/picture-limits.ts';
import type { PictureNetwork } from '#engine/ports.ts';
import { NO_PICTURES } from '#host/no-pictures.ts';
import { epochMs } from '#shared/time/instant.ts';
import { drawPng, pngOf } from '#test/support/draw-png.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';
import {
  openPictureSite,
  type PictureSite,
  SITE_ADDRESS,
  type SiteAnswer,
  sends,
  sendsOn,
} from '#test/support/picture-site.ts';

const CAKE = drawPng(12, 8, (x) => [200, 20 * x, 60]);
const AT = 'https://cafe.example';
const clock = createFakeClock(epochMs(0));
const never: AbortSignal = new AbortController().signal;

const fetchFrom = (
  network: PictureNetwork,
  url: string,
  { via = [], signal = never }: Partial<Pick<PictureFetching, 'via' | 'signal'>> = {},
): Promise<PictureAnswer> => fetchPicture(url, { via, network, clock, signal });

/** How each path of a site is answered: what there is, or why not. */
async function answersOf(site: PictureSite, paths: readonly string[]): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const path of paths) {
    const via = ['router.example', '169.254.169.254'];
    const answer = await fetchFrom(site.network, `${AT}${path}`, { via });
    told[path] = toldBy(answer);
  }
  return told;
}

function toldBy(answer: PictureAnswer): string {
  if (answer.kind === 'picture') return answer.type;
  return answer.kind === 'elsewhere' ? answer.host : answer.why;
}

/** Resolves when a line has ended, in good order or not. */
const closeOf = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

test('a picture comes byte for byte, and the site learns nothing about who looks', async () => {
  await using site = await openPictureSite({ '/cake.png?w=1': sends(CAKE, 'text/plain') });
  const answer = await fetchFrom(site.network, `${AT}/cake.png?w=1#top`);
  expect(answer).toMatchObject({ kind: 'picture', type: 'image/png' });
  if (answer.kind === 'picture') expect(Buffer.compare(answer.bytes, CAKE)).toBe(0);
  expect(site.asked).toEqual([
    { host: 'cafe.example', port: 443, path: '/cake.png?w=1', addresses: [SITE_ADDRESS], bytes: PICTURE_LIMITS.bytes },
  ]);
  const [arrival] = site.arrivals;
  expect(Object.keys(arrival?.headers ?? {}).toSorted()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
  expect(arrival?.headers['user-agent']).toBe('Sundial');
});

test('three redirects are followed, each name looked up anew and no cookie given back; a fourth is not', async () => {
  await using site = await openPictureSite({
    '/1': sendsOn('/2', 301),
    '/2': sendsOn('https://pictures.example/3', 307),
    '/3': sendsOn('cake.png', 308),
    '/cake.png': sends(CAKE),
    '/0': sendsOn('/1', 303),
  });
  const via = ['pictures.example'];
  expect(await fetchFrom(site.network, `${AT}/1`, { via })).toMatchObject({ kind: 'picture' });
  expect(site.looked).toEqual(['cafe.example', 'cafe.example', 'pictures.example', 'pictures.example']);
  expect(site.arrivals.map(({ headers }) => headers.cookie ?? null)).toEqual([null, null, null, null]);
  expect(await fetchFrom(site.network, `${AT}/0`, { via })).toEqual({ kind: 'refused', why: 'tooManyRedirects' });
  expect(site.arrivals.at(-1)?.path).toBe('/3');
});

test('a site that nobody agreed to is not even looked up when another sends on to it; www. is no other site', async () => {
  await using site = await openPictureSite({
    '/away': sendsOn('https://pictures.example/cake.png'),
    '/address': sendsOn('https://[2606:4700::1]/cake.png'),
    '/www': sendsOn('https://www.cafe.example/cake.png'),
    '/cake.png': sends(CAKE),
  });
  site.names.set('www.cafe.example', []);
  const away = await fetchFrom(site.network, `${AT}/away`);
  expect(away).toEqual({ kind: 'elsewhere', host: 'pictures.example' });
  expect(await fetchFrom(site.network, `${AT}/address`)).toEqual({ kind: 'elsewhere', host: '[2606:4700::1]' });
  expect(site.looked).toEqual(['cafe.example', 'cafe.example']);
  expect(await fetchFrom(site.network, `${AT}/away`, { via: ['pictures.example'] })).toMatchObject({ kind: 'picture' });
  // It was asked for, and the test's web has none of that name.
  expect(await fetchFrom(site.network, `${AT}/www`)).toEqual({ kind: 'refused', why: 'unreachable' });
  expect(site.looked.at(-1)).toBe('www.cafe.example');
});

test('a redirect out of the public web, to http or to another port is not followed', async () => {
  await using site = await openPictureSite({
    '/inside': sendsOn('https://router.example/logo.png'),
    '/metadata': sendsOn('https://169.254.169.254/latest'),
    '/http': sendsOn('http://cafe.example/cake.png'),
    '/port': sendsOn('https://cafe.example:8443/cake.png'),
  });
  site.names.set('router.example', ['192.168.1.1']);
  expect(await answersOf(site, ['/inside', '/metadata', '/http', '/port'])).toEqual({
    '/inside': 'privateAddress',
    '/metadata': 'privateAddress',
    '/http': 'notHttps',
    '/port': 'oddAddress',
  });
  expect(site.arrivals.map(({ path }) => path)).toEqual(['/inside', '/metadata', '/http', '/port']);
});

test('a name is looked up once for a request, and only what was checked is connected to', async () => {
  await using site = await openPictureSite({ '/again': sendsOn('/cake.png'), '/cake.png': sends(CAKE) });
  // A name that means the public web when it is checked and this computer a moment later.
  let lookups = 0;
  const turning: PictureNetwork = {
    get: (request, signal) => site.network.get(request, signal),
    addressesOf: async () => {
      lookups += 1;
      return lookups === 1 ? [SITE_ADDRESS, '2606:4700::1'] : ['127.0.0.1'];
    },
  };
  expect(await fetchFrom(turning, `${AT}/again`)).toEqual({ kind: 'refused', why: 'privateAddress' });
  expect(lookups).toBe(2);
  expect(site.asked.map(({ addresses }) => addresses)).toEqual([[SITE_ADDRESS, '2606:4700::1']]);
  // One private address among public ones could be the one that is taken.
  site.names.set('cafe.example', [SITE_ADDRESS, '10.0.0.7']);
  expect(await fetchFrom(site.network, `${AT}/cake.png`)).toEqual({ kind: 'refused', why: 'privateAddress' });
});

test('what a site says in place of a picture has its own reason', async () => {
  const status =
    (code: number): SiteAnswer =>
    (response) => {
      response.statusCode = code;
      response.end(CAKE);
    };
  await using site = await openPictureSite({
    ...Object.fromEntries([401, 403, 410, 203, 206, 302, 429, 500].map((code) => [`/${code}`, status(code)])),
    '/logo.svg': sends('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image/png'),
    '/page': sends('<!doctype html><img src="/cake.png">', 'image/jpeg'),
    '/empty': sends(''),
    '/cut.png': sends(CAKE.subarray(0, 20)),
    '/broken': (response) => response.socket?.destroy(),
  });
  expect(await answersOf(site, ['/nothing', '/410'])).toEqual({ '/nothing': 'notFound', '/410': 'notFound' });
  const withheld = ['/401', '/403', '/203', '/206', '/302', '/429', '/500'];
  expect(await answersOf(site, withheld)).toEqual(Object.fromEntries(withheld.map((path) => [path, 'withheld'])));
  const others = ['/logo.svg', '/page', '/empty', '/cut.png'];
  expect(await answersOf(site, others)).toEqual(Object.fromEntries(others.map((path) => [path, 'notPicture'])));
  expect(await answersOf(site, ['/broken'])).toEqual({ '/broken': 'unreachable' });
  site.names.set('nowhere.example', []);
  expect(await fetchFrom(site.network, 'https://nowhere.example/')).toEqual({ kind: 'refused', why: 'unreachable' });
  expect(await fetchFrom(NO_PICTURES, AT)).toEqual({ kind: 'refused', why: 'unreachable' });
});

test('a picture of five mebibytes is taken; one byte more, an endless one and a bomb of pixels are not', async () => {
  const full = Buffer.concat([CAKE, Buffer.alloc(PICTURE_LIMITS.bytes - CAKE.length)]);
  const ended = Promise.withResolvers<void>();
  await using site = await openPictureSite({
    '/full.png': sends(full),
    '/more.png': (response) => void response.write(full, () => response.end('.')),
    // Says so, and never sends it: nobody waits for what would not be taken.
    '/said.png': (response) => void response.writeHead(200, { 'content-length': full.length + 1 }).write(CAKE),
    '/endless.png': (response) => {
      const more = (): void => void (response.writable && response.write(full, more));
      response.on('close', () => ended.resolve());
      more();
    },
    '/bomb.png': sends(pngOf(40_000, 40_000, Buffer.alloc(64))),
  });
  expect(await answersOf(site, ['/full.png', '/more.png', '/said.png', '/endless.png', '/bomb.png'])).toEqual({
    '/full.png': 'image/png',
    '/more.png': 'tooLarge',
    '/said.png': 'tooLarge',
    '/endless.png': 'tooLarge',
    '/bomb.png': 'tooLarge',
  });
  await ended.promise;
});

test('after ten seconds nobody waits any more, whoever does not answer, and the line is given up', async () => {
  const arrived = Promise.withResolvers<IncomingMessage>();
  await using site = await openPictureSite({ '/slow.png': (_response, request) => arrived.resolve(request) });
  const slowClock = createFakeClock(epochMs(0));
  const slow = fetchPicture(`${AT}/slow.png`, {
    via: [],
    network: site.network,
    clock: slowClock,
    signal: never,
  });
  const { socket } = await arrived.promise;
  const closed = closeOf(socket);
  await slowClock.advance(PICTURE_LIMITS.durationMs - 1);
  expect(slowClock.nextWakeAt()).toBe(PICTURE_LIMITS.durationMs);
  await slowClock.advance(1);
  expect(await slow).toEqual({ kind: 'refused', why: 'tooSlow' });
  await closed;
  const mute: PictureNetwork = { ...site.network, addressesOf: () => new Promise(() => undefined) };
  const unresolved = fetchPicture(AT, { via: [], network: mute, clock: slowClock, signal: never });
  await slowClock.whenSleeping();
  await slowClock.advance(PICTURE_LIMITS.durationMs);
  expect(await unresolved).toEqual({ kind: 'refused', why: 'tooSlow' });
});

test('whoever leaves ends the request', async () => {
  const arrived = Promise.withResolvers<IncomingMessage>();
  await using site = await openPictureSite({ '/slow.png': (_response, request) => arrived.resolve(request) });
  const leaving = new AbortController();
  const fetched = fetchFrom(site.network, `${AT}/slow.png`, { signal: leaving.signal });
  const { socket } = await arrived.promise;
  const closed = closeOf(socket);
  leaving.abort(new Error('gone'));
  await expect(fetched).rejects.toThrow('gone');
  await closed;
});

test('a certificate that nobody vouches for, or of another name, gets no request', async () => {
  await using untrusted = await openPictureSite({ '/cake.png': sends(CAKE) }, { isTrusted: false });
  expect(await fetchFrom(untrusted.network, `${AT}/cake.png`)).toEqual({ kind: 'refused', why: 'unreachable' });
  await using site = await openPictureSite({ '/cake.png': sends(CAKE) });
  site.names.set('other.example', [SITE_ADDRESS]);
  const other = await fetchFrom(site.network, 'https://other.example/cake.png');
  expect(other).toEqual({ kind: 'refused', why: 'unreachable' });
  expect([...untrusted.arrivals, ...site.arrivals]).toEqual([]);
  expect([untrusted.connections(), site.connections()]).toEqual([1, 1]);
});
