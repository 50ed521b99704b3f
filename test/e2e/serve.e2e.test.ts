import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { including, sundial } from '#test/cli/support.ts';
import { childrenOf, isAlive } from '#test/support/processes.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { exchangeKey } from '#test/web/web-kit.ts';
import { openContractClient, openSession } from './support/contract-client.ts';
import { serveWorkspace } from './support/served.ts';

const START = fileURLToPath(import.meta.resolve('#start/start.ts'));
const KEY = { input: 'a-page-key-of-nobody' };
const living = new Set<ChildProcess>();

afterEach(() => {
  for (const child of living) child.kill('SIGKILL');
  living.clear();
});

describe('sundial serve', () => {
  test('owns the data folder, takes commands meanwhile, refuses a second one by name, and ends in good order', async () => {
    const folder = temporaryFolder();
    const served = await serveWorkspace(folder);
    expect((await sundial(folder, ['account', 'add', '--practice', '--json'])).rows).toEqual([including({ id: 'a1' })]);
    const second = await sundial(folder, ['serve', '--no-open', '--json']);
    expect(second).toMatchObject({ code: 1, rows: [{ error: { code: 'workspaceOwned' } }] });
    expect(second.error).toContain('Sundial "serve" on');
    const cookie = await openSession(served.address);
    expect(cookie).toContain(`sundial-${served.port}=`);
    expect(await served.stop()).toBe(0);
    expect(existsSync(join(folder, 'command.sock'))).toBe(false);
  });

  test('a press of Enter gives a new address, and the one before it ends', async () => {
    const stop = new AbortController();
    let press: () => void = () => undefined;
    let out = '';
    const ended = sundial(temporaryFolder(), ['serve', '--no-open'], {
      signal: stop.signal,
      onEnter: (listener) => {
        press = listener;
      },
      onWrite: (text) => {
        out += text;
      },
    });
    const addresses = (): readonly string[] => out.match(/http:\S+/g) ?? [];
    await expect.poll(() => addresses().length).toBe(1);
    await expect
      .poll(() => {
        press();
        return addresses().length;
      })
      .toBeGreaterThan(1);
    const [first = '', last = ''] = [addresses()[0], addresses().at(-1)];
    const { origin } = new URL(first);
    expect((await exchangeKey(origin, first)).status).toBe(403);
    expect((await exchangeKey(origin, last)).status).toBe(204);
    stop.abort();
    expect((await ended).code).toBe(0);
  });

  test('a restart that a screen asks for is answered; the restored data stands behind the same address and session, with the Page keys in hand', async () => {
    const folder = temporaryFolder();
    await sundial(folder, ['account', 'add', '--practice', '--name', 'Before the backup']);
    const facts = ['--page-id', '1', '--name', 'Real', '--zone', 'UTC', '--api-base', 'http://127.0.0.1:9'];
    await sundial(folder, ['account', 'add', '--platform', 'messenger', ...facts, '--access-token-stdin'], KEY);
    const name = 'backups/before.db';
    await sundial(folder, ['backup', join(folder, name)]);
    const stop = new AbortController();
    let out = '';
    const words = ['serve', '--no-open', '--json', '--webhooks', '--app-secret-stdin'];
    const onWrite = (text: string): void => void (out += text);
    const ended = sundial(folder, words, { input: 'the secret of the app', signal: stop.signal, onWrite });
    await expect.poll(() => out).toContain('\n');
    const { address } = JSON.parse(out) as { readonly address: string }; // what serve --json prints
    await sundial(folder, ['account', 'reconnect', 'a2', '--access-token-stdin'], KEY);
    const cookie = await openSession(address);
    const { engine, close } = openContractClient({ origin: new URL(address).origin, cookie: () => cookie });
    for await (const event of await engine.data.backUp({})) expect(['progress', 'done']).toContain(event.kind);
    await engine.accounts.change({ account: 'a1', name: 'After the backup' });
    await engine.data.prepareRestore({ name });
    expect(await engine.data.restart({})).toEqual({});
    await expect.poll(async () => (await engine.data.backups({}).catch(() => null))?.last?.isDone).toBe(true);
    const inHand = { key: 'held', keyPlace: 'memory' };
    expect((await engine.accounts.list({})).accounts).toMatchObject([{ name: 'Before the backup' }, inHand]);
    // The restored folder held no verify word, so another was drawn; Meta has to be given that one.
    const drawn = /"newWord":"[0-9a-f]{32}"/g;
    await expect.poll(() => new Set(out.match(drawn)).size).toBe(2);
    expect(await engine.data.restart({})).toEqual({});
    await expect.poll(async () => (await engine.about.read({}).catch(() => null))?.dataFolder).toBe(folder);
    close();
    stop.abort();
    expect((await ended).code).toBe(0);
  });

  test('a port that is taken, or none, is refused in a sentence', async () => {
    const served = await serveWorkspace(temporaryFolder());
    const taken = await sundial(temporaryFolder(), ['serve', '--no-open', '--port', String(served.port), '--json']);
    expect(taken).toMatchObject({ code: 1, rows: [{ error: { code: 'invalidInput', where: '--port' } }] });
    expect((await sundial(temporaryFolder(), ['serve', '--port', '70000'])).code).toBe(2);
    await served.stop();
  });
});

describe('npm start', () => {
  test('without a display says so in one line and opens the web host; Ctrl-C ends all of it', async () => {
    const home = temporaryFolder();
    const env = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), DISPLAY: '', WAYLAND_DISPLAY: '' };
    const child = spawn(process.execPath, [START], { stdio: ['ignore', 'pipe', 'pipe'], env });
    living.add(child);
    let out = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      error += text;
    });
    await expect.poll(() => /http:\S+/.exec(out)?.[0]).toBeDefined();
    expect(error).toContain('no display, so Sundial opens in the browser.');
    const folder = join(home, 'data', 'sundial');
    await openSession(/http:\S+/.exec(out)?.[0] ?? '');
    await sundial(folder, ['account', 'add', '--practice']);
    await sundial(folder, ['tokens', 'sync']);
    const below = await childrenOf(child.pid ?? 0);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    living.delete(child);
    expect(code).toBe(0);
    for (const pid of below) await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
