import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { receiveWebhook } from '#engine/webhooks/receive-webhook.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { AT, bodyOf, inbound, optin, PAGE, TOKEN } from '#test/engine/webhooks/bodies.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { emptyWorkspace, insertAccountRow } from '#test/support/workspace-rows.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost, type WebHost } from '#web/web-host.ts';
import type { WebhookDoor } from '#web/webhook-route.ts';
import { type Answered, ask, openWebWorld, type WebWorld } from './web-kit.ts';

const SECRET = 'the secret of the app';
const DOOR: WebhookDoor = { appSecret: SECRET, verifyToken: 'a-word-of-ours', hosts: ['relay.example'] };

const signed = (body: string | Buffer, secret = SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** A world of the host's own, for what the database and the clock do; everything else is as `serve` has it. */
interface Door extends AsyncDisposable {
  readonly db: WritableDb;
  readonly clock: FakeClock;
  readonly host: WebHost;
  readonly logged: string[];
  readonly post: (body: string | Buffer, headers?: Readonly<Record<string, string | undefined>>) => Promise<Answered>;
}

let world: WebWorld;

beforeAll(async () => {
  world = await openWebWorld(DOOR);
});

afterAll(() => world[Symbol.asyncDispose]());

async function openDoor(door: WebhookDoor | undefined = DOOR): Promise<Door> {
  const db = emptyWorkspace();
  insertAccountRow(db, { page_id: PAGE, page_zone: 'Europe/Rome', rule_pack: 'seed', is_practice: 0 });
  const clock = createFakeClock(epochMs(AT + MINUTE));
  const logged: string[] = [];
  const { parts: real } = world.engine;
  const note = (event: string): void => void logged.push(event);
  const logger = { info: note, warn: note, error: note };
  const parts: Engine['parts'] = {
    store: openInlineStore(db),
    ports: { ...real.ports, clock, logger },
    graph: real.graph,
    folder: real.folder,
    zones: real.zones,
    rulePacks: real.rulePacks,
  };
  const engine: Engine = {
    ...world.engine,
    parts,
    receiveWebhook: (post, sender) => receiveWebhook(parts, sender, post),
  };
  const uploads = createUploads(temporaryFolder(), openSystemRandom());
  const host = await startWebHost({ engine, files: new Map(), uploads, port: 0, webhooks: door });
  return {
    db,
    clock,
    host,
    logged,
    post: (body, headers = {}) =>
      ask(host.port, {
        method: 'POST',
        path: '/webhook',
        headers: {
          host: `127.0.0.1:${host.port}`,
          'content-type': 'application/json',
          'x-hub-signature-256': signed(body),
          ...headers,
        },
        body,
      }),
    [Symbol.asyncDispose]: () => host.stop(),
  };
}

const tokens = (db: WritableDb) => selectAll(db, 'SELECT token, stopped_at_ms FROM notification_token');
const events = (db: WritableDb): number => Number(selectOne(db, 'SELECT count(*) AS n FROM webhook_event')?.['n']);

describe('a webhook that comes in (S-52, S-53)', () => {
  test('is on disk when it is answered with 200, and told again changes nothing', async () => {
    await using door = await openDoor();
    const body = JSON.stringify(bodyOf(optin()));
    for (let times = 0; times < 3; times += 1) {
      expect(await door.post(body)).toMatchObject({ status: 200, body: '' });
      expect(tokens(door.db)).toEqual([{ token: TOKEN, stopped_at_ms: null }]);
      expect(events(door.db)).toBe(1);
    }
  });

  test('is signed over its bytes as they came, escaped letters and all', async () => {
    await using door = await openDoor();
    const escaped = JSON.stringify(bodyOf(optin({ title: 'Caf\u00e9' }))).replace('\u00e9', '\\u00e9');
    const rewritten = JSON.stringify(JSON.parse(escaped));
    expect(escaped).not.toBe(rewritten);
    expect((await door.post(rewritten, { 'x-hub-signature-256': signed(escaped) })).status).toBe(403);
    expect((await door.post(escaped, { 'x-hub-signature-256': signed(rewritten) })).status).toBe(403);
    expect(events(door.db)).toBe(0);
    expect((await door.post(escaped)).status).toBe(200);
    expect(selectOne(door.db, 'SELECT topic FROM notification_token')).toEqual({ topic: 'Caf\u00e9' });
  });

  const body = JSON.stringify(bodyOf(optin()));
  const whole = signed(body);
  test.each([
    ['missing', { 'x-hub-signature-256': undefined }],
    ['SHA-1 only', { 'x-hub-signature-256': undefined, 'x-hub-signature': `sha1=${'0'.repeat(40)}` }],
    ['a digit short', { 'x-hub-signature-256': whole.slice(0, -1) }],
    ['a digit long', { 'x-hub-signature-256': `${whole}0` }],
    ['in upper case', { 'x-hub-signature-256': whole.toUpperCase() }],
    ['of another app', { 'x-hub-signature-256': signed(body, 'another secret') }],
    ['empty', { 'x-hub-signature-256': '' }],
  ])('is refused, and stores nothing, when its signature is %s', async (_how, headers) => {
    await using door = await openDoor();
    expect(await door.post(body, headers)).toMatchObject({ status: 403, body: '' });
    expect(events(door.db)).toBe(0);
  });

  test('that is signed and no webhook body is 400; one that does not say it is JSON is not read', async () => {
    await using door = await openDoor();
    for (const odd of ['', 'null', '[]', '{', '{"object":"page"}', '\u0000']) {
      expect((await door.post(odd)).status, odd).toBe(400);
    }
    for (const type of [undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expect((await door.post(body, { 'content-type': type })).status, String(type)).toBe(415);
    }
    expect(events(door.db)).toBe(0);
  });

  test('may have 1 MiB and not a byte more, whether it says so before or not', async () => {
    await using door = await openDoor();
    const padded = (bytes: number): Buffer => {
      const text = JSON.stringify(bodyOf(optin()));
      return Buffer.from(text + ' '.repeat(bytes - Buffer.byteLength(text)));
    };
    expect((await door.post(padded(1_048_577))).status).toBe(413);
    const chunked = { 'transfer-encoding': 'chunked' };
    expect((await door.post(padded(1_048_577), chunked).catch(() => ({ status: 413 }))).status).toBe(413);
    expect(events(door.db)).toBe(0);
    expect((await door.post(padded(1_048_576))).status).toBe(200);
  });

  test('that does not end within 5 s is given up', async () => {
    await using door = await openDoor();
    const socket = connect({ host: '127.0.0.1', port: door.host.port });
    socket.write(
      `POST /webhook HTTP/1.1\r\nHost: 127.0.0.1:${door.host.port}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    await door.clock.whenSleeping();
    const answered = once(socket, 'data') as Promise<[Buffer]>;
    await door.clock.advance(5 * SECOND);
    expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 408 /);
    socket.destroy();
    expect(events(door.db)).toBe(0);
  });

  test('that does not fit on the disk is not answered with 200; sent again once there is room, it is taken', async () => {
    await using door = await openDoor();
    const pages = Number(selectOne(door.db, 'PRAGMA page_count')?.['page_count']);
    selectOne(door.db, `PRAGMA max_page_count = ${pages}`);
    const many = Array.from({ length: 400 }, (_, n) => inbound({ message: { mid: `m${n}` } }, AT + n, `77${n}`));
    const large = JSON.stringify(bodyOf(...many));
    expect(await door.post(large)).toMatchObject({ status: 503, body: '' });
    expect(events(door.db)).toBe(0);
    expect(door.logged).toEqual(['webhook.notStored']);
    selectOne(door.db, 'PRAGMA max_page_count = 1000000');
    expect((await door.post(large)).status).toBe(200);
    expect(events(door.db)).toBe(400);
  });

  test('never makes anything be sent: a yes plans no message (S-55)', async () => {
    await using door = await openDoor();
    await door.post(JSON.stringify(bodyOf(optin(), inbound({ message: { mid: 'm1', text: 'Ciao' } }))));
    expect(selectOne(door.db, 'SELECT count(*) AS n FROM delivery')).toEqual({ n: 0 });
  });
});

describe('the verification of the address (S-53)', () => {
  const query = (changes: Readonly<Record<string, string>> = {}): string =>
    new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': DOOR.verifyToken,
      'hub.challenge': '1158201444',
      ...changes,
    }).toString();
  const verify = (search: string): Promise<Answered> =>
    ask(world.host.port, { path: `/webhook?${search}`, headers: { host: world.authority } });

  test('echoes the digits of the challenge as plain text', async () => {
    const answer = await verify(query());
    expect(answer).toMatchObject({ status: 200, body: '1158201444' });
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test.each([
    ['another word', query({ 'hub.verify_token': 'a-word-of-theirs' })],
    ['no word', query({ 'hub.verify_token': '' })],
    ['another mode', query({ 'hub.mode': 'unsubscribe' })],
    ['a challenge that is no number', query({ 'hub.challenge': '<script>' })],
    ['nothing', ''],
  ])('with %s is refused', async (_what, search) => {
    expect(await verify(search)).toMatchObject({ status: 403, body: '' });
  });
});

describe('who reaches the address', () => {
  const headersFor = (body: string) => ({ 'content-type': 'application/json', 'x-hub-signature-256': signed(body) });
  const body = JSON.stringify(bodyOf(optin()));

  test('a relay under its own name does, and nothing else under that name', async () => {
    const { port } = world.host;
    const post = (host: string, path: string): Promise<Answered> =>
      ask(port, { method: 'POST', path, headers: { host, ...headersFor(body) }, body });
    for (const host of ['relay.example', 'Relay.Example', world.authority, `localhost:${port}`]) {
      expect((await post(host, '/webhook')).status, host).toBe(200);
    }
    for (const host of ['other.example', 'relay.example:443', 'x.relay.example', 'relay.example.', ' ']) {
      expect((await post(host, '/webhook')).status, host).toBe(421);
    }
    for (const path of ['/', '/enter', '/session', '/files', '/index.html', '/webhook/', '/webhooks', '//webhook']) {
      expect((await post('relay.example', path)).status, path).toBe(421);
      const seen = await ask(port, { path, headers: { host: 'relay.example', cookie: world.cookie } });
      expect(seen.status, path).toBe(421);
    }
  });

  test('pages of a browser do not, signed or not', async () => {
    for (const more of [
      { origin: world.origin },
      { origin: 'https://attacker.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const headers = { host: world.authority, ...headersFor(body), ...more };
      const answer = await ask(world.host.port, { method: 'POST', path: '/webhook', headers, body });
      expect(answer.status).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('other methods are refused, and everything else still needs the session', async () => {
    const headers = { host: world.authority };
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
      expect((await ask(world.host.port, { method, path: '/webhook', headers })).status, method).toBe(405);
    }
    for (const path of ['/', '/index.html', '/assets/a.js', '/webhooks', '/webhook/x']) {
      expect((await ask(world.host.port, { path, headers })).status, path).toBe(401);
    }
  });

  test('without --webhooks there is nothing there', async () => {
    await using closed = await openWebWorld();
    const headers = { host: closed.authority, ...headersFor(body) };
    expect((await ask(closed.host.port, { method: 'POST', path: '/webhook', headers, body })).status).toBe(404);
    expect((await ask(closed.host.port, { path: '/webhook?hub.mode=subscribe', headers })).status).toBe(404);
  });
});
