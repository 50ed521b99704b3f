import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { sundial } from './support.ts';

const ENTRY = fileURLToPath(import.meta.resolve('#cli/sundial.ts'));
const living = new Set<ChildProcess>();

afterEach(() => {
  for (const child of living) child.kill('SIGKILL');
  living.clear();
});

/** Starts the real command `run` and waits for its first line. */
async function startRun(
  workspace: string,
): Promise<{ readonly child: ChildProcess; readonly first: Record<string, unknown> }> {
  const child = spawn(process.execPath, [ENTRY, 'run', '--json', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  living.add(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return { child, first: JSON.parse(line) as Record<string, unknown> }; // what run prints first
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  living.delete(child);
  return code;
}

describe('while a run owns the data folder', () => {
  test('commands are carried to it, what needs the folder for itself is refused by name, and SIGTERM ends it in good order', async () => {
    const folder = temporaryFolder();
    expect((await sundial(folder, ['account', 'add', '--practice', '--json'])).code).toBe(0);
    const { child, first } = await startRun(folder);
    expect(first).toEqual({ pid: child.pid, workspace: folder });

    expect((await sundial(folder, ['account', 'list', '--json'])).rows).toMatchObject([{ id: 'a1' }]);
    const missing = await sundial(folder, ['campaign', 'status', 'c9', '--json']);
    expect(missing).toMatchObject({ code: 1, rows: [{ error: { code: 'notFound' } }] });
    expect((await sundial(folder, ['tokens', 'sync', '--json'])).rows[0]).toHaveProperty('import', 'i1');
    expect((await sundial(folder, ['tokens', 'list', '--json'])).rows.length).toBeGreaterThan(450);

    const second = await sundial(folder, ['run', '--json']);
    expect(second).toMatchObject({ code: 1, rows: [{ error: { code: 'workspaceOwned' } }] });
    expect(second.error).toContain(`Sundial "run" on`);
    expect(second.error).toContain(`process ${child.pid}`);
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(existsSync(join(folder, 'command.sock'))).toBe(false);
    expect((await sundial(folder, ['account', 'list', '--json'])).rows).toHaveLength(1);
  });

  test('a kill leaves nothing stale: the next command and the next run go on at once', async () => {
    const folder = temporaryFolder();
    await sundial(folder, ['account', 'list']);
    const { child } = await startRun(folder);
    await end(child, 'SIGKILL');
    expect(existsSync(join(folder, 'command.sock'))).toBe(true);
    expect((await sundial(folder, ['account', 'list', '--json'])).code).toBe(0);
    const again = await startRun(folder);
    expect(await end(again.child, 'SIGINT')).toBe(0);
  });

  test('a restore is refused with the name of the run', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'keep.db');
    await sundial(folder, ['backup', file]);
    const { child } = await startRun(folder);
    const refused = await sundial(folder, ['restore', file, '--yes', '--json']);
    expect(refused).toMatchObject({ code: 1, rows: [{ error: { code: 'workspaceOwned' } }] });
    expect(refused.error).toContain(`Sundial "run" on`);
    await end(child, 'SIGTERM');
  });
});

describe('two commands at once', () => {
  test('both are done, whoever comes first', async () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'c.json'),
      JSON.stringify({
        name: 'x',
        account: 'a1',
        audience: { topics: [] },
        message: { text: 'x' },
        schedule: { at: 'now' },
      }),
    );
    await sundial(folder, ['account', 'add', '--practice']);
    const all = await Promise.all(
      Array.from({ length: 8 }, () => sundial(folder, ['campaign', 'add', 'c.json', '--json'])),
    );
    expect(all.map(({ code }) => code)).toEqual(Array(8).fill(0));
    expect(new Set(all.map(({ rows }) => rows[0]?.['id'])).size).toBe(8);
  });

  test('an owner that takes no commands is waited for', async () => {
    const folder = temporaryFolder();
    await sundial(folder, ['account', 'list']);
    const owner = { host: 'shop', pid: process.pid, bootId: 'b', role: 'account list', socketPath: null, startedAt: 0 };
    const held = openWorkspaceDatabase(workspaceFiles(folder, owner));
    const said = sundial(folder, ['account', 'list', '--json']);
    setImmediate(() => held.close());
    expect((await said).code).toBe(0);
  });
});
