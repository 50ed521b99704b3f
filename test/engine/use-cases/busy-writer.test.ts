import { describe, expect, test } from 'vitest';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import { execute } from '#engine/store/database.ts';
import type { CallOptions, Store } from '#engine/store/store.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { justSaidYes } from '#test/support/trial-world.ts';

/** A person whose follow-ups are over, and a writer that has so much to do that a test waits until it is let in. */
async function busyWriter() {
  const trial = await justSaidYes();
  const { world, runOn } = trial;
  await world.pass(10 * MINUTE);
  const waiting = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  const write = async (name: never, args: never, options: CallOptions): Promise<unknown> => {
    if (name === 'testing.begin') {
      waiting.resolve();
      await free.promise;
    }
    return world.store.write(name, args, options);
  };
  const store = { ...world.store, write } as Store; // the same operations, later
  const timeouts: number[] = [];
  world.onRequest = ({ method, timeoutMs }) => {
    if (method === 'POST') timeouts.push(timeoutMs);
    return 'carry';
  };
  return { ...trial, timeouts, runLate: runOn({ store }), isWaiting: waiting.promise, letIn: free.resolve };
}

describe('a test that waits for a busy writer', () => {
  test.each([
    ['stops the permission', 'UPDATE notification_token SET stopped_at_ms = 1', 'wrongState'],
    ['is never to be messaged again', 'UPDATE recipient SET suppressed_at_ms = 1', 'wrongState'],
    [
      'got another message',
      'INSERT INTO token_ledger (token_id, last_accepted_at_ms) VALUES (1, 4102444800000)',
      'wrongState',
    ],
    [
      'is written to by a frozen account',
      `UPDATE account SET state = 'frozen', stop_reason = 'person', stopped_since_at_ms = 1`,
      'accountStopped',
    ],
  ])('does not leave when the person meanwhile %s', async (_what, change, code) => {
    const { world, runLate, tester, isWaiting, letIn, timeouts } = await busyWriter();
    const sent = runLate('campaign.test', tester);
    await isWaiting;
    execute(world.db, change, []);
    letIn();
    await expect(sent).rejects.toMatchObject({ code });
    expect(timeouts).toEqual([]);
    expect(world.states()).toEqual({ 'optin sent': 1 });
  });

  test('does not leave when the person was erased, and is told so', async () => {
    const { world, runLate, tester, isWaiting, letIn, timeouts } = await busyWriter();
    await world.store.write('upkeep.ensureIds', { databaseId: 'one', salt: 'salt' });
    const sent = runLate('campaign.test', tester);
    await isWaiting;
    await world.store.write('person.erase', { recipientId: 1, at: world.clock.now() });
    letIn();
    await expect(sent).rejects.toMatchObject({ code: 'notFound', where: 'person' });
    expect(timeouts).toEqual([]);
  });

  test('does not leave when another test, asked for later, went before it', async () => {
    const { world, run, runLate, tester, isWaiting, letIn } = await busyWriter();
    const refusal = { status: 400, headers: {}, body: '{"error":{"message":"No role on this app.","code":10}}' };
    world.onRequest = ({ path }) => (path.includes('dev_support') ? { kind: 'answer', ...refusal } : 'carry');
    const first = runLate('campaign.test', tester);
    await isWaiting;
    expect(await run('campaign.test', tester)).toMatchObject({ outcome: 'accepted', isDayGivenBack: false });
    letIn();
    await expect(first).rejects.toMatchObject({ code: 'wrongState' });
    expect(world.accepted('marketing')).toBe(1);
  });

  test('has only the rest of its time, so that its answer is in by the deadline that counts', async () => {
    const { world, runLate, tester, isWaiting, letIn, timeouts } = await busyWriter();
    const sent = runLate('campaign.test', tester);
    await isWaiting;
    await world.clock.advance(3 * SECOND);
    letIn();
    expect(await sent).toMatchObject({ outcome: 'accepted' });
    expect(timeouts[0]).toBe(7 * SECOND);
  });

  test('ends unsent when the wait has eaten more than half of its time', async () => {
    const { world, runLate, tester, isWaiting, letIn, timeouts } = await busyWriter();
    const sent = runLate('campaign.test', tester);
    await isWaiting;
    await world.clock.advance(5 * SECOND + 1);
    letIn();
    expect(await sent).toMatchObject({ outcome: 'notSent', reason: 'notBegun' });
    expect(timeouts).toEqual([]);
    expect(world.states()).toEqual({ 'optin sent': 1, 'test missed/notBegun': 1 });
  });
});

describe('a test whose answer cannot be stored', () => {
  test('is kept and stored as soon as that is possible, while the program runs', async () => {
    const { world, runOn, run, tester } = await justSaidYes();
    await world.pass(10 * MINUTE);
    const dispatcher = new Dispatcher(world.parts);
    await dispatcher.start();
    const services = { keepAnswer: dispatcher.keepAnswer.bind(dispatcher) };
    world.onRequest = ({ path }) => {
      if (path.includes('messages')) world.db.pragma('query_only = ON');
      return 'carry';
    };
    // Even the log of what people did cannot be written.
    await expect(runOn({ services })('campaign.test', tester)).rejects.toMatchObject({ code: 'workspaceNotWritable' });
    expect(world.states()).toMatchObject({ 'test sending': 1 });
    world.db.pragma('query_only = OFF');
    world.onRequest = () => 'carry';
    await world.pass(2 * SECOND);
    expect(world.states()).toMatchObject({ 'test sent': 1 });
    expect(await run('campaign.mayTest', tester)).toMatchObject({ kind: 'not', reason: 'coolDown' });
    expect(await run('campaign.allowTest', tester)).toMatchObject({ isDayGivenBack: true });
    await dispatcher.stop();
    expect(world.accepted('marketing')).toBe(1);
  });
});
