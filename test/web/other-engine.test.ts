import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Engine } from '#engine/engine.ts';
import type { contract } from '#shared/contract/contract.ts';
import type { BehindHost } from '#web/web-host.ts';
import { openWebWorld, type WebWorld } from './web-kit.ts';

const DOOR = { appSecret: 'the secret of the app', verifyToken: 'a-word-of-ours', hosts: [] };
const VERIFY = '/webhook?hub.mode=subscribe&hub.challenge=7&hub.verify_token=';

let world: WebWorld;

beforeAll(async () => {
  world = await openWebWorld(DOOR);
});

afterAll(() => world[Symbol.asyncDispose]());

/** Opens a WebSocket with the session and says how that ended: with its line, or with the status of the refusal. */
function tryLine(): Promise<WebSocket | number> {
  const headers = { origin: world.origin, cookie: world.cookie };
  const socket = new WebSocket(`ws://${world.authority}/rpc`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      socket.on('error', () => undefined); // it is ended before it opened
      socket.terminate();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

test('while the engine is started again pages are shown, but nothing that needs it is taken; then all goes on in the same session', async () => {
  const before = await tryLine();
  if (typeof before === 'number') throw new Error(`HTTP ${before}`);
  const gone = new Promise((resolve) => before.once('close', resolve));
  const other = Promise.withResolvers<BehindHost>();
  const upload = (): Promise<{ status: number; body: string }> =>
    world.ask({ method: 'POST', path: '/files', headers: { 'x-sundial-file-name': 'guests.csv' }, body: 'token\n1\n' });
  const { ticket } = JSON.parse((await upload()).body) as { readonly ticket: string }; // what the host answers
  expect(world.engine.services.handedFile(ticket).name).toBe('guests.csv');

  const exchanged = world.host.exchange(() => other.promise);
  expect((await world.ask({})).status).toBe(200);
  expect((await upload()).status).toBe(503);
  expect((await world.ask({ path: VERIFY + DOOR.verifyToken, headers: { origin: undefined } })).status).toBe(503);
  expect(await tryLine()).toBe(503);

  other.resolve({ engine: world.engine, webhooks: { ...DOOR, verifyToken: 'another-word' } });
  await exchanged;
  await gone;
  const after = await tryLine();
  if (typeof after === 'number') throw new Error(`HTTP ${after}`);
  after.terminate();
  expect((await upload()).status).toBe(200);
  expect((await world.ask({ path: `${VERIFY}another-word`, headers: { origin: undefined } })).body).toBe('7');
  expect((await world.ask({ path: VERIFY + DOOR.verifyToken, headers: { origin: undefined } })).status).toBe(403);
  expect(() => world.engine.services.handedFile(ticket)).toThrow('not kept any more');
});

test('what is asked while the engine is given up is not put to it when the line ends', async () => {
  const asked: string[] = [];
  const engine: Engine = {
    ...world.engine,
    run: (name, input, how) => {
      asked.push(name);
      return world.engine.run(name, input, how);
    },
  };
  await world.host.exchange(async () => ({ engine }));
  const line = await tryLine();
  if (typeof line === 'number') throw new Error(`HTTP ${line}`);
  const websocket = line as unknown as ConstructorParameters<typeof RPCLink>[0]['websocket']; // ws has all of it
  const screens: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ websocket }));
  await screens.settings.read({});
  expect(asked).toEqual(['settings.read']);

  const other = Promise.withResolvers<BehindHost>();
  const exchanged = world.host.exchange(() => other.promise);
  const late = Promise.allSettled([screens.settings.read({})]);
  // The question arrives at the host before this one, which is answered.
  await new Promise((resolve) => line.ping(resolve));
  expect((await world.ask({})).status).toBe(200);
  other.resolve({ engine: world.engine });
  await exchanged;
  expect(await late).toMatchObject([{ status: 'rejected' }]);
  expect(asked).toEqual(['settings.read']);
});

test('where no engine could be started again, nothing behind the screens is served', async () => {
  await expect(world.host.exchange(() => Promise.reject(new Error('The disk is gone.')))).rejects.toThrow('disk');
  expect(await tryLine()).toBe(503);
  await world.host.exchange(async () => ({ engine: world.engine }));
  expect((await world.ask({ path: VERIFY, headers: { origin: undefined } })).status).toBe(404);
});
