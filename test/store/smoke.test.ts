import { mkdtempSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import { workspaceFiles } from '#engine/store/open-workspace.ts';

test('a workspace opens on threads, keeps what was written, and refuses a second owner by name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sundial-'));
  const owner = { host: hostname(), pid: process.pid, bootId: 'x', role: 'test', socketPath: null, startedAt: 0 };
  const store = await openThreadedStore(workspaceFiles(folder, owner));
  await store.write('setting.write', { key: 'a', value: 'b' });
  expect(await store.read('setting.read', { key: 'a' })).toBe('b');
  await expect(openThreadedStore(workspaceFiles(folder, owner))).rejects.toThrow(/in use by Sundial "test"/);
  await store.close();
  const again = await openThreadedStore(workspaceFiles(folder, owner));
  expect(await again.read('setting.read', { key: 'a' })).toBe('b');
  await again.close();
});
