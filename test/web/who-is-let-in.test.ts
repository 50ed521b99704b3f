import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, exchangeKey, openWebWorld, type WebWorld } from './web-kit.ts';

let world: WebWorld;

beforeAll(async () => {
  world = await openWebWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

/** Opens a WebSocket and says how that ended: with its line, or with the status of the refusal. */
async function tryLine(headers: Readonly<Record<string, string>>, path = '/rpc'): Promise<'open' | number> {
  const socket = new WebSocket(`ws://${world.authority}${path}`, { headers });
  try {
    return await new Promise((resolve, reject) => {
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.once('error', reject);
    });
  } finally {
    socket.terminate();
  }
}

describe('where it listens (S-21)', () => {
  test('no address of this computer but 127.0.0.1 is answered', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family, address }) => family === 'IPv4' && address !== '127.0.0.1')
      .map(({ address }) => address);
    for (const address of [...others, '127.0.0.2', '::1']) {
      const socket = connect({ host: address, port: world.host.port });
      const [error] = (await Promise.race([once(socket, 'error'), once(socket, 'connect').then(() => [null])])) as [
        NodeJS.ErrnoException | null,
      ];
      socket.destroy();
      expect(error, address).not.toBeNull();
    }
  });
});

describe('the host that is asked for (S-22)', () => {
  test('both names a browser writes for this computer are answered', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${world.host.port}`;
      expect((await world.ask({ headers: { host, origin: `http://${host}` } })).status).toBe(200);
    }
  });

  test('every other is refused before any work, whatever it looks like', async () => {
    const { port } = world.host;
    const others = [
      'attacker.example',
      `attacker.example:${port}`,
      `localhost.:${port}`,
      `LOCALHOST:${port}`,
      `Localhost:${port}`,
      `127.0.0.1.:${port}`,
      `0.0.0.0:${port}`,
      `[::1]:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `127.0.0.2:${port}`,
      `127.1:${port}`,
      `2130706433:${port}`,
      `0x7f.0.0.1:${port}`,
      `user@127.0.0.1:${port}`,
      `127.0.0.1:${port}@attacker.example`,
      `127.0.0.1:${port}.attacker.example`,
      `127.0.0.1:${port + 1}`,
      '127.0.0.1',
      'localhost',
      `127.0.0.1:0${port}`,
      `localhost:${port}, attacker.example`,
      ` `,
    ];
    for (const host of others) {
      const answer = await world.ask({ headers: { host } });
      expect([host, answer.status, answer.body]).toEqual([host, 421, '']);
      const line = await tryLine({ host, cookie: world.cookie, origin: world.origin });
      expect([host, line]).toEqual([host, 421]);
    }
  });

  test('none, or two, are refused', async () => {
    for (const hosts of ['', `Host: ${world.authority}\r\nHost: ${world.authority}\r\n`]) {
      const socket = connect({ host: '127.0.0.1', port: world.host.port });
      socket.end(`GET / HTTP/1.1\r\n${hosts}Cookie: ${world.cookie}\r\nConnection: close\r\n\r\n`);
      const [first] = (await once(socket, 'data')) as [Buffer];
      expect(first.toString()).toMatch(/^HTTP\/1\.1 4(00|21) /);
      socket.destroy();
    }
  });
});

describe('the page that asks (S-23)', () => {
  test('a change or a line from another origin is refused, also from another port of this computer', async () => {
    const others = [
      'https://attacker.example',
      'null',
      `http://127.0.0.1:${world.host.port + 1}`,
      `http://localhost:${world.host.port}`,
      `https://${world.authority}`,
      `http://${world.authority}.attacker.example`,
      undefined,
    ];
    for (const origin of others) {
      const answer = await world.ask({ method: 'POST', path: '/files', headers: { origin }, body: 'x' });
      expect([origin, answer.status]).toEqual([origin, 403]);
      const line = await tryLine({ cookie: world.cookie, ...(origin === undefined ? {} : { origin }) });
      expect([origin, line]).toEqual([origin, 403]);
    }
  });

  test('what the browser itself calls cross-site or same-site is refused, a link on a foreign page included', async () => {
    for (const site of ['cross-site', 'same-site', 'something-new']) {
      const headers = { 'sec-fetch-site': site };
      expect((await world.ask({ headers })).status).toBe(403);
      expect((await world.ask({ path: '/enter', headers })).status).toBe(403);
      expect((await world.ask({ method: 'POST', path: '/session', headers })).status).toBe(403);
      expect(await tryLine({ cookie: world.cookie, origin: world.origin, ...headers })).toBe(403);
    }
    expect((await world.ask({ headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
    expect(await tryLine({ cookie: world.cookie, origin: world.origin, 'sec-fetch-site': 'same-origin' })).toBe('open');
  });

  test('no answer allows another origin anything, a preflight least of all', async () => {
    const answers = await Promise.all([
      world.ask({ method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } }),
      world.ask({ method: 'OPTIONS', headers: { origin: 'https://attacker.example' } }),
      world.ask({}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([405, 403, 200]);
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the session (S-24)', () => {
  test('without it there is the entry page and nothing else', async () => {
    const none = { cookie: undefined };
    const wrong = { cookie: world.cookie.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
    for (const headers of [none, wrong, { cookie: `${world.cookie}x` }, { cookie: 'sundial=' }]) {
      for (const path of ['/assets/a.js', '/health', '/rpc', '/files', '/session', '/favicon.ico']) {
        expect(await world.ask({ path, headers })).toMatchObject({ status: 401, body: '' });
      }
      expect((await world.ask({ method: 'POST', path: '/files', headers, body: 'x' })).status).toBe(401);
      const page = await world.ask({ headers });
      expect(page.status).toBe(401);
      expect(page.body).not.toContain('/assets/');
      expect(await tryLine({ origin: world.origin, cookie: headers.cookie ?? '' })).toBe(401);
    }
  });

  test('it has 256 bits, is no text a script can read, goes to no other site, and differs from start to start', async () => {
    const answer = await exchangeKey(world.origin, world.host.newAddress());
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^sundial-\d+=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
    await using other = await openWebWorld();
    expect(other.cookie.split('=')[1]).not.toBe(world.cookie.split('=')[1]);
    expect((await ask(other.host.port, { path: '/assets/a.js', headers: { cookie: world.cookie } })).status).toBe(401);
  });

  test('a one-time key works once, and a new address ends the one before it', async () => {
    const first = world.host.newAddress();
    expect(new URL(first).hash).toMatch(/^#[0-9a-f]{64}$/);
    expect((await exchangeKey(world.origin, first)).status).toBe(204);
    const again = await exchangeKey(world.origin, first);
    expect(again).toMatchObject({ status: 403, body: '' });
    expect(again.headers['set-cookie']).toBeUndefined();
    const [second, third] = [world.host.newAddress(), world.host.newAddress()];
    expect((await exchangeKey(world.origin, second)).status).toBe(403);
    expect((await exchangeKey(world.origin, third)).status).toBe(204);
  });

  test('the entry page says in the language of the browser how to get a new address', async () => {
    const wanted = { de: 'Eingabetaste', it: 'Invio', ja: 'Enter キー', id: 'tekan Enter', fr: 'press Enter' };
    for (const [language, words] of Object.entries(wanted)) {
      const headers = { cookie: undefined, 'accept-language': `${language}-XX,${language};q=0.9` };
      expect((await world.ask({ path: '/enter', headers })).body).toContain(words);
    }
  });
});
