import { describe, expect, test } from 'vitest';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { GraphApi } from '#engine/graph/graph-api.ts';
import { selectAll } from '#engine/store/database.ts';
import type { Store } from '#engine/store/store.ts';
import type { RecipientId } from '#shared/domain/ids.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { AskWorld, CARD } from '#test/support/ask-world.ts';

const PEOPLE = 3;
const FOLLOW_UPS = ['Welcome!', 'We bake on Fridays.'];
const FOREVER = new Promise<never>(() => {});

/** Counts the steps of one life of the program and ends it at one of them: from there on nothing of it happens any more. */
class Mortal {
  #steps = 0;
  readonly #diesAt: number;

  constructor(diesAt: number) {
    this.#diesAt = diesAt;
  }

  /** One step; never resolves when the program is dead. */
  async step(): Promise<void> {
    this.#steps += 1;
    if (this.#steps >= this.#diesAt) await FOREVER;
  }

  /** Does something between two steps: the program may die right before it or right after. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    await this.step();
    const result = await work();
    await this.step();
    return result;
  }
}

/** Dies before or after each commit. */
function mortalStore(store: Store, life: Mortal): Store {
  return {
    write: (name: never, args: never, options: never) => life.around(() => store.write(name, args, options)),
    read: (name: never, args: never, options: never) => store.read(name, args, options),
    close: () => store.close(),
  };
}

/** Dies before a POST leaves, or when the platform has it and the answer is on its way. */
function mortalGraph(graph: GraphApi, life: Mortal): GraphApi {
  return {
    ...graph,
    sendToRecipient: (...args) => life.around(() => graph.sendToRecipient(...args)),
    sendToToken: (...args) => life.around(() => graph.sendToToken(...args)),
  };
}

/** Asks three people, one of whom has just said yes to another card; dies at a step, and lives again to the end. */
async function liveTwice(diesAt: number): Promise<{ readonly world: AskWorld; readonly diedSending: boolean }> {
  const world = new AskWorld();
  const [first, ...others] = Array.from({ length: PEOPLE }, (_, number) => world.personWhoWrote(number));
  if (first === undefined) throw new Error('The platform has nobody.');
  await world.plan([first.id], { followUps: FOLLOW_UPS });
  await world.dispatchFor(2_000);
  await world.yes(first.id, first.scopedId, CARD.title ?? '');
  await world.plan(others.map(({ id }) => id));
  const life = new Mortal(diesAt);
  const parts = { ...world.parts, store: mortalStore(world.store, life), graph: mortalGraph(world.parts.graph, life) };
  void new Dispatcher(parts).start();
  await world.pass(4_000);
  const diedSending = Object.keys(world.states()).some((state) => state.includes('sending'));
  await world.dispatchFor(MINUTE);
  return { world, diedSending };
}

describe('a program that dies while it asks, and is started again', () => {
  test('asks nobody twice, sends no follow-up twice, and counts every card that may have left', async () => {
    let deathsWhileSending = 0;
    for (let diesAt = 1; diesAt <= 24; diesAt += 1) {
      const { world, diedSending } = await liveTwice(diesAt);
      deathsWhileSending += diedSending ? 1 : 0;
      const cards = [...world.practice.ledger()].filter(({ kind }) => kind === 'optin');
      expect(new Set(cards.map(({ recipient }) => recipient)).size, `died at step ${diesAt}`).toBe(cards.length);
      expect(world.accepted('followup')).toBeLessThanOrEqual(FOLLOW_UPS.length);
      expect(Object.keys(world.states()).filter((state) => /sending|scheduled/u.test(state))).toEqual([]);
      const notCounted = selectAll(
        world.db,
        `SELECT d.state FROM opt_in_request q JOIN delivery d ON d.id = q.delivery_id WHERE q.asked_at_ms IS NULL`,
      );
      expect(notCounted).toEqual([]);
      const people = selectAll(world.db, 'SELECT id FROM recipient').map((row) => Number(row['id']) as RecipientId);
      const again = await world.plan(people);
      expect(again.map(({ kind }) => kind)).toEqual(people.map(() => 'not'));
    }
    // The steps must have hit what they aim at.
    expect(deathsWhileSending).toBeGreaterThan(3);
  });
});
