import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { WebSocket } from 'ws';
import { startEngine } from '#cli/start-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { screenRouter } from '#engine/screens/router.ts';
import { type PracticeServer, startPracticeServer } from '#host/start-practice-server.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { Connection } from '#renderer/client/connection.ts';
import type { Line } from '#renderer/client/transport.ts';
import type { contract } from '#shared/contract/contract.ts';
import { testIo } from '#test/cli/support.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { exchangeKey } from '#test/web/web-kit.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost } from '#web/web-host.ts';

/** A real engine, a way to it, and the screens' own connection over that way. */
export interface ContractWorld extends AsyncDisposable {
  readonly screens: ContractRouterClient<typeof contract>;
  readonly connection: Connection;
  readonly engine: Engine;
  readonly practice: PracticeServer;
  /** Cuts the line that stands now, as a crash or a reload would. */
  readonly cut: () => void;
  /** How many lines were opened so far. */
  readonly lines: () => number;
  /** While set, no new line can be opened. */
  readonly refuseLines: (refuse: boolean) => void;
  /** While set, every question runs into a fault of ours whose text must not cross. */
  readonly breakQuestions: (message: string | null) => void;
}

/** A way to an engine. */
export interface Way {
  readonly open: () => Promise<{ readonly line: Line; readonly cut: () => void }>;
  readonly stop: () => Promise<void>;
}

/** How many people the practice platform holds: enough that a sync takes a while. */
const PEOPLE = 3_000;

/** Starts a real engine on a new data folder, with a practice account, and connects to it. */
export async function openContractWorld(makeWay: (engine: Engine) => Promise<Way>): Promise<ContractWorld> {
  const folder = temporaryFolder();
  const practice = await startPracticeServer({ folder, arguments: ['--recipients', String(PEOPLE)] });
  const invocation = {
    command: 'serve',
    args: [],
    options: {},
    io: testIo({ cwd: folder }).io,
    clock: openSystemClock(),
    json: true,
    yes: false,
    folder,
  };
  const real = await startEngine(invocation, { store: 'threads' });
  await real.run(
    'account.add',
    { kind: 'practice', apiBase: practice.url, name: null, zone: null, pacePerSecond: null },
    QUIET,
  );
  let fault: string | null = null;
  const engine: Engine = {
    ...real,
    run: (name, input, asked) => (fault === null ? real.run(name, input, asked) : Promise.reject(new Error(fault))),
  };
  const way = await makeWay(engine);
  let cut: () => void = () => undefined;
  let lines = 0;
  let isRefused = false;
  let isOver = false;
  const connection = new Connection(async () => {
    if (isOver) return new Promise(() => undefined);
    if (isRefused) throw new Error('No line now.');
    const opened = await way.open();
    lines += 1;
    cut = opened.cut;
    return opened.line;
  });
  return {
    screens: createORPCClient(connection),
    connection,
    engine: real,
    practice,
    cut: () => cut(),
    lines: () => lines,
    refuseLines: (refuse) => {
      isRefused = refuse;
    },
    breakQuestions: (message) => {
      fault = message;
    },
    [Symbol.asyncDispose]: async () => {
      isOver = true;
      cut();
      await way.stop();
      await real.stop('cancel');
      await practice.stop();
    },
  };
}

const QUIET = { signal: new AbortController().signal, onProgress: () => undefined };

/** Over a MessagePort, as in the desktop app. */
export async function portWay(engine: Engine): Promise<Way> {
  const handler = new RPCHandler(screenRouter);
  return {
    open: async () => {
      const { port1: near, port2: far } = new MessageChannel();
      handler.upgrade(far, { context: { engine } });
      far.start();
      const gone = new Promise<void>((resolve) => near.once('close', () => resolve()));
      near.start();
      return { line: { link: new PortLink({ port: near }), gone }, cut: () => near.close() };
    },
    stop: async () => undefined,
  };
}

type Socket = ConstructorParameters<typeof SocketLink>[0]['websocket'];

/** Over a WebSocket to the web host, as in the browser. */
export async function socketWay(engine: Engine): Promise<Way> {
  const uploads = createUploads(engine.parts.folder, openSystemRandom());
  const host = await startWebHost({ engine, files: new Map(), uploads, port: 0 });
  const origin = `http://127.0.0.1:${host.port}`;
  const cookie = (await exchangeKey(origin, host.newAddress())).headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  return {
    open: async () => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { origin, headers: { cookie } });
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
      const websocket = socket as unknown as Socket; // the package ws has all that the link asks for
      return { line: { link: new SocketLink({ websocket }), gone }, cut: () => socket.terminate() };
    },
    stop: () => host.stop(),
  };
}
