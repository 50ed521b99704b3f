import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createPracticeServerSource } from '#host/practice-server-source.ts';
import { startPracticeServer } from '#host/start-practice-server.ts';
import { childrenOf, isAlive } from '#test/support/processes.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const entry = fileURLToPath(import.meta.resolve('#test/support/scripted-practice.ts'));
const options = (behaviour: string) => ({
  folder: temporaryFolder(),
  entry,
  arguments: [behaviour],
  startTimeoutMs: 60_000,
});

describe('starting the practice platform', () => {
  it('gives its account once its first line is whole, and ends it on stop', async () => {
    for (const behaviour of ['serve', 'chatter']) {
      const server = await startPracticeServer(options(behaviour));
      expect(server).toMatchObject({ url: 'http://127.0.0.1:9', pageId: '1', accessToken: 'EAAPRACTICEscripted' });
      await server.stop();
      await server.ended;
      await server.stop();
    }
  });

  it('is refused with what the process said when it ends, stays silent, or says something else', async () => {
    const refused = (behaviour: string, more = {}) =>
      refusalOf(startPracticeServer({ ...options(behaviour), ...more }));
    expect(await refused('die')).toMatch(/^platformUnreachable: .*ended with 1.*The file is no practice file/s);
    expect(await refused('strange')).toMatch(/^platformUnreachable: .*did not start/s);
    expect(await refused('silent', { startTimeoutMs: 300 })).toMatch(
      /^platformUnreachable: .*no first line within 300 ms/s,
    );
  });

  it('leaves no process behind when its own process is killed', async () => {
    const module = import.meta.resolve('#host/start-practice-server.ts');
    const code = `const { startPracticeServer } = await import(${JSON.stringify(module)});
      await startPracticeServer(${JSON.stringify(options('serve'))});
      const { execFileSync } = await import('node:child_process');
      console.log('started');
      setInterval(() => {}, 1000);`;
    const host = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(host.stdout, 'data');
    const children = await childrenOf(host.pid ?? 0);
    expect(children).toHaveLength(1);
    host.kill('SIGKILL');
    await once(host, 'close');
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });
});

describe('the host’s practice platform', () => {
  it('is started once for all who ask, and not before', async () => {
    const source = createPracticeServerSource(options('serve'));
    const [first, second] = await Promise.all([source.running(), source.running()]);
    expect(first).toBe(second);
    await source.close();
    await first.ended;
    await expect(source.running()).rejects.toThrow('was stopped');
  });

  it('is started again when it ended by itself', async () => {
    const source = createPracticeServerSource(options('crash'));
    const first = await source.running();
    await first.ended;
    await expect.poll(async () => (await source.running()) !== first).toBe(true);
    await source.close();
  });

  it('is tried again after a start that failed', async () => {
    const source = createPracticeServerSource(options('die'));
    await expect(source.running()).rejects.toThrow('did not start');
    await expect(source.running()).rejects.toThrow('did not start');
    await source.close();
  });
});
