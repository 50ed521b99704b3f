import { describe, expect, test } from 'vitest';
import type { SendAnswer } from '#engine/graph/graph-api.ts';
import { selectAll, selectOne } from '#engine/store/database.ts';
import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import type { NotificationToken } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import type { PostScript } from '#test/support/scripted-platform.ts';

const refuse = (outcome: AttemptOutcome, more: Partial<SendAnswer> = {}): PostScript => ({
  kind: 'answer',
  answer: { outcome, ...more },
});

test('an accepted message counts from the instant its answer arrived, and its attempt is kept', async () => {
  const world = new DispatchWorld();
  const id = world.addDelivery(world.addCampaign());
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(1_000);
  const ledger = selectOne(world.db, 'SELECT * FROM token_ledger');
  const sent = world.delivery(id);
  expect(ledger).toMatchObject({
    last_accepted_at_ms: sent['finalized_at_ms'],
    next_eligible_at_ms: Number(sent['finalized_at_ms']) + DAY,
    next_eligible_source: 'forecast',
  });
  expect(sent).toMatchObject({ message_id: 'm_1', attempts: 1 });
  expect(selectAll(world.db, 'SELECT outcome, http_status, trace_id FROM attempt')).toEqual([
    { outcome: 'accepted', http_status: 200, trace_id: 'AbCdEf' },
  ]);
  await dispatcher.stop();
});

test('a person who stopped is taken out of every campaign at once', async () => {
  const world = new DispatchWorld();
  const first = world.addCampaign();
  const id = world.addDelivery(first);
  const other = world.addCampaign({ name: 'Saturday' });
  const planned = world.addDelivery(other, { dueAt: addMs(FRIDAY_10_ROME, 2 * DAY) });
  world.shareToken(id, planned);
  world.platform.onPost = () => refuse('stopped', { code: 10, subcode: 1893015 });
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(1_000);
  expect(world.states()).toEqual({ 'failed/platformStopped': 1, 'skipped/stopped': 1 });
  expect(selectAll(world.db, 'SELECT 1 FROM notification_token WHERE stopped_at_ms IS NOT NULL')).toHaveLength(1);
  expect(selectAll(world.db, 'SELECT kind, source FROM consent_event')).toEqual([{ kind: 'stop', source: 'refusal' }]);
  expect(world.campaignRow(other)['state']).toBe('finished');
  await dispatcher.stop();
});

describe('a refused parameter', () => {
  test('is the token when a read says it is gone; the campaign goes on', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 5);
    world.platform.onPost = () => refuse('badRequest', { code: 100, isTokenInDoubt: true });
    world.platform.onRead = () => 'gone';
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2_000);
    expect(world.states()).toEqual({ 'failed/platformInvalidToken': 5 });
    expect(world.platform.reads.token).toBe(5);
    expect(selectAll(world.db, 'SELECT 1 FROM notification_token WHERE invalid_at_ms IS NOT NULL')).toHaveLength(5);
    await dispatcher.stop();
  });

  test('is the message otherwise: after three in a row the campaign pauses and says why', async () => {
    const world = new DispatchWorld({ pace_per_second: 1 });
    const campaign = world.addCampaign();
    world.addDeliveries(campaign, 10);
    world.platform.onPost = () => refuse('badRequest', { code: 100, subcode: 2018109 });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(20_000);
    expect(world.campaignRow(campaign)['state']).toBe('paused');
    expect(world.campaignRow(campaign)['pause_reason']).toMatch(/3 times in a row/);
    expect(world.platform.arrivals).toHaveLength(3);
    expect(world.states()).toEqual({ 'failed/platformBadRequest': 3, scheduled: 7 });
    await dispatcher.stop();
  });
});

test('a new campaign whose message is refused costs three people, however fast the account sends', async () => {
  const world = new DispatchWorld({ pace_per_second: 300 });
  const campaign = world.addUntriedCampaign();
  world.addDeliveries(campaign, 500);
  world.platform.onPost = () => refuse('badRequest', { code: 100, subcode: 2018109 });
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(20_000);
  expect(world.campaignRow(campaign)['state']).toBe('paused');
  expect(world.platform.arrivals).toHaveLength(3);
  expect(world.states()).toEqual({ 'failed/platformBadRequest': 3, scheduled: 497 });
  await dispatcher.stop();
});

test('a new campaign goes on at full pace once its first message was accepted', async () => {
  const world = new DispatchWorld({ pace_per_second: 300 });
  world.addDeliveries(world.addUntriedCampaign(), 500);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(10_000);
  expect(world.states()).toEqual({ sent: 500 });
  await dispatcher.stop();
});

describe('a throttled account', () => {
  test('pauses for the time the platform names, burns no row, and goes on by itself', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 100);
    world.platform.onPost = ({ at }) =>
      at < FRIDAY_10_ROME + MINUTE
        ? refuse('throttled', { code: 613, accountStop: 'throttled', regainAccessMinutes: 10 })
        : { kind: 'accept' };
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(1_000);
    expect(world.accountRow()).toMatchObject({ state: 'paused', stop_reason: 'throttled' });
    const before = world.platform.arrivals.length;
    await world.pass(9 * MINUTE);
    expect(world.platform.arrivals).toHaveLength(before);
    await world.pass(3 * MINUTE);
    expect(world.states()).toEqual({ sent: 100 });
    expect(world.accountRow()).toMatchObject({ state: 'active', stop_reason: null });
    await dispatcher.stop();
  });

  test('halves its pace while the usage headers are high', async () => {
    const world = new DispatchWorld({ pace_per_second: 40 });
    world.addDeliveries(world.addCampaign(), 200);
    world.platform.usagePercent = 95;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(5_000);
    expect(world.platform.arrivals.length).toBeGreaterThan(80);
    expect(world.platform.arrivals.length).toBeLessThan(120);
    await dispatcher.stop();
  });
});

describe('a dead access token', () => {
  test('freezes the account within the calls in flight; rows stay and go out after a reconnect', async () => {
    const world = new DispatchWorld({ pace_per_second: 100 });
    world.addDeliveries(world.addCampaign(), 300);
    let isDead = true;
    world.platform.onPost = () =>
      isDead ? refuse('unauthorized', { code: 190, accountStop: 'unauthorized' }) : { kind: 'accept' };
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(5_000);
    expect(world.accountRow()).toMatchObject({ state: 'frozen', stop_reason: 'unauthorized' });
    expect(world.platform.arrivals.length).toBeLessThanOrEqual(3);
    isDead = false;
    await world.store.write('account.activate', { id: world.account, seen: null });
    dispatcher.nudge();
    await world.pass(6_000);
    expect(world.states()).toEqual({ sent: 300 });
    await dispatcher.stop();
  });

  test('deliveries that become late meanwhile are missed because the account was stopped', async () => {
    const world = new DispatchWorld({ pace_per_second: 10 });
    world.addDeliveries(world.addCampaign(), 30);
    world.platform.onPost = () => refuse('unauthorized', { code: 190, accountStop: 'unauthorized' });
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(59 * MINUTE);
    expect(Object.keys(world.states()).every((state) => state.startsWith('scheduled'))).toBe(true);
    await world.pass(2 * MINUTE);
    expect(world.states()).toEqual({ 'missed/accountPaused': 30 });
    await dispatcher.stop();
  });
});

test('an account pauses for a day when too many people stop or cannot be reached, and says how many', async () => {
  const world = new DispatchWorld({ is_practice: 0, proven_at_ms: 1, pace_per_second: 20 });
  world.addDeliveries(world.addCampaign(), 400);
  world.platform.onPost = (_arrival, index) =>
    index % 20 === 0 ? refuse('unavailable', { code: 551 }) : { kind: 'accept' };
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(30_000);
  expect(world.accountRow()).toMatchObject({ state: 'paused', stop_reason: 'stopRate' });
  expect(String(world.accountRow()['stop_detail'])).toMatch(/^5 of 8\d in 24 hours/);
  expect(world.platform.arrivals.length).toBeLessThan(100);
  await dispatcher.stop();
});

test('the first real campaign of an account sends to one person and waits for that answer', async () => {
  const world = new DispatchWorld({ is_practice: 0, pace_per_second: 50 });
  world.addDeliveries(world.addCampaign(), 100);
  const first = Promise.withResolvers<PostScript>();
  world.platform.onPost = (_arrival, index) =>
    index === 0 ? { kind: 'hold', until: first.promise } : { kind: 'accept' };
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(10_000);
  expect(world.platform.arrivals).toHaveLength(1);
  first.resolve({ kind: 'accept' });
  await world.pass(10_000);
  expect(world.states()).toEqual({ sent: 100 });
  expect(world.accountRow()['proven_at_ms']).not.toBeNull();
  await dispatcher.stop();
});

test('a refusal as too early moves the delivery to the time the platform tells', async () => {
  const world = new DispatchWorld();
  const id = world.addDelivery(world.addCampaign());
  const token = selectOne(world.db, 'SELECT token FROM notification_token')?.['token'] as NotificationToken; // just added
  world.platform.acceptFromElsewhere(token, addMs(FRIDAY_10_ROME, 20 * MINUTE - DAY));
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(1_000);
  expect(world.delivery(id)).toMatchObject({
    state: 'scheduled',
    reason: 'refusedTooEarly',
    next_at_ms: FRIDAY_10_ROME + 20 * MINUTE,
  });
  await world.pass(21 * MINUTE);
  expect(world.states()).toEqual({ sent: 1 });
  await dispatcher.stop();
});

test('a message of a campaign that is not the approved one is never sent, and the campaign pauses', async () => {
  const world = new DispatchWorld();
  const campaign = world.addCampaign({ message_json: '{"text":"changed behind our back"}' });
  world.addDeliveries(campaign, 3);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(2_000);
  expect(world.platform.arrivals).toHaveLength(0);
  expect(world.campaignRow(campaign)['state']).toBe('paused');
  expect(world.campaignRow(campaign)['pause_reason']).toMatch(/not the one that was approved/);
  await dispatcher.stop();
});

test('deliveries a person marked as never to be messaged again are skipped at the claim', async () => {
  const world = new DispatchWorld();
  world.addDeliveries(world.addCampaign(), 2);
  world.db.prepare('UPDATE recipient SET suppressed_at_ms = 5 WHERE id = 1').run();
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(HOUR / 60);
  expect(world.states()).toEqual({ sent: 1, 'skipped/suppressed': 1 });
  await dispatcher.stop();
});
