import { describe, expect, test } from 'vitest';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { fromSqlite } from '#engine/store/sqlite-error.ts';
import { containing } from '#test/cli/support.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };

describe('a full disk', () => {
  test('is met by name at the write that no longer fits, nothing of it is stored, and writing goes on once there is space', async () => {
    const { db, close } = openWorkspaceDatabase(workspaceFiles(temporaryFolder(), owner));
    const store = openInlineStore(db);
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 4}`);
    let stored = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await store.write('setting.write', { key: `k${stored}`, value: 'x'.repeat(2_000) });
        stored += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({
      name: 'DomainError',
      code: 'diskFull',
      message: containing('full'),
    });
    expect(stored).toBeGreaterThan(0);
    expect(await store.read('setting.read', { key: `k${stored}` })).toBeNull();
    expect(await store.read('setting.read', { key: `k${stored - 1}` })).toHaveLength(2_000);
    db.pragma('max_page_count = 1000000');
    await store.write('setting.write', { key: `k${stored}`, value: 'y' });
    expect(await store.read('setting.read', { key: `k${stored}` })).toBe('y');
    close();
  });

  test.each([
    ['SQLITE_FULL', 'diskFull'],
    ['SQLITE_IOERR_SHMSIZE', 'diskFull'],
    ['ENOSPC', 'diskFull'],
    ['EROFS', 'workspaceNotWritable'],
    ['EACCES', 'workspaceNotWritable'],
    ['SQLITE_READONLY_DBMOVED', 'workspaceNotWritable'],
    ['SQLITE_CORRUPT_INDEX', 'databaseBroken'],
  ])('%s is %s', (code, expected) => {
    expect(fromSqlite(Object.assign(new Error('x'), { code }))).toMatchObject({ name: 'DomainError', code: expected });
  });
});
