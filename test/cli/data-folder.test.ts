import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { insertAccountRow, insertCampaignRow } from '#test/support/workspace-rows.ts';
import { containing, including, matching, sundial } from './support.ts';

const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };

async function newWorkspace(): Promise<string> {
  const folder = temporaryFolder();
  expect((await sundial(folder, ['account', 'list'])).code).toBe(0);
  return folder;
}

describe('a data folder that cannot be used is met by name', () => {
  test('made by a newer Sundial', async () => {
    const folder = await newWorkspace();
    const raw = new Database(join(folder, 'sundial.db'));
    raw.pragma('user_version = 9990');
    raw.close();
    const said = await sundial(folder, ['account', 'list', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'databaseNewer' } }]);
  });

  test('a broken database', async () => {
    const folder = await newWorkspace();
    writeFileSync(join(folder, 'sundial.db'), 'no database at all '.repeat(500));
    const said = await sundial(folder, ['account', 'list', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'databaseBroken' } }]);
  });

  test('a folder that cannot be written', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a-file'), '');
    const said = await sundial(join(folder, 'a-file', 'inside'), ['account', 'list', '--json'], { cwd: folder });
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'workspaceNotWritable' } }]);
    expect(said.error).toContain('a-file');
  });

  test('a folder whose rights were taken away', async () => {
    const folder = await newWorkspace();
    // The superuser may write everywhere, so the file is put in the way of the lock instead of the rights.
    rmSync(join(folder, 'owner.lock'));
    chmodSync(folder, 0o500);
    if (process.getuid?.() === 0) writeFileSync(join(folder, 'owner.lock'), 'no lock '.repeat(200));
    const said = await sundial(folder, ['account', 'list', '--json']);
    chmodSync(folder, 0o700);
    expect(said.code).toBe(1);
    expect(said.rows[0]).toHaveProperty('error.code', matching(/^workspaceNotWritable$|^databaseBroken$/));
  });
});

describe('backup and restore', () => {
  test('what was backed up comes back, sending is off, and the present data is kept aside', async () => {
    const folder = await newWorkspace();
    const file = join(folder, 'keep.db');
    expect((await sundial(folder, ['backup', file])).code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const said = await sundial(folder, ['restore', file, '--yes', '--json']);
    expect(said.code).toBe(0);
    expect(said.rows).toMatchObject([{ restored: true, armed: false, erased: 0, stopped: 0 }]);
    expect(existsSync(String(said.rows[0]?.['setAside']))).toBe(true);
    const doctor = await sundial(folder, ['doctor', '--json']);
    expect(doctor.rows[0]?.['findings']).toContainEqual(
      including({ check: 'sending', level: 'warning', sentence: containing('restored') }),
    );
    expect(doctor.rows[0]).toMatchObject({ ok: false });
    expect(doctor.rows[0]?.['findings']).toContainEqual(
      including({ check: 'backup', sentence: containing('one file is there') }),
    );
    const run = await sundial(folder, ['run', '--until-idle', '--json']);
    expect(run.code).toBe(0);
    const after = await sundial(folder, ['doctor', '--json']);
    expect(after.rows[0]).toMatchObject({ ok: true });
    expect(after.rows[0]?.['findings']).toContainEqual(including({ check: 'sending', level: 'ok' }));
  });

  test('campaigns that would have sent come back paused and say why, and the restore says so', async () => {
    const folder = await newWorkspace();
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    const account = insertAccountRow(db);
    const states = ['scheduled', 'running', 'finished', 'cancelled', 'paused'];
    for (const state of states) insertCampaignRow(db, account, { name: state, state });
    close();
    const file = join(folder, 'keep.db');
    await sundial(folder, ['backup', file]);
    const said = await sundial(folder, ['restore', file, '--yes']);
    expect(said.out).toContain('2 campaigns are paused; resume what should go on.');
    const shown = (await sundial(folder, ['campaign', 'list', '--json'])).rows.map(({ name, state }) => [name, state]);
    expect(Object.fromEntries(shown as [string, string][])).toEqual({
      scheduled: 'paused',
      running: 'paused',
      finished: 'finished',
      cancelled: 'cancelled',
      paused: 'paused',
    });
    const statusOf = async (id: string): Promise<unknown> =>
      (await sundial(folder, ['campaign', 'status', id, '--json'])).rows[0]?.['pauseReason'];
    expect([await statusOf('c1'), await statusOf('c2')]).toEqual(
      Array.from({ length: 2 }, () => containing('A backup was restored')),
    );
    expect(await statusOf('c5')).toBeNull();
  });

  test('a backup never replaces a file', async () => {
    const folder = await newWorkspace();
    const file = join(folder, 'there.db');
    writeFileSync(file, 'mine');
    const said = await sundial(folder, ['backup', file, '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'fileRefused' } }]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test.each([
    ['a file of another kind', (path: string) => writeFileSync(path, 'name,token\n'), 'fileRefused'],
    ['no file', () => undefined, 'fileRefused'],
    [
      'a database of another program',
      (path: string) => {
        const raw = new Database(path);
        raw.exec('CREATE TABLE recipe (id INTEGER)');
        raw.close();
      },
      'fileRefused',
    ],
    [
      'a backup of a newer Sundial',
      (path: string) => {
        const raw = new Database(path);
        raw.pragma('user_version = 9990');
        raw.close();
      },
      'databaseNewer',
    ],
  ])('%s is refused by name, and nothing is changed', async (_what, make, code) => {
    const folder = await newWorkspace();
    const before = readFileSync(join(folder, 'sundial.db'));
    const file = join(temporaryFolder(), 'backup.db');
    make(file);
    const said = await sundial(folder, ['restore', file, '--yes', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code } }]);
    expect(readFileSync(join(folder, 'sundial.db')).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('restor'))).toEqual([]);
  });

  test('a damaged backup is refused', async () => {
    const folder = await newWorkspace();
    const file = join(folder, 'damaged.db');
    await sundial(folder, ['backup', file]);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8_192, 60_000);
    writeFileSync(file, bytes);
    const said = await sundial(folder, ['restore', file, '--yes', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'databaseBroken' } }]);
  });

  test('a restore that was cut off keeps the folder shut until it is done again', async () => {
    const folder = await newWorkspace();
    const file = join(folder, 'keep.db');
    await sundial(folder, ['backup', file]);
    writeFileSync(join(folder, 'restore-under-way'), '');
    const shut = await sundial(folder, ['account', 'list', '--json']);
    expect(shut.rows).toMatchObject([{ error: { code: 'wrongState' } }]);
    expect((await sundial(folder, ['restore', file, '--yes'])).code).toBe(0);
    expect((await sundial(folder, ['account', 'list'])).code).toBe(0);
  });
});

describe('a database that was copied or put back', () => {
  const sending = async (folder: string): Promise<string | undefined> => {
    const findings = (await sundial(folder, ['doctor', '--json'])).rows[0]?.['findings'] as {
      check: string;
      level: string;
    }[]; // doctor's document
    return findings.find(({ check }) => check === 'sending')?.level;
  };

  test('the folder it was made in may send', async () => {
    expect(await sending(await newWorkspace())).toBe('ok');
  });

  test('an older state of the file is noticed', async () => {
    const folder = await newWorkspace();
    const older = readFileSync(join(folder, 'sundial.db'));
    await sundial(folder, ['account', 'list']);
    writeFileSync(join(folder, 'sundial.db'), older);
    expect(await sending(folder)).toBe('warning');
  });

  test('a copy in another folder is noticed', async () => {
    const folder = await newWorkspace();
    const copy = temporaryFolder();
    for (const name of ['sundial.db', 'identity.json']) {
      writeFileSync(join(copy, name), readFileSync(join(folder, name)));
    }
    expect(await sending(copy)).toBe('warning');
    expect(await sending(folder)).toBe('ok');
  });

  test('a copy without its identity is noticed', async () => {
    const folder = await newWorkspace();
    rmSync(join(folder, 'identity.json'));
    expect(await sending(folder)).toBe('warning');
  });
});
