import { expect, test } from 'vitest';
import { execute, selectAll } from '#engine/store/database.ts';
import { fillNamesOf } from '#engine/use-cases/fill-names.ts';
import type { UseCaseContext } from '#engine/use-cases/use-case.ts';
import { AskWorld } from '#test/support/ask-world.ts';

async function fill(world: AskWorld): Promise<{ readonly conversations: number; readonly named: number }> {
  const [account] = await world.store.read('account.list', null);
  if (account === undefined) throw new Error('No account.');
  const context = { parts: world.parts, signal: new AbortController().signal, onProgress: () => undefined };
  return fillNamesOf(context as unknown as UseCaseContext, account); // what filling names uses of it
}

const namesOf = (world: AskWorld): readonly unknown[] =>
  selectAll(world.db, 'SELECT display_name FROM recipient ORDER BY id').map((row) => row['display_name']);

test('people without a name get the one they carry in Meta’s conversations, and a name that is there is never replaced', async () => {
  const world = new AskWorld();
  const anna = world.personWhoWrote(0);
  world.personWhoWrote(1);
  execute(world.db, 'UPDATE recipient SET display_name = ? WHERE id = ?', ['Anna from the list', anna.id]);
  expect(await fill(world)).toMatchObject({ named: 1 });
  expect(namesOf(world)).toEqual(['Anna from the list', expect.stringMatching(/\S/u)]);
});

test('nobody is added, and nothing is asked of Meta once everybody has a name', async () => {
  const world = new AskWorld();
  world.personWhoWrote(0);
  await fill(world);
  expect(namesOf(world)).toHaveLength(1);
  world.onRequest = () => ({ kind: 'broken', why: 'nobody may ask' });
  expect(await fill(world)).toEqual({ conversations: 0, named: 0 });
});

test('what asking has under way is counted, and a window that is over counts no more', async () => {
  const world = new AskWorld();
  const people = [world.personWhoWrote(0), world.personWhoWrote(1)];
  const args = () => ({ accountId: world.account, at: world.clock.now(), rules: world.rules });
  await world.plan(people.map(({ id }) => id));
  expect(await world.store.read('ask.tally', args())).toMatchObject({ open: 2, waiting: 2, askedToday: 0 });
  await world.dispatchFor(5_000);
  expect(await world.store.read('ask.tally', args())).toMatchObject({ open: 2, waiting: 0, askedToday: 2 });
  await world.pass(25 * 3_600_000);
  expect(await world.store.read('ask.tally', args())).toMatchObject({ open: 0, askedToday: 0 });
});

test('a record of consent says so when an entry no longer fits its seal', async () => {
  const world = new AskWorld();
  const { id } = world.personWhoWrote(0);
  for (const kind of ['optIn', 'stop']) {
    execute(
      world.db,
      `INSERT INTO consent_event (recipient_id, kind, at_ms, recorded_at_ms, source, wording, hash) VALUES (?, ?, 1, 1, 'webhook', 'Bread', x'00')`,
      [id, kind],
    );
  }
  const { entries, isWhole } = await world.store.read('consent.sealed', { recipientId: id });
  expect(entries.map(({ kind, wording }) => `${kind} ${wording}`)).toEqual(['optIn Bread', 'stop Bread']);
  expect(isWhole).toBe(false);
});
