import { once } from 'node:events';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CommandListener, callOwner } from '#engine/command-socket/command-client.ts';
import { CommandServer, type RunCommand } from '#engine/command-socket/command-server.ts';
import { commandSocketPath, type SocketPath } from '#engine/command-socket/socket-path.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const place = { platform: process.platform, temporaryFolder: tmpdir(), userId: process.getuid?.() ?? null };
const silent: CommandListener = { onProgress: () => undefined, onRow: async () => undefined };
const calm = new AbortController().signal;

async function serving(
  run: RunCommand,
  path: SocketPath = commandSocketPath(temporaryFolder(), place),
): Promise<CommandServer & { path: string }> {
  const server = new CommandServer(path, run);
  await server.start();
  return Object.assign(server, { path: path.path });
}

async function* count(to: number): AsyncGenerator {
  for (let n = 1; n <= to; n += 1) yield { n };
}

describe('the command socket', () => {
  test('carries a document back, with progress on the way', async () => {
    const seen: unknown[] = [];
    const server = await serving(async (name, input, { onProgress }) => {
      onProgress({ what: 'rows', done: 1, total: 2 });
      return { kind: 'document', document: { name, input } };
    });
    const end = await callOwner(
      server.path,
      { name: 'x.y', input: { a: 1 } },
      { ...silent, onProgress: (p) => seen.push(p) },
      calm,
    );
    expect(end).toEqual({ kind: 'done', document: { name: 'x.y', input: { a: 1 } } });
    expect(seen).toEqual([{ what: 'rows', done: 1, total: 2 }]);
    await server.stop('finish');
  });

  test('carries every row in order, however slowly they are read', async () => {
    const server = await serving(async () => ({ kind: 'rows', rows: count(20_000) }));
    let next = 1;
    const onRow = async (row: unknown): Promise<void> => {
      expect(row).toEqual({ n: next });
      next += 1;
      if (next % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    await callOwner(server.path, { name: 'rows', input: null }, { ...silent, onRow }, calm);
    expect(next).toBe(20_001);
    await server.stop('finish');
  });

  test('a refusal arrives as the same refusal', async () => {
    const server = await serving(async () => {
      throw new DomainError('notFound', 'There is no campaign c9.', 'campaign');
    });
    const call = callOwner(server.path, { name: 'x', input: null }, silent, calm);
    await expect(call).rejects.toMatchObject({
      name: 'DomainError',
      code: 'notFound',
      message: 'There is no campaign c9.',
      where: 'campaign',
    });
    await server.stop('finish');
  });

  test('whoever hangs up cancels the command', async () => {
    const { promise: cancelled, resolve } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const server = await serving(async (_name, _input, { signal }) => {
      signal.addEventListener('abort', () => resolve());
      begin();
      await cancelled;
      signal.throwIfAborted();
      return { kind: 'document', document: null };
    });
    const asking = new AbortController();
    const call = callOwner(server.path, { name: 'x', input: null }, silent, asking.signal);
    await begun;
    asking.abort();
    await expect(call).rejects.toThrow(/abort/i);
    await cancelled;
    await server.stop('finish');
  });

  test('stopping lets a command that runs end, or cancels it when the person wants the process gone', async () => {
    const run: RunCommand = async (_name, _input, { signal }) => {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve());
        begun();
      });
      signal.throwIfAborted();
      return { kind: 'document', document: null };
    };
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const server = await serving(run);
    const call = callOwner(server.path, { name: 'x', input: null }, silent, calm);
    const outcome = call.then(
      () => null,
      (error: unknown) => error,
    );
    await started;
    await server.stop('cancel');
    expect(await outcome).toMatchObject({ name: 'AbortError' });
  });

  test("nobody there, or a dead owner's socket, is told apart from an answer", async () => {
    const folder = temporaryFolder();
    expect(await callOwner(join(folder, 'none.sock'), { name: 'x', input: null }, silent, calm)).toEqual({
      kind: 'notReached',
    });
    writeFileSync(join(folder, 'stale.sock'), '');
    expect(await callOwner(join(folder, 'stale.sock'), { name: 'x', input: null }, silent, calm)).toEqual({
      kind: 'notReached',
    });
  });

  test("takes the place of a dead owner's socket", async () => {
    const path = commandSocketPath(temporaryFolder(), place);
    writeFileSync(path.path, '');
    const server = await serving(async () => ({ kind: 'document', document: 1 }), path);
    expect(await callOwner(path.path, { name: 'x', input: null }, silent, calm)).toEqual({ kind: 'done', document: 1 });
    await server.stop('finish');
  });

  test('an owner that goes in mid-command leaves the command lost, not done', async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { createServer } = await import('node:net');
    const path = join(temporaryFolder(), 's.sock');
    const dying = createServer((socket) => {
      socket.once('data', () =>
        socket.write('{"kind":"accepted"}\n', () => {
          begin();
          socket.destroy();
        }),
      );
    }).listen(path);
    await once(dying, 'listening');
    const end = callOwner(path, { name: 'x', input: null }, silent, calm);
    await begun;
    expect(await end).toEqual({ kind: 'lost' });
    dying.close();
  });

  test('noise on the socket is hung up on and harms nobody', async () => {
    const server = await serving(async () => ({ kind: 'document', document: 1 }));
    for (const noise of ['GET / HTTP/1.1\r\n\r\n', '{"kind":"request"}\n', '\u0000\n', '[1,2]\n']) {
      const socket = connect(server.path);
      socket.on('error', () => undefined);
      socket.write(noise);
      await once(socket, 'close');
    }
    expect(await callOwner(server.path, { name: 'x', input: null }, silent, calm)).toEqual({
      kind: 'done',
      document: 1,
    });
    await server.stop('finish');
  });

  test('belongs to its user alone', async () => {
    const server = await serving(async () => ({ kind: 'document', document: 1 }));
    expect(statSync(server.path).mode & 0o777).toBe(0o600);
    await server.stop('finish');
    expect(existsSync(server.path)).toBe(false);
  });
});

describe('the path of the socket', () => {
  test('is short enough for the system in a deep folder, and stays the same', async () => {
    const folder = join(temporaryFolder(), 'd'.repeat(60), 'e'.repeat(60));
    mkdirSync(folder, { recursive: true });
    const path = commandSocketPath(folder, place);
    expect(Buffer.byteLength(path.path)).toBeLessThanOrEqual(100);
    expect(commandSocketPath(folder, place)).toEqual(path);
    const server = await serving(async () => ({ kind: 'document', document: 1 }), path);
    expect(statSync(String(path.ownFolder)).mode & 0o777).toBe(0o700);
    expect(await callOwner(path.path, { name: 'x', input: null }, silent, calm)).toEqual({ kind: 'done', document: 1 });
    await server.stop('finish');
    expect(existsSync(String(path.ownFolder))).toBe(false);
  });

  test('is a named pipe on Windows, another one for each folder and user', () => {
    const windows = { platform: 'win32', temporaryFolder: 'T', userId: null };
    const pipe = commandSocketPath('C:\\a', windows).path;
    expect(pipe).toMatch(/^\\\\\.\\pipe\\sundial-[0-9a-f]{20}$/);
    expect(commandSocketPath('C:\\b', windows).path).not.toBe(pipe);
  });
});
