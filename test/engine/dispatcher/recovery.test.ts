import { describe, expect, test } from 'vitest';
import { disarm } from '#engine/store/arming.ts';
import { execute, selectAll } from '#engine/store/database.ts';
import type { NotificationToken } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import type { PostScript } from '#test/support/scripted-platform.ts';
import { insertAccountRow } from '#test/support/workspace-rows.ts';

/** Leaves the world as a process that died: rows claimed, some POSTs accepted, no answer stored. */
async function crashWhileSending(world: DispatchWorld, accepted: (index: number) => boolean): Promise<void> {
  const never = new Promise<PostScript>(() => {});
  world.platform.onPost = ({ token }, index) => {
    if (accepted(index)) world.platform.acceptFromElsewhere(token, world.clock.now());
    return { kind: 'hold', until: never };
  };
  const dying = world.dispatcher({ paceOf: () => Number.POSITIVE_INFINITY });
  await dying.start();
  await world.pass(100);
  // The process is gone; its rows stay as they are.
  world.platform.onPost = () => ({ kind: 'accept' });
}

describe('after a crash', () => {
  test('every row that was sending is uncertain, and stays out of reach of the claim', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 20);
    await crashWhileSending(world, () => false);
    expect(world.states()).toEqual({ sending: 20 });
    expect(await world.store.write('recovery.crashed', { at: world.clock.now() })).toBe(20);
    expect(world.states()).toEqual({ 'uncertain/crashedWhileSending': 20 });
    expect(selectAll(world.db, 'SELECT DISTINCT outcome FROM attempt')).toEqual([{ outcome: 'uncertain' }]);
  });

  test('each person gets the message exactly once, whichever of the POSTs had arrived', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 100);
    await crashWhileSending(world, (index) => index % 3 === 0);
    const again = world.dispatcher();
    await again.start();
    await world.pass(30_000);
    expect(world.states()).toEqual({ sent: 66, 'sent/provenByReadBack': 34 });
    expect(world.platform.acceptedPerToken()).toEqual(Array(100).fill(1));
    expect(world.campaignRow(campaign)['state']).toBe('finished');
    await again.stop();
  });

  test('a crash in the middle of settling changes nothing about that', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 30);
    await crashWhileSending(world, (index) => index % 2 === 0);
    for (let crash = 0; crash < 5; crash += 1) {
      const interrupted = world.dispatcher();
      await interrupted.start();
      await world.pass(500);
      await interrupted.stop();
    }
    const last = world.dispatcher();
    await last.start();
    await world.pass(30_000);
    expect(world.platform.acceptedPerToken()).toEqual(Array(30).fill(1));
    expect(Object.keys(world.states()).every((state) => state.startsWith('sent'))).toBe(true);
    await last.stop();
  });
});

describe('an orderly stop', () => {
  test('gives back what was claimed and not begun, and stores the answers of what was on the wire', async () => {
    const world = new DispatchWorld({ pace_per_second: 40 });
    world.addDeliveries(world.addCampaign(), 100);
    const answer = Promise.withResolvers<PostScript>();
    world.platform.onPost = () => ({ kind: 'hold', until: answer.promise });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(60);
    const onWire = world.platform.arrivals.length;
    expect(world.states()['sending']).toBeGreaterThan(onWire);
    const stopping = dispatcher.stop();
    await world.clock.whenSleeping();
    answer.resolve({ kind: 'accept' });
    await stopping;
    expect(world.states()).toEqual({ sent: onWire, scheduled: 100 - 10, 'scheduled/notBegun': 10 - onWire });
    expect(selectAll(world.db, `SELECT 1 FROM attempt WHERE outcome = 'notSent'`)).toHaveLength(10 - onWire);
  });

  test('waits five seconds for open POSTs and leaves the rest to the next start', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 3);
    world.platform.onPost = () => ({ kind: 'hold', until: new Promise(() => {}) });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(100);
    let isStopped = false;
    const stopping = dispatcher.stop().then(() => {
      isStopped = true;
    });
    await world.pass(4_500);
    expect(isStopped).toBe(false);
    await world.pass(1_000);
    await stopping;
    expect(world.states()).toEqual({ sending: 3 });
  });

  test('is safe twice, and before the start', async () => {
    const world = new DispatchWorld();
    const dispatcher = world.dispatcher();
    await dispatcher.stop();
    await dispatcher.stop();
    expect(world.platform.reads.page).toBe(0);
  });
});

describe('a full disk', () => {
  test('stops new claims, keeps answers in memory, and stores them when there is space again', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 300);
    const dispatcher = world.dispatcher();
    world.platform.onPost = (_arrival, index) => {
      // From here on not one page more fits; acceptances make rows longer, so storing them needs some.
      if (index === 20) execute(world.db, 'PRAGMA max_page_count = 1');
      return { kind: 'accept' };
    };
    await dispatcher.start();
    await world.pass(5_000);
    expect(world.log).toContain('error dispatcher.storeTrouble');
    const { length } = world.platform.arrivals;
    expect(length).toBeLessThan(200);
    await world.pass(MINUTE);
    expect(world.platform.arrivals).toHaveLength(length);
    execute(world.db, 'PRAGMA max_page_count = 1000000');
    await world.pass(10_000);
    expect(world.log).toContain('info dispatcher.storeRecovered');
    expect(world.states()).toEqual({ sent: 300 });
    expect(world.platform.acceptedPerToken()).toEqual(Array(300).fill(1));
    await dispatcher.stop();
  });
});

describe('a restored database', () => {
  function restoredWorld(): DispatchWorld {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 5, { dueAt: addMs(FRIDAY_10_ROME, -MINUTE) });
    world.addDeliveries(campaign, 5, { dueAt: addMs(FRIDAY_10_ROME, MINUTE) });
    for (const [key, value] of [
      ['armed', 'false'],
      ['restoredAt', String(FRIDAY_10_ROME)],
    ] as const) {
      execute(world.db, 'INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', [key, value]);
    }
    return world;
  }

  test('reads the platform first, gives up what was due before the restore, then arms', async () => {
    const world = restoredWorld();
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2 * MINUTE);
    expect(world.platform.reads.list).toBe(1);
    expect(world.states()).toEqual({ 'missed/restored': 5, sent: 5 });
    expect(await world.store.read('setting.read', { key: 'armed' })).toBe('true');
    await dispatcher.stop();
  });

  test('learns what the lost database had sent, and does not send it again', async () => {
    const world = restoredWorld();
    for (const row of selectAll(world.db, 'SELECT token FROM notification_token')) {
      const token = row['token'] as NotificationToken; // TEXT by schema
      world.platform.acceptFromElsewhere(token, addMs(FRIDAY_10_ROME, -MINUTE));
    }
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2 * MINUTE);
    expect(world.platform.arrivals).toHaveLength(0);
    expect(world.states()).toEqual({ 'missed/restored': 5, 'skipped/coolDown': 5 });
    await dispatcher.stop();
  });

  test('counts what the platform shows as accepted in between, for the token and for the person', async () => {
    const world = restoredWorld();
    const [first, second, third] = selectAll(world.db, 'SELECT token FROM notification_token ORDER BY id').map(
      (row) => row['token'] as NotificationToken, // TEXT by schema
    );
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are ten tokens.');
    world.platform.acceptFromElsewhere(first, addMs(FRIDAY_10_ROME, -20_000));
    // An hour before it was due: another campaign's, which the backup may hold.
    world.platform.acceptFromElsewhere(second, addMs(FRIDAY_10_ROME, -HOUR));
    world.platform.acceptFromElsewhere(third, addMs(FRIDAY_10_ROME, 10 * MINUTE));
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(1_000);
    const ledger = selectAll(
      world.db,
      `SELECT last_accepted_at_ms AS accepted, next_eligible_at_ms AS next, next_eligible_source AS source
       FROM token_ledger ORDER BY token_id`,
    );
    expect(ledger).toEqual([
      { accepted: FRIDAY_10_ROME - 20_000, next: FRIDAY_10_ROME - 20_000 + DAY, source: 'platform' },
      { accepted: null, next: FRIDAY_10_ROME - HOUR + DAY, source: 'platform' },
      { accepted: null, next: FRIDAY_10_ROME + 10 * MINUTE + DAY, source: 'platform' },
    ]);
    expect(world.states()).toMatchObject({ 'missed/restored': 5 });
    await dispatcher.stop();
  });

  test('compares and arms although nothing is due, and is not idle before', async () => {
    const world = new DispatchWorld();
    disarm(world.db, { at: FRIDAY_10_ROME, because: 'restored' });
    insertAccountRow(world.db, { name: 'another', page_id: '7' });
    const dispatcher = world.dispatcher();
    const armed = () => world.store.read('setting.read', { key: 'armed' });
    const idle = dispatcher.start().then(() => dispatcher.whenIdle(new AbortController().signal));
    const armedWhenIdle = idle.then((report) => armed().then((value) => ({ report, value })));
    await world.pass(5_000);
    expect(await armedWhenIdle).toEqual({ report: { nextDueAt: null, needsPerson: 0 }, value: 'true' });
    expect(world.platform.reads.list).toBe(2);
    await dispatcher.stop();
  });

  test('is not idle while the platform is still being asked', async () => {
    const world = new DispatchWorld();
    disarm(world.db, { at: FRIDAY_10_ROME, because: 'restored' });
    const answered = Promise.withResolvers<null>();
    const list = world.platform.listTokens.bind(world.platform);
    world.platform.listTokens = () => answered.promise.then(list);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(5_000);
    expect(await dispatcher.idleReport()).toBeNull();
    answered.resolve(null);
    await world.pass(1_000);
    expect(await dispatcher.idleReport()).toEqual({ nextDueAt: null, needsPerson: 0 });
    await dispatcher.stop();
  });

  test('stays disarmed while one account cannot be read, and ends idle all the same', async () => {
    const world = new DispatchWorld();
    disarm(world.db, { at: FRIDAY_10_ROME, because: 'restored' });
    world.platform.isReachable = false;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(5_000);
    expect(await dispatcher.idleReport()).toEqual({ nextDueAt: null, needsPerson: 0 });
    expect(await world.store.read('setting.read', { key: 'armed' })).toBe('false');
    world.platform.isReachable = true;
    dispatcher.nudge();
    await world.pass(2_000);
    expect(await world.store.read('setting.read', { key: 'armed' })).toBe('true');
    await dispatcher.stop();
  });

  test('without any account may send at once', async () => {
    const world = new DispatchWorld();
    execute(world.db, 'DELETE FROM account');
    disarm(world.db, { at: FRIDAY_10_ROME, because: 'restored' });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    expect(await world.store.read('setting.read', { key: 'armed' })).toBe('true');
    await dispatcher.stop();
  });

  test('sends nothing while the platform cannot be read', async () => {
    const world = restoredWorld();
    world.platform.isReachable = false;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(30 * MINUTE);
    expect(world.platform.arrivals).toHaveLength(0);
    expect(world.states()).toEqual({ scheduled: 10 });
    await dispatcher.stop();
  });
});

test('rows of a token whose day is not over yet are never sent again by a clock set back a day', async () => {
  const world = new DispatchWorld();
  const sent = world.addDeliveries(world.addCampaign(), 3);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(1_000);
  await dispatcher.stop();
  world.clock.setWall(addMs(world.clock.now(), -DAY));
  world.platform.skewMs = 0;
  const second = world.addCampaign({ name: 'again' });
  const ids = world.addDeliveries(second, 3, {
    dueAt: addMs(FRIDAY_10_ROME, -DAY),
    lastAt: addMs(FRIDAY_10_ROME, HOUR - DAY),
  });
  ids.forEach((id, index) => world.shareToken(sent[index] ?? id, id));
  const again = world.dispatcher();
  await again.start();
  await world.pass(10_000);
  expect(world.platform.arrivals).toHaveLength(3);
  expect(world.states()).toEqual({ sent: 3, 'skipped/coolDown': 3 });
  await again.stop();
});
