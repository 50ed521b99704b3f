import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DomainError } from '#shared/domain/errors.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost } from '#web/web-host.ts';
import { type Answered, ask, openWebWorld, type WebWorld } from './web-kit.ts';

let world: WebWorld;

beforeAll(async () => {
  world = await openWebWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };

describe('changes (S-25)', () => {
  test('a form, JSON that calls itself text, and a request without our header change nothing', async () => {
    const key = new URL(world.host.newAddress()).hash.slice(1);
    const body = JSON.stringify({ key });
    const post = (headers: Readonly<Record<string, string | undefined>>): Promise<Answered> =>
      world.ask({ method: 'POST', path: '/session', headers: { cookie: undefined, ...headers }, body });
    expect((await post({ ...json, 'x-sundial': undefined })).status).toBe(403);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      undefined,
    ]) {
      expect((await post({ 'content-type': type })).status).toBe(415);
    }
    for (const wrong of ['', 'key', '[]', '{}', '{"key":1}', `{"key":"${key}","more":1}`]) {
      const answer = await world.ask({ method: 'POST', path: '/session', headers: json, body: wrong });
      expect([400, 403]).toContain(answer.status);
    }
    expect((await post(json)).status).toBe(204);
  });

  test('no GET changes anything: the key stays, no file is taken, no folder appears', async () => {
    const address = world.host.newAddress();
    const key = new URL(address).hash.slice(1);
    await world.ask({ path: `/session?key=${key}` });
    await world.ask({ path: `/enter?key=${key}` });
    await world.ask({ path: '/files', body: 'x' });
    expect(existsSync(join(world.folder, 'staging'))).toBe(false);
    const answer = await world.ask({ method: 'POST', path: '/session', headers: json, body: JSON.stringify({ key }) });
    expect(answer.status).toBe(204);
  });

  test('methods that nothing here needs are refused', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
      expect((await world.ask({ method })).status).toBe(405);
    }
  });
});

describe('headers of every answer (S-26)', () => {
  test('pages, files, refusals and errors carry all of them', async () => {
    const answers = await Promise.all([
      world.ask({}),
      world.ask({ path: '/assets/a.js' }),
      world.ask({ path: '/enter' }),
      world.ask({ path: '/nothing' }),
      world.ask({ headers: { host: 'attacker.example' } }),
      world.ask({ method: 'POST', path: '/files' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 421, 400]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
      expect(headers['server']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  test('the page has a policy without unsafe words, with a nonce that is new at every load and stands in the page', async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load += 1) {
      const { headers, body } = await world.ask({});
      const policy = String(headers['content-security-policy']);
      const nonce = /style-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? '';
      expect(body).toContain(`content="${nonce}"`);
      expect(policy).toContain(`default-src 'none'`);
      expect(policy).toContain(`script-src 'self';`);
      expect(policy).toContain(`connect-src 'self' ws://${world.authority};`);
      expect(policy).not.toContain('unsafe');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });
});

describe('limits (S-27)', () => {
  test('a header of more than 16 KiB and a JSON body of more than 1 MiB are refused', async () => {
    expect((await world.ask({ headers: { 'x-long': 'x'.repeat(17 * 1024) } })).status).toBe(431);
    const body = JSON.stringify({ key: 'x'.repeat(1024 * 1024) });
    expect((await world.ask({ method: 'POST', path: '/session', headers: json, body })).status).toBe(413);
  });

  test('a WebSocket frame of more than 1 MiB closes its line and no other; nothing is compressed', async () => {
    const open = async (): Promise<WebSocket> => {
      const socket = new WebSocket(`ws://${world.authority}/rpc`, {
        headers: { cookie: world.cookie, origin: world.origin },
        perMessageDeflate: true,
      });
      await once(socket, 'open');
      return socket;
    };
    const [large, other] = [await open(), await open()];
    expect(other.extensions).toBe('');
    large.send('x'.repeat(1024 * 1024 + 1));
    const [code] = (await once(large, 'close')) as [number];
    expect(code).toBe(1009);
    other.ping();
    await once(other, 'pong');
    other.terminate();
  });

  test('the 101st connection is not taken, and there is room again when one goes', async () => {
    await using full = await openWebWorld();
    const connectOne = async (): Promise<ReturnType<typeof connect>> => {
      const socket = connect({ host: '127.0.0.1', port: full.host.port });
      socket.on('error', () => undefined); // the surplus one may be reset
      await once(socket, 'connect');
      return socket;
    };
    const held = [];
    for (let count = 0; count < 100; count += 1) held.push(await connectOne());
    const surplus = await connectOne();
    await once(surplus, 'close');
    for (const socket of held.slice(0, 50)) {
      socket.destroy();
    }
    await expect.poll(async () => (await full.ask({}).catch(() => ({ status: 0 }))).status).toBe(200);
    for (const socket of held) socket.destroy();
  });

  test('a thousand refused requests at once leave the engine answering', async () => {
    const flood = Array.from({ length: 50 }, async () => {
      for (let count = 0; count < 20; count += 1) await world.ask({ headers: { host: 'attacker.example' } });
    });
    const about = world.engine.run(
      'about.read',
      {},
      { signal: new AbortController().signal, onProgress: () => undefined },
    );
    expect((await about).kind).toBe('document');
    await Promise.all(flood);
  });
});

describe('what an answer tells (S-28)', () => {
  test('no path reaches a file outside the built ones', async () => {
    const names = ['etc/passwd', 'package.json', 'sundial.db', 'owner.json', 'electron/cli/sundial.ts'];
    const ups = [
      '../',
      '..%2f',
      '%2e%2e/',
      '%2e%2e%2f',
      '..%5c',
      '..\\',
      '....//',
      '..%252f',
      '..%c0%af',
      '..;/',
      '%00../',
    ];
    const paths = [
      ...names.flatMap((name) => ups.flatMap((up) => [1, 3, 8].map((times) => `/${up.repeat(times)}${name}`))),
      ...names.flatMap((name) => [
        `//${name}`,
        `/assets/../${name}`,
        `/assets/..%2f${name}`,
        `/assets/a.js/../../${name}`,
      ]),
    ];
    for (const path of paths) {
      const { status, body } = await world.ask({ path: encodeSpaces(path) });
      expect([path, status, body]).toEqual([path, 404, '']);
    }
    expect(paths.length).toBeGreaterThan(180);
  });

  test('an address in absolute form is no way around the host', async () => {
    const socket = connect({ host: '127.0.0.1', port: world.host.port });
    socket.end(
      `GET http://attacker.example/ HTTP/1.1\r\nHost: ${world.authority}\r\nCookie: ${world.cookie}\r\nConnection: close\r\n\r\n`,
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 404 /);
    socket.destroy();
  });

  test('a fault of ours is a status without text, and stands in the log', async () => {
    const logged: string[] = [];
    let isBroken = false;
    const { ports } = world.engine.parts;
    const random = {
      ...ports.random,
      hex: (bytes: number) => {
        if (isBroken) throw new Error('/a/path/of/this/computer');
        return ports.random.hex(bytes);
      },
    };
    const logger = { ...ports.logger, error: (event: string) => void logged.push(event) };
    const parts = { ...world.engine.parts, ports: { ...ports, random, logger } };
    const broken = await startWebHost({
      engine: { ...world.engine, parts },
      files: new Map(),
      uploads: createUploads(world.folder, random),
      port: 0,
    });
    isBroken = true;
    const headers = { host: `127.0.0.1:${broken.port}` };
    expect(await ask(broken.port, { path: '/enter', headers })).toMatchObject({ status: 500, body: '' });
    expect(logged).toEqual(['web.broke']);
    await broken.stop();
  });

  test('a file name that is no text is refused', async () => {
    for (const name of ['%', '', undefined, 'x'.repeat(256)]) {
      const headers = { 'x-sundial-file-name': name };
      const answer = await world.ask({ method: 'POST', path: '/files', headers, body: 'x' });
      expect(answer).toMatchObject({ status: 400, body: '' });
    }
  });
});

describe('files that are handed over (DESIGN 7)', () => {
  test('a file is kept under a ticket, as it came, under a name of ours, for the owner only; it goes when the host ends', async () => {
    const own = await openWebWorld();
    const body = Buffer.from('token,name\nT1,Anna\n');
    const name = encodeURIComponent('../Kunden Ä.CSV');
    const answer = await own.ask({ method: 'POST', path: '/files', headers: { 'x-sundial-file-name': name }, body });
    const { ticket } = JSON.parse(answer.body) as { readonly ticket: string }; // what the host answers
    const file = own.engine.services.handedFile(ticket);
    expect(file.name).toBe('../Kunden Ä.CSV');
    expect(file.path).toMatch(/staging\/upload-[0-9a-f]{16}\.csv$/);
    expect(readFileSync(file.path)).toEqual(body);
    expect(answer.body).not.toContain(own.folder);
    await own[Symbol.asyncDispose]();
    expect(existsSync(file.path)).toBe(false);
  });

  test('a copy is as old as the file it was made of; a time that is nonsense or still to come tells nothing', async () => {
    await using own = await openWebWorld();
    const timeOf = async (modified: string): Promise<number> => {
      const headers = { 'x-sundial-file-name': 'list.csv', 'x-sundial-file-modified': modified };
      const { body } = await own.ask({ method: 'POST', path: '/files', headers, body: 'token\n' });
      const { ticket } = JSON.parse(body) as { readonly ticket: string }; // what the host answers
      return statSync(own.engine.services.handedFile(ticket).path).mtimeMs;
    };
    const lastYear = Date.UTC(2025, 2, 1, 9, 30, 0, 250);
    expect(await timeOf(String(lastYear))).toBe(lastYear);
    for (const nonsense of ['0', '-5', '9e99', 'yesterday', '999999999999999']) {
      const at = await timeOf(nonsense);
      expect(at).toBeGreaterThan(lastYear);
      expect(at).toBeLessThan(999_999_999_999_999);
    }
  });

  test('a ticket that was never given is refused', () => {
    expect(() => world.engine.services.handedFile('x')).toThrow(DomainError);
  });

  test('more than 1 GiB is refused before it is read, and nothing is left behind', async () => {
    const socket = connect({ host: '127.0.0.1', port: world.host.port });
    socket.write(uploadHead(world, 1024 ** 3 + 1));
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(first.toString()).toMatch(/^HTTP\/1\.1 413 /);
    expect(first.toString()).toContain('"code":"fileRefused"');
    expect(uploadsIn(join(world.folder, 'staging'))).toBe(0);
  });

  test('a sending that is cut leaves no file', async () => {
    const socket = connect({ host: '127.0.0.1', port: world.host.port });
    socket.write(`${uploadHead(world, 1_000)}half`);
    const staging = join(world.folder, 'staging');
    await expect.poll(() => uploadsIn(staging)).toBe(1);
    socket.destroy();
    await expect.poll(() => uploadsIn(staging)).toBe(0);
  });
});

/** The head of a request that hands a file over. */
function uploadHead({ authority, origin, cookie }: WebWorld, bytes: number): string {
  const lines = [
    'POST /files HTTP/1.1',
    `Host: ${authority}`,
    `Origin: ${origin}`,
    `Cookie: ${cookie}`,
    'X-Sundial: 1',
    'X-Sundial-File-Name: list.csv',
    `Content-Length: ${bytes}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function uploadsIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('upload-')).length : 0;
}

/** Node's own client sends no bytes that are no part of an address. */
function encodeSpaces(path: string): string {
  return path.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(sign));
}
