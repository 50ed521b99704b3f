import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Engine } from '#engine/engine.ts';
import { openSystemRandom } from '#host/system-random.ts';
import type { contract } from '#shared/contract/contract.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost, type WebHost } from '#web/web-host.ts';
import { exchangeKey, openWebWorld, type WebWorld } from './web-kit.ts';

/** Rows of a data folder that is far larger than what any system keeps for a socket. */
const ROWS = 800;
const ROW_SIGNS = 65_536;
/** What the system may keep for a socket on both sides, and what waits in Sundial, in rows. */
const MOST_ON_THE_WAY = 500;

let world: WebWorld;
let host: WebHost;
let socket: WebSocket;
let screens: ContractRouterClient<typeof contract>;
let made = 0;
let isEnded = false;

beforeEach(async () => {
  world = await openWebWorld();
  made = 0;
  isEnded = false;
  const engine: Engine = { ...world.engine, run: async () => ({ kind: 'rows', rows: largeFolder() }) };
  host = await startWebHost({
    engine,
    files: new Map(),
    uploads: createUploads(world.folder, openSystemRandom()),
    port: 0,
  });
  const origin = `http://127.0.0.1:${host.port}`;
  const cookie = (await exchangeKey(origin, host.newAddress())).headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { origin, headers: { cookie } });
  await once(socket, 'open');
  const websocket = socket as unknown as ConstructorParameters<typeof RPCLink>[0]['websocket']; // ws has all of it
  screens = createORPCClient(new RPCLink({ websocket }));
});

afterEach(async () => {
  socket.terminate();
  await host.stop();
  await world[Symbol.asyncDispose]();
});

async function* largeFolder(): AsyncGenerator<unknown, void, undefined> {
  try {
    for (; made < ROWS; made += 1) yield { table: 'recipient', row: { name: 'x'.repeat(ROW_SIGNS) } };
  } finally {
    isEnded = true;
  }
}

/** Waits until nothing was made for a good while of looking. */
async function untilStill(): Promise<void> {
  let last = -1;
  let looks = 0;
  await expect
    .poll(() => {
      looks = made === last ? looks + 1 : 0;
      last = made;
      return looks;
    })
    .toBeGreaterThan(10);
}

test('a tab that does not read stops the export that fills it, and gets all of it once it reads again', async () => {
  const pieces = await screens.data.export({ withTokens: false });
  let signs = 0;
  for await (const { text } of pieces) {
    if (signs === 0) {
      socket.pause();
      await untilStill();
      expect(made).toBeLessThan(MOST_ON_THE_WAY);
      socket.resume();
    }
    signs += text.length;
  }
  expect(made).toBe(ROWS);
  expect(signs).toBeGreaterThan(ROWS * ROW_SIGNS);
});

test('a tab that goes while an export waits for it ends that export', async () => {
  const pieces = await screens.data.export({ withTokens: false });
  await pieces.next();
  socket.pause();
  await untilStill();
  expect(isEnded).toBe(false);
  socket.terminate();
  await expect.poll(() => isEnded).toBe(true);
  expect(made).toBeLessThan(MOST_ON_THE_WAY);
});
