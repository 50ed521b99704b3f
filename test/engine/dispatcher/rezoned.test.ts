import { describe, expect, test } from 'vitest';
import { execute, selectAll, selectOne } from '#engine/store/database.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { DispatchWorld, FRIDAY_10_ROME } from '#test/support/dispatch-world.ts';
import { insertDeliveryRow } from '#test/support/workspace-rows.ts';

interface Launched {
  readonly world: DispatchWorld;
  readonly campaign: CampaignId;
  readonly id: DeliveryId;
}

/** A campaign launched on Thursday with one person in Rome, whose slot is Friday 10:00 there. */
function launched(schedule: Partial<CampaignSchedule> = {}): Launched {
  const world = new DispatchWorld();
  const launchedAt = addMs(FRIDAY_10_ROME, -DAY);
  const campaign = world.addCampaign({ launched_at_ms: launchedAt }, schedule);
  const id = world.addDelivery(campaign);
  execute(world.db, 'UPDATE notification_token SET zone = NULL', []);
  execute(world.db, `UPDATE recipient SET zone = 'Europe/Rome'`, []);
  execute(world.db, 'DELETE FROM rezoned', []); // known before the launch
  return { world, campaign, id };
}

function correct({ world, id }: Launched, zone: string | null): void {
  const { recipient_id: recipient = null } = world.delivery(id);
  execute(world.db, 'UPDATE recipient SET zone = ? WHERE id = ?', [zone, recipient]);
}

const marks = (world: DispatchWorld): number => Number(selectOne(world.db, 'SELECT count(*) AS n FROM rezoned')?.['n']);

describe('a zone corrected after the launch', () => {
  test('to Los Angeles: nothing leaves at 01:00 there, it leaves at 10:00 there', async () => {
    const made = launched();
    correct(made, 'America/Los_Angeles');
    const { world, id } = made;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(9 * HOUR - SECOND);
    expect(world.platform.arrivals).toHaveLength(0);
    expect(world.delivery(id)).toMatchObject({ state: 'scheduled', due_at_ms: FRIDAY_10_ROME + 9 * HOUR });
    expect(selectOne(world.db, 'SELECT zone, local FROM slot ORDER BY id DESC')).toEqual({
      zone: 'America/Los_Angeles',
      local: '2026-11-27T10:00:00-08:00',
    });
    await world.pass(MINUTE);
    expect(world.states()).toEqual({ sent: 1 });
    expect(world.platform.arrivals.every(({ at }) => at >= FRIDAY_10_ROME + 9 * HOUR)).toBe(true);
    await dispatcher.stop();
  });

  test('while the program waits for the old time is seen by the claim, without a nudge', async () => {
    const made = launched();
    const { world } = made;
    world.clock.setWall(addMs(FRIDAY_10_ROME, -10 * SECOND));
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(5 * SECOND);
    correct(made, 'America/Los_Angeles');
    await world.pass(20 * SECOND);
    expect(world.platform.arrivals).toHaveLength(0);
    expect(world.delivery(made.id)).toMatchObject({ due_at_ms: FRIDAY_10_ROME + 9 * HOUR });
    expect(marks(world)).toBe(0);
    await dispatcher.stop();
  });

  test('to where the time is past goes by the policy: skipped with its reason, and the campaign ends', async () => {
    const made = launched({ alreadyPast: 'skip' });
    correct(made, 'Asia/Tokyo');
    const { world, campaign, id } = made;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(SECOND);
    expect(world.states()).toEqual({ 'skipped/alreadyPast': 1 });
    // 10:00 on Saturday in Tokyo
    expect(world.delivery(id)).toMatchObject({ slot_id: null, earliest_at_ms: FRIDAY_10_ROME + 16 * HOUR });
    expect(world.campaignRow(campaign)['state']).toBe('finished');
    expect(world.platform.arrivals).toHaveLength(0);
    await dispatcher.stop();
  });

  test('to a text that names no zone is skipped where the campaign leaves such people out', async () => {
    const made = launched();
    correct(made, 'Mars/Base');
    const { world } = made;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(SECOND);
    expect(world.states()).toEqual({ 'skipped/unknownZone': 1 });
    expect(marks(world)).toBe(0);
    await dispatcher.stop();
  });

  test('of the token counts before the person, and several corrections count from the first', async () => {
    const made = launched();
    const { world, id } = made;
    const { token_id: token = null } = world.delivery(id);
    execute(world.db, `UPDATE notification_token SET zone = 'America/New_York' WHERE id = ?`, [token]);
    correct(made, 'America/Los_Angeles');
    expect(selectAll(world.db, 'SELECT delivery_id, token_zone, person_zone FROM rezoned')).toEqual([
      { delivery_id: id, token_zone: null, person_zone: 'Europe/Rome' },
    ]);
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(SECOND);
    expect(world.delivery(id)).toMatchObject({ state: 'scheduled', due_at_ms: FRIDAY_10_ROME + 6 * HOUR });
    await dispatcher.stop();
  });

  test('and corrected back changes nothing', async () => {
    const made = launched();
    correct(made, 'America/Los_Angeles');
    correct(made, 'Europe/Rome');
    const { world } = made;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2 * SECOND);
    expect(world.states()).toEqual({ sent: 1 });
    expect(selectOne(world.db, 'SELECT count(*) AS n FROM slot')).toEqual({ n: 1 });
    await dispatcher.stop();
  });

  test('keeps a message for all out of the night there', async () => {
    const made = launched({ time: { kind: 'instant', at: FRIDAY_10_ROME }, zone: 'Europe/Rome' });
    correct(made, 'America/Los_Angeles');
    const { world, id } = made;
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(SECOND);
    // 09:00 in Los Angeles, when the window opens
    expect(world.delivery(id)).toMatchObject({ state: 'scheduled', due_at_ms: FRIDAY_10_ROME + 8 * HOUR });
    expect(world.platform.arrivals).toHaveLength(0);
    await dispatcher.stop();
  });

  test('moves its row alone; the others leave at their time', async () => {
    const made = launched();
    const { world, campaign } = made;
    world.addDeliveries(campaign, 20);
    correct(made, 'America/Los_Angeles');
    const dispatcher = world.dispatcher();
    await dispatcher.start();
    await world.pass(2 * SECOND);
    expect(world.states()).toEqual({ scheduled: 1, sent: 20 });
    await dispatcher.stop();
  });
});

describe('the marks', () => {
  test('are not made by a zone written again as it was, nor for people without an open delivery', () => {
    const made = launched();
    const { world, campaign } = made;
    correct(made, 'Europe/Rome');
    const person = world.addPerson();
    insertDeliveryRow(world.db, { account: world.account, campaign, ...person }, 'sent');
    execute(world.db, `UPDATE recipient SET zone = 'Asia/Tokyo' WHERE id = ?`, [person.recipient]);
    expect(marks(world)).toBe(0);
  });
});
