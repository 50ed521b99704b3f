import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '#engine/ports.ts';
import { findWriters } from '#engine/use-cases/ask-find-writers.ts';
import type { UseCaseContext } from '#engine/use-cases/use-case.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { AskWorld } from '#test/support/ask-world.ts';

const isSend = ({ method, path }: HttpRequest): boolean => method === 'POST' && path.endsWith('/messages');

/** Asks the conversations who wrote. */
async function countWriters(world: AskWorld): Promise<number> {
  const quiet = { services: { tell: () => undefined }, onProgress: () => undefined };
  const context = { parts: world.parts, signal: new AbortController().signal, ...quiet };
  const asked = context as unknown as UseCaseContext; // what the search uses of it
  const answer = await findWriters.perform('ask.findWriters', { account: `a${world.account}` }, asked);
  return answer.document.found;
}

/** The most calls that any second of these instants holds. */
function mostInASecond(instants: readonly number[]): number {
  const counts = instants.map((from) => instants.filter((at) => at >= from && at < from + SECOND).length);
  return Math.max(0, ...counts);
}

describe('the Conversations API', () => {
  test('is asked at most twice a second, by the look for lost cards and a search for writers at once, and sends do not wait', async () => {
    const world = new AskWorld();
    const people = Array.from({ length: 9 }, (_, number) => world.personWhoWrote(number).id);
    await world.plan(people);
    const reads: number[] = [];
    const sends: number[] = [];
    world.onRequest = (request) => {
      if (isSend(request)) sends.push(world.clock.now());
      else if (/conversations|[/]messages/u.test(request.path)) reads.push(world.clock.now());
      // Two lost answers in a row, never three: the account would pause.
      return isSend(request) && sends.length % 3 !== 0 ? 'lose' : 'carry';
    };
    const writers = countWriters(world);
    await world.dispatchFor(MINUTE);
    expect(await writers).toBeGreaterThanOrEqual(9);
    expect(world.states()).toEqual({ 'optin sent': 3, 'optin sent/provenByConversation': 6 });
    // A list and a look into each conversation for the search; two for each lost card.
    expect(reads.length).toBeGreaterThanOrEqual(10 + 12);
    expect(mostInASecond(reads)).toBe(2);
    expect(sends).toHaveLength(9);
    expect(Math.max(...sends) - Math.min(...sends)).toBeLessThan(5 * SECOND);
  });

  test('is not asked for somebody who gave up before the turn came', async () => {
    const world = new AskWorld();
    const [account] = await world.store.read('account.list', null);
    if (account === undefined) throw new Error('No account.');
    let asked = 0;
    world.onRequest = () => {
      asked += 1;
      return 'carry';
    };
    const leaving = new AbortController();
    const { graph } = world.parts;
    const first = graph.listConversations(account, null, 1, leaving.signal);
    const others = [
      graph.listConversations(account, null, 1, leaving.signal),
      graph.readMessages(account, 't_1', leaving.signal),
    ];
    const ended = Promise.allSettled(others);
    await world.clock.advance(0);
    leaving.abort(new Error('gave up'));
    expect((await ended).map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
      'Error: gave up',
      'Error: gave up',
    ]);
    expect(await first).toMatchObject({ kind: 'ok' });
    await world.pass(2 * SECOND);
    expect(asked).toBe(1);
  });

  test('takes the calls of another account at the same time', async () => {
    const world = new AskWorld();
    const [account] = await world.store.read('account.list', null);
    if (account === undefined) throw new Error('No account.');
    const other = { ...account, id: (account.id + 1) as typeof account.id }; // an id of its own
    const at: number[] = [];
    world.onRequest = () => {
      at.push(world.clock.now());
      return 'carry';
    };
    const asked = [account, account, other].map((one) => world.parts.graph.touchConversations(one));
    // What may leave at once has left before the clock moves.
    await world.clock.advance(0);
    await world.pass(2 * SECOND);
    await Promise.all(asked);
    const [first] = at;
    expect(at.map((instant) => instant - Number(first))).toEqual([0, 0, 520]);
  });
});
