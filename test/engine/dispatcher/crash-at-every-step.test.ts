import { describe, expect, test } from 'vitest';
import type { Store } from '#engine/store/store.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { DispatchWorld } from '#test/support/dispatch-world.ts';
import type { PostScript } from '#test/support/scripted-platform.ts';

const PEOPLE = 4;
const FOREVER = new Promise<never>(() => {});

/** Counts the steps of one life of the program and ends it at one of them: from there on nothing of it happens any more. */
class Mortal {
  #steps = 0;
  readonly #diesAt: number;

  constructor(diesAt: number) {
    this.#diesAt = diesAt;
  }

  get isDead(): boolean {
    return this.#steps >= this.#diesAt;
  }

  /** One step; never resolves when the program is dead. */
  async step(): Promise<void> {
    this.#steps += 1;
    if (this.isDead) await FOREVER;
  }
}

/** Dies before or after the commits of this store. */
function mortalStore(store: Store, life: Mortal): Store {
  const call = async (work: () => Promise<unknown>): Promise<unknown> => {
    await life.step();
    const result = await work();
    await life.step();
    return result;
  };
  const mortal = {
    write: (name: never, args: never, options: never) => call(() => store.write(name, args, options)),
    read: (name: never, args: never, options: never) => store.read(name, args, options),
    close: () => store.close(),
  };
  return mortal as Store; // passes everything on as it came
}

/** Lives once, dies at a step, and lives again to the end; every second answer of the first life is lost as well. */
async function liveTwice(diesAt: number): Promise<{ readonly world: DispatchWorld; readonly diedSending: boolean }> {
  const world = new DispatchWorld({ pace_per_second: 40 });
  world.addDeliveries(world.addCampaign(), PEOPLE);
  const life = new Mortal(diesAt);
  world.platform.onPost = (_arrival, index): PostScript => {
    const script: PostScript = index % 2 === 0 ? { kind: 'accept' } : { kind: 'acceptAndLose' };
    // A dead program posts nothing; one that dies with its POST on the wire never hears the answer.
    if (life.isDead) return { kind: 'hold', until: FOREVER };
    return { kind: 'hold', until: life.step().then(() => script) };
  };
  const parts = { ...world.parts, store: mortalStore(world.store, life) };
  const { Dispatcher } = await import('#engine/dispatcher/dispatcher.ts');
  void new Dispatcher(parts).start();
  await world.pass(3_000);
  const diedSending = (world.states()['sending'] ?? 0) > 0;
  world.platform.onPost = () => ({ kind: 'accept' });
  const next = world.dispatcher();
  await next.start();
  await world.pass(MINUTE);
  await next.stop();
  return { world, diedSending };
}

describe('a program that dies at any step and is started again', () => {
  test('sends to everybody exactly once, whichever step it was', async () => {
    let deathsWhileSending = 0;
    for (let diesAt = 1; diesAt <= 40; diesAt += 1) {
      const { world, diedSending } = await liveTwice(diesAt);
      deathsWhileSending += diedSending ? 1 : 0;
      expect(world.platform.acceptedPerToken(), `died at step ${diesAt}`).toEqual(Array(PEOPLE).fill(1));
      const states = Object.keys(world.states());
      expect(states.every((state) => state.startsWith('sent'))).toBe(true);
    }
    // The steps must have hit what they aim at.
    expect(deathsWhileSending).toBeGreaterThan(3);
  });
});
