import { describe, expect, test } from 'vitest';
import { selectAll } from '#engine/store/database.ts';
import type { NotificationToken } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import type { PostScript } from '#test/support/scripted-platform.ts';

const LOST: PostScript = { kind: 'acceptAndLose' };
const NOTHING: PostScript = { kind: 'answer', answer: { outcome: 'uncertain', text: 'the connection was cut' } };
const ACCEPT: PostScript = { kind: 'accept' };

test('a lost answer is settled by reading the token, and nobody gets the message twice', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addCampaign(), 10);
  world.platform.onPost = (_arrival, index) => (index === 4 ? LOST : ACCEPT);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(5_000);
  expect(world.states()).toEqual({ sent: 9, 'sent/provenByReadBack': 1 });
  expect(world.platform.acceptedPerToken().every((n) => n === 1)).toBe(true);
  expect(selectAll(world.db, 'SELECT verdict FROM read_back')).toEqual([{ verdict: 'sent' }]);
  await dispatcher.stop();
});

test('a POST that never arrived is sent again after two reads, the second one past its deadline, on a practice account', async () => {
  const world = new DispatchWorld();
  const id = world.addDelivery(world.addCampaign());
  world.platform.onPost = (_arrival, index) => (index === 0 ? NOTHING : ACCEPT);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(900);
  expect(world.delivery(id)).toMatchObject({ state: 'uncertain', reason: 'uncertainAnswer' });
  await world.pass(11_000);
  expect(world.states()).toEqual({ sent: 1 });
  expect(world.platform.arrivals).toHaveLength(2);
  expect(selectAll(world.db, 'SELECT verdict FROM read_back ORDER BY at_ms')).toEqual([
    { verdict: 'notYetClear' },
    { verdict: 'notSent' },
  ]);
  await dispatcher.stop();
});

test('on a real account the two reads are five minutes apart', async () => {
  const world = new DispatchWorld({ is_practice: 0, proven_at_ms: 1, pace_per_second: 50 });
  world.addDeliveries(world.addCampaign(), 1);
  world.platform.onPost = (_arrival, index) => (index === 0 ? NOTHING : ACCEPT);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(5 * MINUTE - SECOND);
  expect(world.platform.arrivals).toHaveLength(1);
  await world.pass(2 * SECOND);
  expect(world.states()).toEqual({ sent: 1 });
  await dispatcher.stop();
});

test('a message proven unsent after its last instant is missed, not sent', async () => {
  const world = new DispatchWorld({ is_practice: 0, proven_at_ms: 1, pace_per_second: 50 });
  world.addDeliveries(world.addCampaign(), 1, { lastAt: addMs(FRIDAY_10_ROME, 4 * MINUTE) });
  world.platform.onPost = () => NOTHING;
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(10 * MINUTE);
  expect(world.states()).toEqual({ 'missed/windowClosed': 1 });
  expect(world.platform.arrivals).toHaveLength(1);
  await dispatcher.stop();
});

describe('when another tool has sent in between', () => {
  async function uncertainBecauseOfAnotherTool() {
    const world = new DispatchWorld();
    const id = world.addDelivery(world.addCampaign());
    world.platform.onPost = () => NOTHING;
    world.platform.onRead = () => addMs(FRIDAY_10_ROME, DAY + 2 * HOUR);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(3_000);
    return { world, dispatcher, id };
  }

  test('a person decides, and the row is not read again', async () => {
    const { world, dispatcher } = await uncertainBecauseOfAnotherTool();
    expect(world.states()).toEqual({ 'uncertain/uncertainAnswer': 1 });
    expect(world.platform.reads.token).toBe(1);
    expect(await dispatcher.idleReport()).toEqual({ nextDueAt: null, needsPerson: 1 });
    expect(world.log).toContain('notice uncertain');
    await dispatcher.stop();
  });

  test.each([
    ['sent', 'sent/personSaidSent'],
    ['drop', 'failed/personDropped'],
  ] as const)('"%s" ends it, counts for the cool-down and never sends again', async (verdict, state) => {
    const { world, dispatcher, id } = await uncertainBecauseOfAnotherTool();
    await world.store.write('settling.byPerson', { id, verdict, at: world.clock.now(), coolDownMs: DAY });
    dispatcher.nudge();
    await world.pass(2 * HOUR);
    expect(world.states()).toEqual({ [state]: 1 });
    expect(world.platform.arrivals).toHaveLength(1);
    expect(selectAll(world.db, 'SELECT last_accepted_at_ms FROM token_ledger')).not.toEqual([]);
    await dispatcher.stop();
  });

  test('only an uncertain row can be decided', async () => {
    const { world, dispatcher, id } = await uncertainBecauseOfAnotherTool();
    const decide = () =>
      world.store.write('settling.byPerson', { id, verdict: 'sent', at: world.clock.now(), coolDownMs: DAY });
    await decide();
    await expect(decide()).rejects.toThrow(/is sent; only an uncertain one/);
    await dispatcher.stop();
  });
});

test('a later refusal as too early proves an attempt that reads had called unsent', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addCampaign(), 1);
  world.platform.onPost = (_arrival, index) => (index === 0 ? LOST : ACCEPT);
  world.platform.onRead = () => null;
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(15_000);
  expect(world.states()).toEqual({ 'sent/provenByRefusal': 1 });
  expect(world.platform.acceptedPerToken()).toEqual([1]);
  await dispatcher.stop();
});

test('above fifty uncertain rows the list is read instead of single tokens', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addCampaign(), 75);
  world.platform.onPost = (_arrival, index) => (index < 75 ? LOST : ACCEPT);
  const dispatcher = world.dispatcher({ paceOf: () => Number.POSITIVE_INFINITY });
  await dispatcher.start();
  await world.pass(2 * MINUTE);
  expect(world.states()).toEqual({ 'sent/provenByReadBack': 75 });
  expect(world.platform.reads).toMatchObject({ list: 1, token: 0 });
  await dispatcher.stop();
});

test('a token that is gone leaves its delivery undecided and is never sent to again', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addCampaign(), 1);
  world.platform.onPost = () => NOTHING;
  world.platform.onRead = () => 'gone';
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(3_000);
  expect(world.states()).toEqual({ 'failed/undecided': 1 });
  expect(selectAll(world.db, 'SELECT 1 FROM notification_token WHERE invalid_at_ms IS NOT NULL')).toHaveLength(1);
  await dispatcher.stop();
});

test('while a delivery is undecided, no other campaign sends to its token', async () => {
  const world = new DispatchWorld({ is_practice: 0, proven_at_ms: 1, pace_per_second: 50 });
  const first = world.addDelivery(world.addCampaign());
  const second = world.addDelivery(world.addCampaign({ name: 'Second' }), { dueAt: addMs(FRIDAY_10_ROME, MINUTE) });
  world.shareToken(first, second);
  world.platform.onPost = (_arrival, index) => (index === 0 ? NOTHING : ACCEPT);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(4 * MINUTE);
  expect(world.delivery(second)).toMatchObject({ state: 'scheduled', reason: 'coolDown' });
  expect(world.platform.arrivals).toHaveLength(1);
  await world.pass(10 * MINUTE);
  expect(world.delivery(first)['state']).toBe('sent');
  expect(world.delivery(second)).toMatchObject({ state: 'skipped', reason: 'coolDown' });
  expect(world.platform.acceptedPerToken()).toEqual([1]);
  await dispatcher.stop();
});

describe('the breaker', () => {
  test('stops an account after three answers in a row that settle nothing, and closes when a probe is answered', async () => {
    const world = new DispatchWorld({ pace_per_second: 4 });
    world.addDeliveries(world.addCampaign(), 20);
    let isDown = true;
    world.platform.onPost = () => (isDown ? NOTHING : ACCEPT);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(100);
    world.platform.isReachable = false;
    await world.pass(5_000);
    expect(world.accountRow()).toMatchObject({ state: 'paused', stop_reason: 'breaker' });
    expect(world.platform.arrivals).toHaveLength(3);
    await world.pass(3 * MINUTE);
    expect(world.platform.arrivals).toHaveLength(3);
    isDown = false;
    world.platform.isReachable = true;
    await world.pass(15 * MINUTE);
    expect(world.accountRow()['state']).toBe('active');
    expect(world.states()).toEqual({ sent: 20 });
    const tokens = world.platform.arrivals.map(({ token }): NotificationToken => token);
    expect(tokens.length - new Set(tokens).size).toBe(3);
    await dispatcher.stop();
  });

  test('a storm of a day costs at most 50 probes and burns no row that had time left', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 50, { lastAt: addMs(FRIDAY_10_ROME, 40 * HOUR) });
    let isDown = true;
    world.platform.onPost = () =>
      isDown ? { kind: 'answer', answer: { outcome: 'notSent', platformDate: null } } : ACCEPT;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(200);
    world.platform.isReachable = false;
    const before = world.platform.reads.page;
    await world.pass(DAY);
    expect(world.platform.reads.page - before).toBeLessThanOrEqual(50);
    isDown = false;
    world.platform.isReachable = true;
    await world.pass(3 * HOUR);
    expect(world.states()).toEqual({ sent: 50 });
    await dispatcher.stop();
  });
});

test('a platform that is down for a day while answers were lost is asked at most 50 times', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addCampaign(), 40, { lastAt: addMs(FRIDAY_10_ROME, 40 * HOUR) });
  let isDown = true;
  world.platform.onPost = () => (isDown ? NOTHING : ACCEPT);
  world.platform.onRead = () => 'noAnswer';
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(200);
  world.platform.isReachable = false;
  const calls = (): number => {
    const { page, token, list } = world.platform.reads;
    return page + token + list + world.platform.arrivals.length;
  };
  await world.pass(5_000);
  const before = calls();
  await world.pass(DAY);
  expect(calls() - before).toBeLessThanOrEqual(50);
  isDown = false;
  world.platform.isReachable = true;
  world.platform.onRead = null;
  await world.pass(4 * HOUR);
  // What left before the breaker opened can no longer be proven unsent after a day: its person decides; all else went out.
  const undecided = world.states()['uncertain/uncertainAnswer'] ?? 0;
  expect(undecided).toBeLessThanOrEqual(7);
  expect(world.states()['sent']).toBe(40 - undecided);
  expect(world.platform.acceptedPerToken().every((n) => n === 1)).toBe(true);
  await dispatcher.stop();
});
