import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { buildDesktop, outsiders } from './support/build-desktop.ts';
import { openDesktop } from './support/open-desktop.ts';

/** Beside the real build, at the same depth, so that the data files are found the same way. */
const OUT = fileURLToPath(new URL(`../../out/desktop-under-test-${process.pid}/`, import.meta.url));

beforeAll(() => buildDesktop(OUT));
afterAll(() => rmSync(OUT, { recursive: true, force: true }));

it('the built app opens a workspace, imports a list on its own threads, starts the practice platform and answers', async () => {
  const list = join(temporaryFolder(), 'people.csv');
  writeFileSync(list, LIST);
  await using desktop = await openDesktop({ main: join(OUT, 'main.js') });
  const { engine, bridge } = await desktop.page();
  const { id } = await engine.imports.addPractice({});

  const order = { ticket: await bridge.ticketOf({ path: list }), map: [], encoding: null };
  expect((await engine.imports.peek(order)).rows).toHaveLength(2);
  let prepared = '';
  for await (const event of await engine.imports.workOut({ ...order, account: id })) {
    if (event.kind === 'done') prepared = event.result.prepared;
  }
  for await (const _event of await engine.imports.apply({ prepared })) void _event;

  expect(await engine.imports.start({})).toMatchObject({ past: [{ new: 2, file: 'people.csv' }] });
  expect((await engine.about.read({})).rulePacks.length).toBeGreaterThan(0);
  expect(desktop.stage.children.map(({ serviceName }) => serviceName)).toContain('Sundial practice platform');
});

it('everything that is started by name stands in the build, and nothing but Electron and SQLite stays outside', async () => {
  const names = readdirSync(OUT);
  const started = [
    'main',
    'engine-process',
    'practice-entry',
    'writer-thread',
    'reader-thread',
    'stage-thread',
    'rehearsal-thread',
  ];
  expect(names).toEqual(expect.arrayContaining(started.map((name) => `${name}.js`)));
  expect(await outsiders(OUT, names)).toEqual(['better-sqlite3', 'electron']);
});

const LIST = [
  'notification_messages_token,recipient_id,name,user_timezone,title',
  'tok-1-aaaaaaaaaaaaaaaa,1001,Anna,Europe/Rome,News',
  'tok-2-bbbbbbbbbbbbbbbb,1002,Ben,Asia/Tokyo,News',
  '',
].join('\n');
