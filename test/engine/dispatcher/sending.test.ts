import { expect, test } from 'vitest';
import { DispatchWorld, MESSAGE_JSON } from '#test/support/dispatch-world.ts';

test('every due delivery is sent once, with the exact bytes, and the campaign finishes', async () => {
  const world = new DispatchWorld();
  const campaign = world.addCampaign();
  world.addDeliveries(campaign, 200);
  const dispatcher = world.dispatcher();
  await dispatcher.start();
  await world.pass(3_000);
  expect(world.states()).toEqual({ sent: 200 });
  expect(world.platform.arrivals).toHaveLength(200);
  expect(new Set(world.platform.arrivals.map(({ token }) => token)).size).toBe(200);
  expect(world.platform.arrivals.every(({ body }) => body === MESSAGE_JSON)).toBe(true);
  expect(world.campaignRow(campaign)['state']).toBe('finished');
  expect(await dispatcher.idleReport()).toEqual({ nextDueAt: null, needsPerson: 0 });
  await dispatcher.stop();
});
