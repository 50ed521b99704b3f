import { describe, expect, test } from 'vitest';
import { carryZone } from '#engine/dispatcher/carried-zone.ts';
import { execute, selectAll } from '#engine/store/database.ts';
import type { ClaimArgs, ClaimGroup } from '#engine/store/operations/claims.ts';
import { DUE_OF_CAMPAIGN } from '#engine/store/operations/claims-candidates.ts';
import { unpackClaimed } from '#engine/store/operations/claims-columns.ts';
import { REZONED_PAGE } from '#engine/store/operations/rezoned.ts';
import type { CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import { insertRow } from '#test/support/workspace-rows.ts';

const ROME = 'Europe/Rome' as IanaZone; // in every zone table
const NOW = FRIDAY_10_ROME;

async function claim(world: DispatchWorld, more: Partial<ClaimArgs> = {}): Promise<ClaimGroup> {
  const campaigns = selectAll(world.db, 'SELECT id, message_hash FROM campaign');
  const rules = world.parts.rulePacks.get('seed');
  if (rules === undefined) throw new Error('The seed rule pack is missing.');
  const args: ClaimArgs = {
    accountId: world.account,
    campaigns: campaigns.map((row) => ({
      id: Number(row['id']) as CampaignId, // a row id
      messageHash: String(row['message_hash']),
      isProven: true,
    })),
    at: NOW,
    deadlineAt: addMs(NOW, MINUTE),
    limit: 100,
    rules,
    guards: DEFAULT_GUARDS,
    pageZone: ROME,
    zone: carryZone(world.parts.zones, ROME, NOW),
    ...more,
  };
  const { groups } = await world.store.write('claim.group', { groups: [args] });
  const [group] = groups;
  if (group === undefined) throw new Error('No group was answered.');
  return group;
}

const idsOf = (group: ClaimGroup): readonly number[] => unpackClaimed(group.claimed).map(({ id }) => id);

describe('a claim', () => {
  test('takes what is due, earliest first, with its attempt written in the same commit', async () => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    const late = world.addDelivery(campaign, { dueAt: NOW });
    const early = world.addDelivery(campaign, { dueAt: addMs(NOW, -MINUTE) });
    world.addDelivery(campaign, { dueAt: addMs(NOW, 1) });
    const group = await claim(world);
    expect(idsOf(group)).toEqual([early, late]);
    expect(group.nextAt).toBe(NOW + 1);
    expect(
      selectAll(world.db, 'SELECT delivery_id, number, started_at_ms, deadline_at_ms, outcome FROM attempt'),
    ).toEqual(
      [late, early].map((id) => ({
        delivery_id: id,
        number: 1,
        started_at_ms: NOW,
        deadline_at_ms: NOW + MINUTE,
        outcome: null,
      })),
    );
    expect(world.campaignRow(campaign)['state']).toBe('running');
  });

  test('takes no more than the group may hold', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 10);
    expect(idsOf(await claim(world, { limit: 4 }))).toHaveLength(4);
    expect(world.states()).toEqual({ scheduled: 6, sending: 4 });
  });

  test('shares a group fairly between campaigns, by due time', async () => {
    const world = new DispatchWorld();
    const first = world.addCampaign();
    const second = world.addCampaign({ name: 'Second' });
    const order = [3, 1, 2].map((minute) => addMs(NOW, -minute * MINUTE));
    const ids = order.map((dueAt, index) => world.addDelivery(index === 1 ? second : first, { dueAt }));
    expect(idsOf(await claim(world, { limit: 2 }))).toEqual([ids[0], ids[2]]);
  });

  test('hands over the next eligible time as known before, for the settlement', async () => {
    const world = new DispatchWorld();
    const id = world.addDelivery(world.addCampaign());
    const past = NOW - HOUR;
    insertRow(world.db, 'token_ledger', {
      token_id: Number(world.delivery(id)['token_id']),
      next_eligible_at_ms: past,
      next_eligible_source: 'platform',
      next_eligible_read_at_ms: past,
    });
    await claim(world);
    expect(selectAll(world.db, 'SELECT baseline_next_eligible_at_ms AS at FROM attempt')).toEqual([{ at: past }]);
  });
});

describe('a claim takes nothing', () => {
  test.each([
    [
      'of an account that is not active',
      `UPDATE account SET state = 'frozen', stop_reason = 'person', stopped_since_at_ms = 1`,
    ],
    ['of a paused campaign', `UPDATE campaign SET state = 'paused'`],
    ['of a cancelled campaign', `UPDATE campaign SET state = 'cancelled'`],
  ])('%s', async (_what, sql) => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 3);
    world.db.exec(sql);
    expect(idsOf(await claim(world))).toEqual([]);
    expect(world.states()).toEqual({ scheduled: 3 });
  });

  test('of a campaign whose message is not the one that was held against the hash', async () => {
    const world = new DispatchWorld();
    const id = world.addCampaign();
    world.addDeliveries(id, 3);
    expect(idsOf(await claim(world, { campaigns: [{ id, messageHash: 'another', isProven: true }] }))).toEqual([]);
  });
});

describe('a claim asks every rule again and skips', () => {
  const ledger = (world: DispatchWorld, columns: Readonly<Record<string, number | string | null>>): void => {
    insertRow(world.db, 'token_ledger', { token_id: 1, ...columns });
  };
  test.each<[string, string, (world: DispatchWorld) => unknown]>([
    ['a person who stopped', 'stopped', (w) => w.db.exec('UPDATE notification_token SET stopped_at_ms = 5')],
    ['a token that is gone', 'invalid', (w) => w.db.exec('UPDATE notification_token SET invalid_at_ms = 5')],
    ['a past expiry', 'expired', (w) => w.db.exec('UPDATE notification_token SET expires_at_ms = 5')],
    ['a suppressed person', 'suppressed', (w) => w.db.exec('UPDATE recipient SET suppressed_at_ms = 5')],
    [
      'an old token of unknown frequency',
      'frequencyUnknown',
      (w) => w.db.exec('UPDATE notification_token SET frequency = NULL'),
    ],
    ['a token inside its cool-down', 'coolDown', (w) => ledger(w, { last_accepted_at_ms: NOW - DAY + 2 * HOUR })],
    [
      'a token the platform holds back for longer',
      'coolDown',
      (w) =>
        ledger(w, {
          next_eligible_at_ms: NOW + 2 * HOUR,
          next_eligible_source: 'platform',
          next_eligible_read_at_ms: NOW,
        }),
    ],
    [
      'a weekly token that had its message this week, in the zone of the Page',
      'legacyPeriod',
      (w) => {
        w.db.exec(`UPDATE notification_token SET frequency = 'weekly'`);
        ledger(w, { last_accepted_at_ms: NOW - 4 * DAY });
      },
    ],
  ])('for %s', async (_who, reason, change) => {
    const world = new DispatchWorld();
    const campaign = world.addCampaign();
    world.addDelivery(campaign);
    change(world);
    const group = await claim(world);
    expect(idsOf(group)).toEqual([]);
    expect(world.states()).toEqual({ [`skipped/${reason}`]: 1 });
    expect(group.finished).toEqual([campaign]);
  });

  test('nobody whose weekly token had its message last week', async () => {
    const world = new DispatchWorld();
    world.addDelivery(world.addCampaign());
    world.db.exec(`UPDATE notification_token SET frequency = 'weekly'`);
    ledger(world, { last_accepted_at_ms: NOW - 5 * DAY });
    expect(idsOf(await claim(world))).toHaveLength(1);
  });

  test('but waits for a cool-down that ends within the time of the delivery', async () => {
    const world = new DispatchWorld();
    const id = world.addDelivery(world.addCampaign());
    ledger(world, { last_accepted_at_ms: NOW - DAY + 30 * MINUTE });
    await claim(world);
    expect(world.delivery(id)).toMatchObject({ state: 'scheduled', reason: 'coolDown', next_at_ms: NOW + 30 * MINUTE });
    expect(idsOf(await claim(world, { at: addMs(NOW, 30 * MINUTE) }))).toEqual([id]);
  });
});

describe('one message a day for each person', () => {
  function personWithTwoTokens(): {
    readonly world: DispatchWorld;
    readonly first: DeliveryId;
    readonly second: DeliveryId;
  } {
    const world = new DispatchWorld();
    const first = world.addDelivery(world.addCampaign());
    const second = world.addDelivery(world.addCampaign({ name: 'Second' }));
    const { recipient_id: recipient = null } = world.delivery(first);
    const { token_id: token = null } = world.delivery(second);
    world.db.prepare('UPDATE delivery SET recipient_id = ? WHERE id = ?').run(recipient, second);
    world.db.prepare('UPDATE notification_token SET recipient_id = ? WHERE id = ?').run(recipient, token);
    return { world, first, second };
  }

  test('holds within one group, over tokens and campaigns', async () => {
    const { world, first } = personWithTwoTokens();
    expect(idsOf(await claim(world))).toEqual([first]);
    expect(world.states()).toEqual({ sending: 1, 'scheduled/personDaily': 1 });
  });

  test('waits while the other message is on the wire, since it may yet fail', async () => {
    const { world, second } = personWithTwoTokens();
    await claim(world, { limit: 1 });
    await claim(world);
    expect(world.delivery(second)).toMatchObject({ state: 'scheduled', next_at_ms: NOW + SECOND });
  });

  test('does not hold when the guard is off', async () => {
    const { world, first, second } = personWithTwoTokens();
    expect(idsOf(await claim(world, { guards: { personGapMs: null } }))).toEqual([first, second]);
  });
});

test('two campaigns on one token: one goes, the other waits for its outcome', async () => {
  const world = new DispatchWorld();
  const first = world.addDelivery(world.addCampaign());
  const second = world.addDelivery(world.addCampaign({ name: 'Second' }));
  world.shareToken(first, second);
  expect(idsOf(await claim(world))).toEqual([first]);
  expect(world.delivery(second)).toMatchObject({ state: 'scheduled', next_at_ms: NOW + SECOND });
});

test('what is past its last instant is not claimed and not judged here', async () => {
  const world = new DispatchWorld();
  const dueAt = addMs(NOW, -2 * HOUR);
  world.addDelivery(world.addCampaign(), { dueAt, lastAt: addMs(NOW, -1) });
  const group = await claim(world);
  expect(group.late).toBe(1);
  expect(world.states()).toEqual({ scheduled: 1 });
});

test('what had its zone corrected since its slot was chosen is left scheduled until the slot is asked again', async () => {
  const world = new DispatchWorld();
  const [corrected, other] = world.addDeliveries(world.addCampaign(), 2);
  const { token_id: token = null } = world.delivery(corrected as DeliveryId); // two were asked for
  execute(world.db, `UPDATE notification_token SET zone = 'America/Los_Angeles' WHERE id = ?`, [token]);
  const group = await claim(world);
  expect(idsOf(group)).toEqual([other]);
  expect(group).toMatchObject({ rezoned: 1, late: 0, decidedOtherwise: 0 });
  expect(world.delivery(corrected as DeliveryId)).toMatchObject({ state: 'scheduled', next_at_ms: NOW });
});

test('a zone that changes again between the question and its answer is asked again', async () => {
  const world = new DispatchWorld();
  const id = world.addDelivery(world.addCampaign());
  const { token_id: token = null } = world.delivery(id);
  const correct = (zone: string): unknown =>
    execute(world.db, 'UPDATE notification_token SET zone = ? WHERE id = ?', [zone, token]);
  correct('America/Los_Angeles');
  const args = { accountId: world.account, after: 0, limit: 10 };
  const { rows } = await world.store.read('rezoned.page', args);
  correct('Asia/Tokyo');
  const slot = { kind: 'skip', reason: 'alreadyPast', earliestAt: null } as const;
  const verdicts = rows.map((row) => ({ id: row.id, zones: row.zones, slot }));
  expect(await world.store.write('rezoned.apply', { at: NOW, verdicts })).toEqual({
    moved: 0,
    skipped: 0,
    finished: [],
  });
  expect((await world.store.read('rezoned.page', args)).rows).toMatchObject([
    { id, planned: { tokenZone: 'Europe/Rome' }, zones: { tokenZone: 'Asia/Tokyo' } },
  ]);
});

test('a message on the wire keeps its mark and is asked when it comes back', async () => {
  const world = new DispatchWorld();
  const id = world.addDelivery(world.addCampaign());
  const { token_id: token = null } = world.delivery(id);
  expect(idsOf(await claim(world))).toEqual([id]);
  execute(world.db, `UPDATE notification_token SET zone = 'Asia/Tokyo' WHERE id = ?`, [token]);
  const args = { accountId: world.account, after: 0, limit: 10 };
  expect((await world.store.read('rezoned.page', args)).rows).toEqual([]);
  execute(world.db, `UPDATE delivery SET state = 'scheduled', reason = 'notBegun' WHERE id = ?`, [id]);
  expect((await world.store.read('rezoned.page', args)).rows).toMatchObject([{ id }]);
  expect(await claim(world)).toMatchObject({ rezoned: 1 });
});

describe('what the correction of zones costs', () => {
  const planOf = (sql: string): string =>
    selectAll(new DispatchWorld().db, `EXPLAIN QUERY PLAN ${sql.replaceAll('?', '1')}`)
      .map((row) => String(row['detail']))
      .join('\n');

  test('a claim looks its rows up among the marks by their id, and sorts nothing', () => {
    const plan = planOf(DUE_OF_CAMPAIGN);
    expect(plan).toMatch(/^SEARCH d USING INDEX delivery_next /);
    expect(plan).toContain('SEARCH z USING INTEGER PRIMARY KEY');
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  test('a campaign whose zones stay as they were has no marks, and asking for them begins at the marks', async () => {
    const world = new DispatchWorld();
    world.addDeliveries(world.addCampaign(), 50);
    execute(world.db, 'UPDATE notification_token SET zone = zone, topic = topic', []);
    execute(world.db, 'UPDATE recipient SET zone = zone', []);
    expect(await world.store.read('rezoned.page', { accountId: world.account, after: 0, limit: 10 })).toEqual({
      rows: [],
      campaigns: [],
    });
    const plan = planOf(REZONED_PAGE);
    expect(plan).toMatch(/^SEARCH z USING INDEX rezoned_account /);
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});

test('a claim reads only what is due, through the index of open rows, however many are stored', () => {
  const world = new DispatchWorld();
  const plan = selectAll(
    world.db,
    `EXPLAIN QUERY PLAN SELECT id FROM delivery d WHERE d.state = 'scheduled' AND d.account_id = 1 AND d.campaign_id = 1
     AND d.next_at_ms <= 5 ORDER BY d.next_at_ms, d.last_at_ms, d.id LIMIT 10`,
  );
  expect(plan.map((row) => String(row['detail'])).join()).toMatch(/^SEARCH d USING (COVERING )?INDEX delivery_next/);
  expect(plan).toHaveLength(1);
});
