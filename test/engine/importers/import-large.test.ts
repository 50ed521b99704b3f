import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importFile, prepareImport, undoImport } from '#engine/importers/import-service.ts';
import { removeStaleStaging } from '#engine/importers/staging-folder.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { contents, openImportWorld } from './import-world.ts';

const ROWS = 100_000;

/** Five kinds of bad row, one row in a hundred. */
const BAD = [
  (n: number): string => `,9${n},no token,Europe/Rome`,
  (n: number): string => `8${n},,no recipient,Europe/Rome`,
  (n: number): string => `8.${n}E+18,9${n},rounded,Europe/Rome`,
  (n: number): string => `8 ${n},9${n},space,Europe/Rome`,
  (n: number): string => `8${n},9${n},"open,Europe/Rome`,
];

/** A list whose every hundredth row is bad. */
function longList(rows: number): { readonly text: string; readonly badRows: readonly number[] } {
  const lines = ['token,recipient,name,timezone'];
  const badRows: number[] = [];
  for (let n = 1; n <= rows; n += 1) {
    const isBad = n % 100 === 0;
    if (isBad) badRows.push(n + 1);
    const bad = BAD[(n / 100) % BAD.length];
    lines.push(
      isBad && bad !== undefined ? bad(n) : `7${(n * 7_919) % rows}${n},6${n % 60_000}1,Person ${n},Asia/Tokyo`,
    );
  }
  return { text: `${lines.join('\n')}\n`, badRows };
}

test('of 100,000 rows with one in a hundred bad, the bad ones are named, the rest is in, and undo takes it back', async () => {
  const world = openImportWorld();
  const { text, badRows } = longList(ROWS);
  await world.take('token,recipient\n1,2\n');
  const before = contents(world);
  const rejectsPath = join(world.folder, 'rejects.csv');
  const seen: number[] = [];
  const result = await world.take(text, { rejectsPath, onProgress: ({ rows }) => seen.push(rows) });
  expect(result).toMatchObject({
    rows: ROWS,
    new: ROWS - badRows.length,
    rejected: badRows.length,
    newPeople: 60_000 - 600,
  });
  expect(result.rejects.map((reject) => reject.row)).toEqual(badRows);
  const inFile = readFileSync(rejectsPath, 'utf8').split('\r\n').slice(1, -1);
  expect(inFile).toHaveLength(badRows.length);
  expect(seen.length).toBeGreaterThan(2);
  expect(await world.take(text)).toMatchObject({ new: 0, changed: 0, unchanged: ROWS - badRows.length });
  expect(await undoImport(world.parts, { importId: 2 as ImportId })).toEqual({
    restored: 0,
    removed: ROWS - badRows.length,
    kept: [],
  });
  expect(contents(world)).toEqual(before);
  expect(await world.parts.store.read('consent.verify', { recipientId: null })).toEqual([]);
});

test('an import cancelled while it reads or while it is applied leaves nothing behind', async () => {
  const world = openImportWorld();
  const path = world.file('long.csv', longList(60_000).text);
  const before = contents(world);
  for (const phase of ['reading', 'applying'] as const) {
    const control = new AbortController();
    const cancelled = importFile(world.parts, {
      path,
      accountId: world.accountId,
      map: [],
      encoding: null,
      rejectsPath: null,
      dryRun: false,
      signal: control.signal,
      onProgress: (progress) => {
        if (progress.phase === phase) control.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(contents(world)).toEqual(before);
    expect(world.rows('SELECT * FROM import')).toEqual([]);
    expect(readdirSync(join(world.folder, 'staging'))).toEqual([]);
  }
});

test('a process killed in mid-import leaves the workspace as it was, and its staging file is swept away at the next start', async () => {
  const world = openImportWorld();
  const path = world.file('long.csv', longList(60_000).text);
  const before = contents(world);
  const program = fileURLToPath(new URL('./import-child.ts', import.meta.url));
  for (const phase of ['reading', 'applying']) {
    const child = spawn(process.execPath, [program, world.folder, path, String(world.accountId), phase], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(contents(world)).toEqual(before);
    expect(world.rows('SELECT * FROM import')).toEqual([]);
  }
  expect(readdirSync(join(world.folder, 'staging')).length).toBeGreaterThan(0);
  removeStaleStaging(world.folder);
  expect(existsSync(join(world.folder, 'staging'))).toBe(false);
  expect(world.rows('PRAGMA quick_check')).toEqual([{ quick_check: 'ok' }]);
});

test('a change set is applied as it was shown or not at all: when people change meanwhile it is refused', async () => {
  const world = openImportWorld();
  const order = { accountId: world.accountId, map: [], encoding: null, rejectsPath: null };
  await world.take('token,recipient,topic\n1,11,A\n');
  const shown = await prepareImport(world.parts, {
    ...order,
    path: world.file('b.csv', 'token,recipient,topic\n1,11,B\n2,12,B\n'),
  });
  expect(shown.changeSet).toMatchObject({ new: 1, changed: 1 });
  await world.take('token,recipient,topic\n1,11,C\n');
  expect(await refusalOf(shown.apply())).toContain(
    'importState: "b.csv" was compared with people who have changed meanwhile',
  );
  expect(world.token('1')).toMatchObject({ topic: 'C' });
  expect(world.token('2')).toBeNull();
  shown.discard();
});

test('a change set waits for a yes and is applied exactly once it comes', async () => {
  const world = openImportWorld();
  const order = { accountId: world.accountId, map: [], encoding: null, rejectsPath: null };
  const shown = await prepareImport(world.parts, { ...order, path: world.file('b.csv', 'token,recipient\n1,11\n') });
  expect(world.token('1')).toBeNull();
  const { import: id, answered, ...done } = await shown.apply();
  expect({ id, answered }).toEqual({ id: 'i1', answered: 0 });
  expect(done).toEqual(shown.changeSet);
  shown.discard();
  expect(world.token('1')).not.toBeNull();
});
