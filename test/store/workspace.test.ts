import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openReader } from '#engine/store/connection.ts';
import { SCHEMA_VERSION, schemaVersion } from '#engine/store/migrate.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import type { Owner } from '#engine/store/owner-file.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const owner: Owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };

function refusal(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

/** Makes a workspace, closes it, and returns its folder. */
function closedWorkspace(): string {
  const folder = temporaryFolder();
  openWorkspaceDatabase(workspaceFiles(folder, owner)).close();
  return folder;
}

describe('opening a data folder', () => {
  test('makes the newest schema in a new folder, in WAL, every commit flushed', () => {
    const { db, close } = openWorkspaceDatabase(workspaceFiles(temporaryFolder(), owner));
    expect(schemaVersion(db)).toBe(SCHEMA_VERSION);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    close();
  });

  test('leaves a database of a newer Sundial alone and says so', () => {
    const folder = closedWorkspace();
    const raw = new Database(join(folder, 'sundial.db'));
    raw.pragma('user_version = 9990');
    raw.close();
    const error = refusal(() => openWorkspaceDatabase(workspaceFiles(folder, owner)));
    expect(error.code).toBe('databaseNewer');
    expect(error.message).toMatch(/newer Sundial \(schema 9990\)/);
  });

  test('names a file that is no database', () => {
    const folder = closedWorkspace();
    writeFileSync(join(folder, 'sundial.db'), 'this is a letter to my aunt, not a database. '.repeat(200));
    expect(refusal(() => openWorkspaceDatabase(workspaceFiles(folder, owner))).code).toBe('databaseBroken');
  });

  test('gives the lock back when the database cannot be opened', () => {
    const folder = closedWorkspace();
    const good = join(folder, 'good.db');
    copyFileSync(join(folder, 'sundial.db'), good);
    writeFileSync(join(folder, 'sundial.db'), 'x'.repeat(9_000));
    refusal(() => openWorkspaceDatabase(workspaceFiles(folder, owner)));
    copyFileSync(good, join(folder, 'sundial.db'));
    expect(() => openWorkspaceDatabase(workspaceFiles(folder, owner)).close()).not.toThrow();
  });

  test('names a folder that cannot be made', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const error = refusal(() => openWorkspaceDatabase(workspaceFiles(join(folder, 'file', 'inside'), owner)));
    expect(error.code).toBe('workspaceNotWritable');
  });

  test('keeps the lock file to the user alone', () => {
    const folder = closedWorkspace();
    chmodSync(folder, 0o700);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['owner.json', 'owner.lock', 'sundial.db']));
  });
});

describe('ownership', () => {
  test('a second owner is refused with the name of the first', () => {
    const folder = temporaryFolder();
    const first = openWorkspaceDatabase(workspaceFiles(folder, { ...owner, role: 'run', pid: 4242 }));
    const error = refusal(() => openWorkspaceDatabase(workspaceFiles(folder, owner)));
    expect(error.code).toBe('workspaceOwned');
    expect(error.message).toMatch(/Sundial "run" on shop \(process 4242\)/);
    first.close();
    expect(() => openWorkspaceDatabase(workspaceFiles(folder, owner)).close()).not.toThrow();
  });

  test('an owner killed without warning leaves no stale lock', async () => {
    const folder = temporaryFolder();
    const holder = spawn(process.execPath, [
      fileURLToPath(new URL('../support/hold-workspace.ts', import.meta.url)),
      folder,
    ]);
    const [line] = (await once(holder.stdout, 'data')) as [Buffer];
    expect(line.toString()).toContain('owned');
    expect(refusal(() => openWorkspaceDatabase(workspaceFiles(folder, owner))).code).toBe('workspaceOwned');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(() => openWorkspaceDatabase(workspaceFiles(folder, owner)).close()).not.toThrow();
  });
});

describe('the threads of a data folder', () => {
  test('keep what was written over a close and an opening', async () => {
    const files = workspaceFiles(temporaryFolder(), owner);
    const store = await openThreadedStore(files);
    await store.write('setting.write', { key: 'colour', value: 'blue' });
    await store.close();
    const again = await openThreadedStore(files);
    expect(await again.read('setting.read', { key: 'colour' })).toBe('blue');
    await again.close();
    await expect(again.write('setting.write', { key: 'colour', value: 'red' })).rejects.toThrow(/closed/);
  });

  test('run urgent changes before those that were queued earlier', async () => {
    const store = await openThreadedStore(workspaceFiles(temporaryFolder(), owner));
    const order: string[] = [];
    const write = (name: string, priority: 'urgent' | 'normal'): Promise<void> =>
      store.write('setting.write', { key: 'k', value: name }, { priority }).then(() => {
        order.push(name);
      });
    await Promise.all([write('first', 'normal'), write('second', 'normal'), write('stop', 'urgent')]);
    expect(order).toEqual(['first', 'stop', 'second']);
    await store.close();
  });

  test('a queued change whose caller gives up is never run', async () => {
    const store = await openThreadedStore(workspaceFiles(temporaryFolder(), owner));
    const given = new AbortController();
    const first = store.write('setting.write', { key: 'k', value: 'kept' });
    const second = store.write('setting.write', { key: 'k', value: 'dropped' }, { signal: given.signal });
    given.abort();
    await expect(second).rejects.toThrow(/abort/i);
    await first;
    expect(await store.read('setting.read', { key: 'k' })).toBe('kept');
    await store.close();
  });

  test('a change that fails stores nothing and says what a person can do', async () => {
    const store = await openThreadedStore(workspaceFiles(temporaryFolder(), owner));
    const account = {
      platform: 'messenger',
      isPractice: true,
      pageId: '1',
      igId: null,
      name: 'Shop',
      pageZone: 'Europe/Rome',
      apiBase: null,
      apiVersion: 'v25.0',
      rulePack: 'seed',
      pacePerSecond: 300,
      createdAt: 0,
    } as unknown as Parameters<typeof store.write<'account.insert'>>[1]; // instants are plain numbers on the wire
    await store.write('account.insert', account);
    await expect(store.write('account.insert', account)).rejects.toMatchObject({
      code: 'invalidInput',
      message: 'Page 1 is connected already, as account a1.',
    });
    expect(await store.read('account.list', null)).toHaveLength(1);
    await store.close();
  });
});

test('a reader cannot write to the file', () => {
  const folder = closedWorkspace();
  const db = openReader(join(folder, 'sundial.db'));
  expect(() => db.prepare(`DELETE FROM setting`).run()).toThrow(/readonly/);
  db.close();
});
