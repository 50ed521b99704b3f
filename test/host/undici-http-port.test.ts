import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpPort, HttpRequest } from '#engine/ports.ts';
import { openUndiciHttpPort, type UndiciHttpPortOptions } from '#host/undici-http-port.ts';
import {
  type Act,
  closeQuietly,
  cutBody,
  cutHead,
  garbage,
  hang,
  reset,
  respond,
  respondJson,
  type ScriptedServer,
  startScriptedServer,
} from '#test/support/scripted-server.ts';

/** Deadline of a request that has to arrive before it is given up, on a computer that does other work too. */
const ARRIVAL_MS = 1_000;

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

function openPort(options: UndiciHttpPortOptions = {}): HttpPort {
  const port = openUndiciHttpPort(options);
  open.push(port);
  return port;
}

async function serve(act: Act): Promise<ScriptedServer> {
  const server = await startScriptedServer({ act: () => act });
  open.push(server);
  return server;
}

function post(origin: string, change: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'POST',
    origin,
    path: '/v25.0/1/messages',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"ciao ☀"}',
    connectTimeoutMs: 20_000,
    timeoutMs: 20_000,
    ...change,
  };
}

/** Why a request did not leave; fails the test when it did. */
function whyNotSent(answer: HttpAnswer): string {
  if (answer.kind !== 'notSent') throw new Error(`It was not notSent but ${answer.kind}.`);
  return answer.why;
}

/** A loopback port on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address
  server.close();
  await once(server, 'close');
  return port;
}

describe('a request that is answered', () => {
  it('arrives byte for byte and its answer comes back with lower-case headers', async () => {
    const server = await serve(respond(400, '{"à":1}', ['X-App-Usage: {"call_count":3}', 'X-Twice: a', 'X-Twice: b']));
    const answer = await openPort().request(post(server.origin));
    expect(answer).toMatchObject({ kind: 'answer', status: 400, body: '{"à":1}' });
    expect(answer).toMatchObject({ headers: { 'x-app-usage': '{"call_count":3}', 'x-twice': 'b' } });
    expect(server.arrived[0]).toMatchObject({ method: 'POST', path: '/v25.0/1/messages', body: '{"text":"ciao ☀"}' });
  });

  it('is not followed when the answer is a redirect, of any of the five kinds', async () => {
    const target = await serve(respond(200, '{}'));
    for (const status of [301, 302, 303, 307, 308]) {
      const server = await serve(respond(status, '', [`location: ${target.origin}/elsewhere`]));
      expect(await openPort().request(post(server.origin))).toMatchObject({ kind: 'answer', status });
      expect(server.arrived).toHaveLength(1);
    }
    expect(target.arrived).toHaveLength(0);
  });

  it('is answered past an early 103', async () => {
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
    expect(await openPort().request(post(server.origin))).toMatchObject({ kind: 'answer', status: 200, body: '{}' });
  });

  it('leaves its connection to later ones', async () => {
    const server = await serve(respond(200, '{}'));
    const port = openPort();
    for (let i = 0; i < 20; i++) await port.request(post(server.origin));
    expect(server.connections()).toBeLessThanOrEqual(2);
  });
});

describe('a POST whose answer is lost', () => {
  const acceptance = JSON.stringify({ recipient_id: '1', message_id: 'm_1' });
  const ways: readonly (readonly [string, Act])[] = [
    ['reset after the request was read', reset],
    ['closed in good order without an answer', closeQuietly],
    ['cut in the status line', cutHead],
    ['cut in the body by a close', cutBody(acceptance, 'fin')],
    ['cut in the body by a reset', cutBody(acceptance, 'reset')],
    ['answered by something that is no HTTP', garbage],
    ['never answered', hang],
    ['answered by a head without its body', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n')],
    [
      'answered endlessly',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 9000\r\n\r\n${'x'.repeat(5000)}`),
    ],
  ];

  it.each(ways)('%s is broken, and arrived exactly once', async (_name, act) => {
    const server = await serve(act);
    const answer = await openPort({ bodyLimitBytes: 4_096 }).request(post(server.origin, { timeoutMs: ARRIVAL_MS }));
    expect(answer.kind).toBe('broken');
    expect(server.arrived).toHaveLength(1);
  });

  it('is not repeated on a kept connection that the server closes at that moment', async () => {
    const server = await startScriptedServer({ act: (nth) => (nth === 1 ? respond(200, '{}') : reset) });
    open.push(server);
    const port = openPort({ connections: 1 });
    expect((await port.request(post(server.origin))).kind).toBe('answer');
    expect((await port.request(post(server.origin))).kind).toBe('broken');
    expect(server.arrived).toHaveLength(2);
    expect(server.connections()).toBe(1);
  });

  it('is broken when the port is closed while the answer is awaited', async () => {
    const server = await startScriptedServer({ act: () => hang });
    open.push(server);
    const port = openPort();
    const answer = port.request(post(server.origin));
    await expect.poll(() => server.arrived.length).toBe(1);
    await port.close();
    expect((await answer).kind).toBe('broken');
  });

  it('leaves its connection to nobody: the next request gets another one and its own answer', async () => {
    const server = await startScriptedServer({ act: (nth) => (nth === 1 ? hang : respondJson(200, { nth })) });
    open.push(server);
    const port = openPort({ connections: 1 });
    expect((await port.request(post(server.origin, { timeoutMs: ARRIVAL_MS }))).kind).toBe('broken');
    expect(await port.request(post(server.origin))).toMatchObject({ kind: 'answer', body: '{"nth":2}' });
    expect(server.connections()).toBe(2);
  });
});

describe('a request that provably never left', () => {
  it('is notSent when nobody listens', async () => {
    const answer = await openPort().request(post(`http://127.0.0.1:${await deadPort()}`));
    expect(whyNotSent(answer)).toContain('ECONNREFUSED');
  });

  it('is notSent when the name does not resolve', async () => {
    const answer = await openPort().request(post('https://graph.invalid'));
    expect(whyNotSent(answer)).toMatch(/ENOTFOUND|EAI_AGAIN|no connection/);
  });

  it('is notSent when the TLS handshake fails, is cut, or never ends', async () => {
    const servers = [
      await startScriptedServer({ act: () => hang, onConnection: (socket) => socket.write('this is no TLS\r\n\r\n') }),
      await startScriptedServer({
        act: () => hang,
        onConnection: (socket) => socket.once('data', () => socket.resetAndDestroy()),
      }),
      await startScriptedServer({ act: () => hang, onConnection: (socket) => socket.once('data', () => socket.end()) }),
      await startScriptedServer({ act: () => hang }),
    ];
    open.push(...servers);
    const port = openPort();
    for (const server of servers) {
      const answer = await port.request(post(`https://127.0.0.1:${server.port}`, { connectTimeoutMs: 200 }));
      expect(answer.kind).toBe('notSent');
      expect(server.arrived).toHaveLength(0);
    }
  });

  it('is notSent when every connection is busy for as long as one may wait, and does not go out afterwards', async () => {
    const server = await startScriptedServer({ act: () => hang });
    open.push(server);
    const port = openPort({ connections: 1 });
    const first = port.request(post(server.origin, { timeoutMs: 3 * ARRIVAL_MS }));
    const second = await port.request(post(server.origin, { connectTimeoutMs: 100 }));
    expect(second.kind).toBe('notSent');
    expect((await first).kind).toBe('broken');
    const third = await port.request(post(server.origin, { body: 'third', timeoutMs: ARRIVAL_MS }));
    expect(third.kind).toBe('broken');
    expect(server.arrived.map((request) => request.body)).toEqual(['{"text":"ciao ☀"}', 'third']);
  });

  it('is notSent when the computer slept between the call and the connection, although no timer noticed', async () => {
    const server = await serve(respond(200, '{}'));
    let asked = false;
    const wallClockMs = (): number => {
      const now = asked ? 3_600_000 : 0;
      asked = true;
      return now;
    };
    const answer = await openPort({ wallClockMs }).request(post(server.origin));
    expect(answer).toMatchObject({ kind: 'notSent', why: 'no connection within 20000 ms' });
    expect(server.arrived).toHaveLength(0);
  });

  it('is notSent, by name, over http: to another computer, to no address, and after closing', async () => {
    const port = openPort();
    expect(whyNotSent(await port.request(post('http://graph.facebook.com')))).toContain('must use https');
    expect(whyNotSent(await port.request(post('nonsense')))).toContain('nonsense');
    await port.close();
    expect((await port.request(post('http://127.0.0.1:9'))).kind).toBe('notSent');
  });

  it('is notSent when a header is malformed, and the text does not show the header', async () => {
    const server = await serve(respond(200, '{}'));
    const answer = await openPort().request(
      post(server.origin, { headers: { authorization: 'Bearer EAAcanary\nx: y' } }),
    );
    expect(answer.kind).toBe('notSent');
    expect(JSON.stringify(answer)).not.toContain('EAAcanary');
    expect(server.arrived).toHaveLength(0);
  });
});

describe('many requests at once', () => {
  it('each get their own answer, over no more connections than allowed', async () => {
    const server = await startScriptedServer({ act: (_nth, request) => respond(200, request.body) });
    open.push(server);
    const port = openPort({ connections: 8 });
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, i) => port.request(post(server.origin, { body: `body ${i}` }))),
    );
    expect(answers.map((answer) => (answer.kind === 'answer' ? answer.body : answer.kind))).toEqual(
      Array.from({ length: 500 }, (_, i) => `body ${i}`),
    );
    expect(server.connections()).toBeLessThanOrEqual(8);
  });
});
