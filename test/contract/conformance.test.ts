import { isDefinedError, ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { LineLostError } from '#renderer/client/line-lost.ts';
import { type ContractWorld, openContractWorld, portWay, socketWay, type Way } from './contract-world.ts';

const WAYS: readonly (readonly [name: string, way: (engine: Engine) => Promise<Way>])[] = [
  ['a MessagePort', portWay],
  ['a WebSocket', socketWay],
];

describe.each(WAYS)('the contract over %s', (_name, makeWay) => {
  let world: ContractWorld;

  beforeAll(async () => {
    world = await openContractWorld(makeWay);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('a question is answered in the shape of its schema', async () => {
    const about = await world.screens.about.read({});
    expect(about.dataFolder).toBe(world.engine.parts.folder);
    expect(about.now.here.zone).toBe('Europe/Rome');
    expect(about.rulePacks.length).toBeGreaterThan(0);
  });

  test('a refusal crosses with its code, its sentence, its kind and its values, and is known as one', async () => {
    const refused: unknown = await world.screens.imports.sync({ account: 'a9' }).then(drain).catch(thrown);
    expect(refused).toBeInstanceOf(ORPCError);
    expect(isDefinedError(refused as Error)).toBe(true); // what the line above says
    const refusal = { kind: 'accountUnknown', values: { account: 'a9' } };
    expect(refused).toMatchObject({ code: 'REFUSED', data: { code: 'notFound', refusal } });
    expect((refused as Error).message).toContain('a9'); // likewise
  });

  test('a fault of ours crosses without a word of its text', async () => {
    world.breakQuestions('SELECT * FROM token at anna/sundial.db');
    const broken: unknown = await world.screens.about.read({}).catch(thrown);
    world.breakQuestions(null);
    expect(broken).toBeInstanceOf(ORPCError);
    expect(isDefinedError(broken as Error)).toBe(false); // what the line above says
    expect(JSON.stringify(broken)).not.toMatch(/SELECT|anna/);
    expect(String(broken)).not.toMatch(/SELECT|anna/);
  });

  test('an input that fits no schema is refused before anything is done', async () => {
    const wrong = { account: 7 } as unknown as { account: string }; // what a broken screen would send
    const refused: unknown = await world.screens.imports.sync(wrong).then(drain).catch(thrown);
    expect(refused).toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('facts begin with "ready", and a change made elsewhere follows', async () => {
    const leaving = new AbortController();
    const facts = await world.screens.events.listen({}, { signal: leaving.signal });
    expect(await facts.next()).toEqual({ done: false, value: { kind: 'ready' } });
    await world.engine.run('account.pause', { account: 'a1' }, asked());
    const told = await facts.next();
    await world.engine.run('account.resume', { account: 'a1' }, asked());
    leaving.abort();
    expect(told.value).toMatchObject({ kind: 'changed', things: containing('accounts') });
  });

  test('leaving a stream ends it as an abort, here and in the engine', async () => {
    const leaving = new AbortController();
    const facts = await world.screens.events.listen({}, { signal: leaving.signal });
    await facts.next();
    const next = facts.next();
    leaving.abort();
    const ended: unknown = await next.catch(thrown);
    expect(ended).toMatchObject({ name: 'AbortError' });
    await expect.poll(() => world.engine.facts.isHeard).toBe(false);
  });

  test('breaking out of a stream ends it in the engine as well', async () => {
    for await (const fact of await world.screens.events.listen({})) {
      expect(fact.kind).toBe('ready');
      break;
    }
    await expect.poll(() => world.engine.facts.isHeard).toBe(false);
  });

  test('long work tells its progress and ends with its result', async () => {
    const seen = await drain(await world.screens.imports.sync({ account: 'a1' }));
    expect(seen.at(-1)).toMatchObject({ kind: 'done' });
    expect(seen.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(0);
  });

  test('leaving long work cancels it: nothing of it is stored', async () => {
    const { past } = await world.screens.imports.start({});
    const leaving = new AbortController();
    const work = await world.screens.imports.sync({ account: 'a1' }, { signal: leaving.signal });
    await work.next();
    leaving.abort();
    await expect(drain(work)).rejects.toMatchObject({ name: 'AbortError' });
    expect((await world.screens.imports.start({})).past).toEqual(past);
  });

  test('ten thousand small questions, fifty at a time, are all answered', async () => {
    let left = 10_000;
    const zones = await world.screens.settings.zones({});
    const askOn = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await world.screens.settings.read({});
      }
    };
    await Promise.all(Array.from({ length: 50 }, askOn));
    expect(zones.length).toBeGreaterThan(300);
    expect(left).toBe(0);
  });

  test('a lost line is told, opened again, and questions asked meanwhile are answered', async () => {
    const states: string[] = [];
    const end = world.connection.subscribe(() => states.push(world.connection.state));
    const lines = world.lines();
    world.refuseLines(true);
    world.cut();
    await expect.poll(() => world.connection.state).toBe('lost');
    const waiting = world.screens.about.read({});
    world.refuseLines(false);
    expect((await waiting).version).not.toBe('');
    expect(states).toEqual(['lost', 'open']);
    expect(world.lines()).toBe(lines + 1);
    end();
  });

  test('what was under way when the line went fails as lost, a stream too, and can be asked for again', async () => {
    const facts = await world.screens.events.listen({});
    await facts.next();
    const next = facts.next();
    const question = world.screens.imports.sync({ account: 'a1' }).then(drain);
    await expect.poll(() => world.engine.facts.isHeard).toBe(true);
    // Both are waited for from the start: which of them hears of the end first is nobody's promise.
    const bothFail = [next, question].map((one) => expect(one).rejects.toBeInstanceOf(LineLostError));
    world.cut();
    await Promise.all(bothFail);
    await expect.poll(() => world.engine.facts.isHeard).toBe(false);
    const again = await world.screens.events.listen({});
    expect((await again.next()).value).toEqual({ kind: 'ready' });
    await again.return?.(undefined);
  });

  test('a question that nobody waits for any more does not wait for a line', async () => {
    world.refuseLines(true);
    world.cut();
    await expect.poll(() => world.connection.state).toBe('lost');
    const leaving = new AbortController();
    const question = world.screens.about.read({}, { signal: leaving.signal });
    leaving.abort();
    await expect(question).rejects.toMatchObject({ name: 'AbortError' });
    world.refuseLines(false);
    expect((await world.screens.about.read({})).version).not.toBe('');
  });
});

/** Matches a list that holds something; typed, which vitest's own matcher is not. */
function containing(one: string): unknown {
  return expect.arrayContaining([one]);
}

function asked(): { readonly signal: AbortSignal; readonly onProgress: () => void } {
  return { signal: new AbortController().signal, onProgress: () => undefined };
}

async function drain<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const seen: T[] = [];
  for await (const one of stream) seen.push(one);
  return seen;
}

function thrown(error: unknown): unknown {
  return error;
}
