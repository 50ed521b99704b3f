import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { runPractice } from '#practice/practice-process.ts';
import { sundial } from '#test/cli/support.ts';
import { topicsAfterTap } from '#test/support/tap-card.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openDesktop } from './support/open-desktop.ts';

it('the engine answers the renderer’s own client through the port that main hands over', async () => {
  await using desktop = await openDesktop();
  const { engine } = await desktop.page();

  const about = await engine.about.read({});

  expect(about.dataFolder).toBe(desktop.folder);
  expect(desktop.stage.children.map(({ serviceName }) => serviceName)).toEqual(['Sundial engine']);
});

it('after a crash of the engine the same page asks again over a new port and is answered', async () => {
  await using desktop = await openDesktop();
  const { engine, connection } = await desktop.page();
  await engine.about.read({});
  const states: string[] = [];
  connection.subscribe(() => states.push(connection.state));

  process.kill(desktop.stage.children[0]?.pid ?? 0, 'SIGKILL');
  await desktop.until(() => desktop.stage.children[0]?.isAlive === false);
  while (connection.state !== 'lost') await setImmediate();

  expect((await engine.about.read({})).dataFolder).toBe(desktop.folder);
  expect(states).toEqual(['lost', 'open']);
  expect(desktop.stage.children.map(({ isAlive }) => isAlive)).toEqual([false, true]);
});

it('the practice platform is a process of main’s, and a practice account sends nothing without it', async () => {
  await using desktop = await openDesktop();
  const { engine } = await desktop.page();

  const { id } = await engine.imports.addPractice({});
  const counts: unknown[] = [];
  for await (const event of await engine.imports.sync({ account: id })) {
    if (event.kind === 'done') counts.push(event.result);
  }

  expect(counts).toHaveLength(1);
  expect(desktop.stage.children.map(({ serviceName }) => serviceName)).toEqual([
    'Sundial engine',
    'Sundial practice platform',
  ]);
});

it('hears what people of its practice platform do: a yes is a permission without anybody looking into the list', async () => {
  await using desktop = await openDesktop();
  const { engine } = await desktop.page();
  const { id } = await engine.imports.addPractice({});
  for await (const event of await engine.imports.sync({ account: id })) void event;
  const topics = await topicsAfterTap(engine, id);
  await expect.poll(topics, { timeout: 20_000 }).toContain('Fresh bread every Friday');
});

it('a data folder that another Sundial owns is said plainly, and nothing is tried by itself', async () => {
  const folder = temporaryFolder();
  await using first = await openDesktop({ folder });
  await (await first.page()).engine.about.read({});

  await using second = await openDesktop({ folder, prepare: (stage) => stage.answers.set('Another Sundial', 2) });
  await second.until(() => second.stage.exitCode !== null);

  expect(second.stage.dialogs).toHaveLength(1);
  expect(second.stage.dialogs[0]?.message).toBe('Sundial cannot open its data');
  expect(second.stage.children).toHaveLength(1);
});

it('quitting during sends is orderly: nothing is left sending, and what the platform accepted is noted as sent', async () => {
  const folder = temporaryFolder();
  const ledger = join(folder, 'ledger.ndjson');
  const platform = await runPractice({ recipients: 900, seed: 7, ledger });
  try {
    writeFileSync(join(folder, 'bread.json'), JSON.stringify(BREAD));
    await sundial(folder, ['account', 'add', '--practice', '--api-base', platform.url]);
    await sundial(folder, ['tokens', 'sync']);
    await sundial(folder, ['campaign', 'add', 'bread.json']);
    expect(await sundial(folder, ['campaign', 'launch', 'c1', '--yes'])).toMatchObject({ code: 0 });

    await using desktop = await openDesktop({ folder });
    const { engine } = await desktop.page();
    for await (const fact of await engine.events.listen({})) if (isSent(fact)) break;
    await desktop.quit();

    const states = statesOf(folder);
    expect(states.get('sending') ?? 0).toBe(0);
    expect(states.get('uncertain') ?? 0).toBe(0);
    expect(states.get('scheduled') ?? 0).toBeGreaterThan(0);
    expect(states.get('sent')).toBe(acceptedIn(ledger));
  } finally {
    await platform.stop();
  }
});

const BREAD = {
  name: 'Bread',
  account: 'a1',
  audience: { topics: [] },
  message: { text: 'Out of the oven.' },
  schedule: { at: 'now', window: null },
};

function isSent(fact: { readonly kind: string; readonly things?: readonly string[] }): boolean {
  return fact.kind === 'changed' && fact.things?.includes('deliveries') === true;
}

/** Messages in the platform's own ledger. */
function acceptedIn(ledger: string): number {
  return readFileSync(ledger, 'utf8')
    .split('\n')
    .filter((line) => line !== '').length;
}

function statesOf(folder: string): ReadonlyMap<string, number> {
  const db = new Database(join(folder, 'sundial.db'), { readonly: true });
  try {
    const rows = db.prepare('SELECT state, count(*) AS rows FROM delivery GROUP BY state').all();
    return new Map((rows as { state: string; rows: number }[]).map(({ state, rows: count }) => [state, count])); // by the query
  } finally {
    db.close();
  }
}
