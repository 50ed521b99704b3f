import { describe, expect, test } from 'vitest';
import { execute } from '#engine/store/database.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, parseIso } from '#shared/time/instant.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import type { PostScript } from '#test/support/scripted-platform.ts';

describe('deliveries', () => {
  test('wait for their time, however far ahead', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 5, { dueAt: addMs(FRIDAY_10_ROME, 2 * DAY) });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.clock.advance(2 * DAY - 1);
    expect(world.platform.arrivals).toHaveLength(0);
    await world.pass(SECOND);
    expect(world.platform.arrivals).toHaveLength(5);
    expect(world.platform.arrivals.every(({ at }) => at >= FRIDAY_10_ROME + 2 * DAY)).toBe(true);
    await dispatcher.stop();
  });

  test('are missed one by one when the program was closed for longer than they may be late', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 3, { dueAt: addMs(FRIDAY_10_ROME, -2 * HOUR) });
    world.addDeliveries(campaign, 3, { dueAt: addMs(FRIDAY_10_ROME, -HOUR / 2) });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(1_000);
    expect(world.states()).toEqual({ 'missed/late': 3, sent: 3 });
    await dispatcher.stop();
  });

  test('of a campaign that wants the next window move to its opening there', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign({}, { late: 'nextWindow' });
    const id = world.addDelivery(campaign, { dueAt: addMs(FRIDAY_10_ROME, -2 * HOUR) });
    world.addDeliveries(campaign, 2, { dueAt: addMs(FRIDAY_10_ROME, -2 * HOUR) });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(1_000);
    const saturday9Rome = parseIso('2026-11-28T08:00:00Z');
    expect(world.delivery(id)).toMatchObject({
      state: 'scheduled',
      reason: 'late',
      due_at_ms: saturday9Rome,
      last_at_ms: Number(saturday9Rome) + HOUR,
    });
    expect(world.platform.arrivals).toHaveLength(0);
    await world.pass(DAY);
    expect(world.states()).toEqual({ sent: 3 });
    expect(world.platform.arrivals.every(({ at }) => at >= Number(saturday9Rome))).toBe(true);
    await dispatcher.stop();
  });

  test('of a campaign somebody paused are missed for that reason', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 3);
    execute(world.db, `UPDATE campaign SET state = 'paused' WHERE id = ?`, [campaign]);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2 * HOUR);
    expect(world.states()).toEqual({ 'missed/campaignPaused': 3 });
    expect(world.campaignRow(campaign)['state']).toBe('finished');
    await dispatcher.stop();
  });
});

test('a claimed message whose last instant passes before its POST is given back and missed', async () => {
  const world = new DispatchWorld({ pace_per_second: 40 });
  const lastAt = addMs(FRIDAY_10_ROME, 100);
  world.addDeliveries(world.addCampaign(), 10, { lastAt });
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  for (let step = 0; step < 30; step += 1) await world.clock.advance(step === 0 ? 0 : 10);
  await world.pass(60_000);
  const { arrivals } = world.platform;
  expect(arrivals.length).toBeGreaterThan(2);
  expect(arrivals.every(({ at }) => at <= lastAt)).toBe(true);
  expect(world.states()).toEqual({ sent: arrivals.length, 'missed/late': 10 - arrivals.length });
  await dispatcher.stop();
});

describe('pausing, resuming and cancelling', () => {
  test('a pause acts on everything that is not claimed, and a resume sends the rest', async () => {
    const world = new DispatchWorld({ pace_per_second: 20 });
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 200);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2_000);
    execute(world.db, `UPDATE campaign SET state = 'paused' WHERE id = ?`, [campaign]);
    dispatcher.nudge();
    const before = world.platform.arrivals.length;
    await world.pass(MINUTE);
    // What was claimed still leaves: at most 250 ms of the pace.
    expect(world.platform.arrivals.length - before).toBeLessThanOrEqual(5);
    execute(world.db, `UPDATE campaign SET state = 'running' WHERE id = ?`, [campaign]);
    dispatcher.nudge();
    await world.pass(15_000);
    expect(world.states()).toEqual({ sent: 200 });
    await dispatcher.stop();
  });

  test('a refused row of a cancelled campaign is cancelled, not scheduled again', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 1);
    const answer = Promise.withResolvers<PostScript>();
    world.platform.onPost = () => ({ kind: 'hold', until: answer.promise });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(200);
    execute(world.db, `UPDATE campaign SET state = 'cancelled' WHERE id = ?`, [campaign]);
    answer.resolve({ kind: 'answer', answer: { outcome: 'throttled', accountStop: 'throttled' } });
    await world.pass(1_000);
    expect(world.states()).toEqual({ 'cancelled/personCancelled': 1 });
    await dispatcher.stop();
  });

  test('an uncertain row of a cancelled campaign is cancelled once it is proven unsent', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 1);
    world.platform.onPost = () => ({ kind: 'answer', answer: { outcome: 'uncertain' } });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(300);
    execute(world.db, `UPDATE campaign SET state = 'cancelled' WHERE id = ?`, [campaign]);
    await world.pass(15_000);
    expect(world.states()).toEqual({ 'cancelled/personCancelled': 1 });
    expect(world.platform.arrivals).toHaveLength(1);
    await dispatcher.stop();
  });
});

describe('the clock of this computer', () => {
  test('more than five minutes off freezes the account, and sending goes on by itself when it is right again', async () => {
    const world = new DispatchWorld({ pace_per_second: 5 });
    world.addDeliveries(world.addCampaign(), 50);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2_000);
    world.platform.skewMs = 6 * MINUTE;
    await world.pass(5_000);
    expect(world.accountRow()).toMatchObject({ state: 'frozen', stop_reason: 'clockSkew' });
    expect(String(world.accountRow()['stop_detail'])).toMatch(/6 minutes behind/);
    const before = world.platform.arrivals.length;
    await world.pass(3 * MINUTE);
    expect(world.platform.arrivals).toHaveLength(before);
    world.platform.skewMs = 0;
    await world.pass(3 * MINUTE);
    expect(world.states()).toEqual({ sent: 50 });
    await dispatcher.stop();
  });

  test('set 400 days forward gives nothing up before the platform was asked', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 5, { dueAt: addMs(FRIDAY_10_ROME, HOUR) });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(MINUTE);
    world.clock.setWall(addMs(world.clock.now(), 400 * DAY));
    world.platform.skewMs = -400 * DAY;
    await world.pass(5 * MINUTE);
    expect(world.states()).toEqual({ scheduled: 5 });
    expect(world.accountRow()['stop_reason']).toBe('clockSkew');
    world.clock.setWall(addMs(world.clock.now(), -400 * DAY));
    world.platform.skewMs = 0;
    await world.pass(2 * HOUR);
    expect(world.states()).toEqual({ sent: 5 });
    await dispatcher.stop();
  });

  test('after a sleep the platform is asked first, what is late is missed, what is not goes out once', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 5, { dueAt: addMs(FRIDAY_10_ROME, HOUR) });
    world.addDeliveries(campaign, 5, { dueAt: addMs(FRIDAY_10_ROME, 3 * HOUR) });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(MINUTE);
    const probes = world.platform.reads.page;
    await world.clock.suspend(3 * HOUR);
    await world.pass(5_000);
    expect(world.platform.reads.page).toBe(probes + 1);
    expect(world.states()).toEqual({ 'missed/late': 5, sent: 5 });
    await dispatcher.stop();
  });
});

describe('idle', () => {
  test('is not while something is due within five seconds, and is when the next is later', async () => {
    const world = new DispatchWorld();
    const dueAt = addMs(FRIDAY_10_ROME, 10_000);
    world.addDeliveries(world.addCampaign(), 1, { dueAt });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(1_000);
    expect(await dispatcher.idleReport()).toEqual({ nextDueAt: dueAt, needsPerson: 0 });
    await world.pass(4_500);
    expect(await dispatcher.idleReport()).toBeNull();
    await world.pass(10_000);
    expect(await dispatcher.idleReport()).toEqual({ nextDueAt: null, needsPerson: 0 });
    await dispatcher.stop();
  });

  test('is not while a message is on the wire or undecided', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 1);
    const answer = Promise.withResolvers<PostScript>();
    world.platform.onPost = (_arrival, index) =>
      index === 0 ? { kind: 'hold', until: answer.promise } : { kind: 'accept' };
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(1_000);
    expect(await dispatcher.idleReport()).toBeNull();
    answer.resolve({ kind: 'acceptAndLose' });
    world.platform.onRead = () => 'noAnswer';
    await world.pass(500);
    expect(await dispatcher.idleReport()).toBeNull();
    world.platform.onRead = null;
    const idle = dispatcher.whenIdle(new AbortController().signal);
    await world.pass(5_000);
    expect(await idle).toEqual({ nextDueAt: null, needsPerson: 0 });
    await dispatcher.stop();
  });

  test('does not wait for a frozen account', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 2);
    world.platform.onPost = () => ({
      kind: 'answer',
      answer: { outcome: 'unauthorized', accountStop: 'unauthorized' },
    });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2_000);
    expect(await dispatcher.idleReport()).toEqual({ nextDueAt: null, needsPerson: 0 });
    await dispatcher.stop();
  });
});

test('listeners hear of changes, stops and ends, and a slow one loses only the oldest', async () => {
  const world = new DispatchWorld();
  const campaign = world.addCampaign();
  world.addDeliveries(campaign, 3);
  const dispatcher = world.dispatcher();
  const end = new AbortController();
  const heard: string[] = [];
  const listening = (async () => {
    for await (const event of dispatcher.events.listen(end.signal)) heard.push(event.kind);
  })();
  await dispatcher.start();
  await world.pass(1_000);
  expect(heard).toContain('deliveriesChanged');
  expect(heard.at(-1)).toBe('campaignFinished');
  end.abort();
  await listening;
  await dispatcher.stop();
});
