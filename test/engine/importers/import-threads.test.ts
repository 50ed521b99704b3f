import { readdirSync, truncateSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import { type FileImport, importFile, undoImport } from '#engine/importers/import-service.ts';
import { workspaceFiles } from '#engine/store/open-workspace.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import type { AccountId, ImportId } from '#shared/domain/ids.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { NOW, openImportWorld } from './import-world.ts';

/** The same engine parts on a store with threads of its own, as the hosts run it. */
async function threadedParts(): Promise<{
  readonly parts: EngineParts;
  readonly order: (path: string) => FileImport & { dryRun: boolean };
}> {
  const { parts: inline, file } = openImportWorld();
  const folder = join(inline.folder, 'threaded');
  const owner = { host: hostname(), pid: process.pid, bootId: 'x', role: 'test', socketPath: null, startedAt: NOW };
  const store = await openThreadedStore(workspaceFiles(folder, owner));
  onTestFinished(() => store.close());
  const accountId: AccountId = await store.write('account.insert', {
    platform: 'messenger',
    isPractice: true,
    pageId: '1001',
    igId: null,
    name: 'Corner Shop',
    pageZone: 'Etc/UTC',
    apiBase: null,
    apiVersion: 'v25.0',
    rulePack: 'seed',
    pacePerSecond: 300,
    createdAt: NOW,
  });
  const list = Array.from({ length: 120_000 }, (_, n) => `7${n},9${n},Person ${n},Europe/Rome`);
  file('long.csv', `token,recipient,name,timezone\n${list.join('\n')}\n`);
  const base = { accountId, map: [], encoding: null, rejectsPath: null, dryRun: false };
  return { parts: { ...inline, store, folder }, order: (name) => ({ ...base, path: join(inline.folder, name) }) };
}

test('on threads an import goes in and out again while short questions are answered, and a cancelled one leaves nothing', async () => {
  const { parts, order } = await threadedParts();
  const control = new AbortController();
  const cancelled = importFile(parts, {
    ...order('long.csv'),
    signal: control.signal,
    onProgress: ({ phase }) => {
      if (phase === 'applying') control.abort();
    },
  });
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  expect(await parts.store.read('import.list', { accountId: null, before: null, limit: 10 })).toEqual([]);
  expect(readdirSync(join(parts.folder, 'staging'))).toEqual([]);

  const asked: Promise<unknown>[] = [];
  const result = await importFile(parts, {
    ...order('long.csv'),
    onProgress: () => {
      if (asked.length === 0) asked.push(parts.store.read('account.list', null));
    },
  });
  expect(result).toMatchObject({ import: 'i1', new: 120_000 });
  expect(await Promise.all(asked)).toMatchObject([[{ name: 'Corner Shop' }]]);
  expect(await undoImport(parts, { importId: 1 as ImportId })).toEqual({ restored: 0, removed: 120_000, kept: [] });
});

describe('a file that is too large is refused by its size before anything is read', () => {
  test('2 GiB of a list', async () => {
    const world = openImportWorld();
    const path = world.file('huge.csv', `token,recipient\n${'1,2\n'.repeat(20_000)}`);
    truncateSync(path, 2 * 1_073_741_824);
    expect(await refusalOf(world.take('', { path }))).toBe(
      'fileRefused: "huge.csv" has 2.0 GiB; a file may have 1 GiB: split it.',
    );
  });

  test('a single JSON document above 64 MiB', async () => {
    const world = openImportWorld();
    const path = world.file('huge.json', Buffer.concat([Buffer.from('[\n'), Buffer.alloc(65 * 1_048_576, ' ')]));
    expect(await refusalOf(world.take('', { path }))).toContain('is one JSON document of 65 MiB; it may have 64 MiB');
    truncateSync(path, 2 * 1_073_741_824);
    expect(await refusalOf(world.take('', { path }))).toContain('of 2048 MiB; it may have 64 MiB');
  });
});
