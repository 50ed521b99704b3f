import { createHmac } from 'node:crypto';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { execute, selectAll, selectOne } from '#engine/store/database.ts';
import { receiveWebhook } from '#engine/webhooks/receive-webhook.ts';
import { createPracticeEar } from '#host/practice-callback.ts';
import { DispatchWorld } from '#test/support/dispatch-world.ts';

const PEOPLE = 2_000;
const STOPS = 1_000;
/** Stops posted one after the other while one more half second of sending passes. */
const AT_ONCE = 100;

test('a thousand stops in the middle of a campaign: none is claimed after its stop was answered (P-08)', async () => {
  const world = new DispatchWorld({ pace_per_second: 80, page_id: '100000000000001' });
  const campaign = world.addCampaign();
  world.addDeliveries(campaign, PEOPLE);
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ear = createPracticeEar({
    ...world.parts.ports,
    logger: silent,
    random: { next: () => 0.5, hex: () => 'key' },
  });
  onTestFinished(() => ear.close());
  const { url, secret } = await ear.open();
  ear.deliverTo((post, appSecret) => receiveWebhook(world.parts, { appSecret, accounts: 'all' }, post));

  const tokens = selectAll(
    world.db,
    'SELECT t.id, t.token, r.scoped_id AS person FROM notification_token t JOIN recipient r ON r.id = t.recipient_id ORDER BY t.id DESC',
  );
  const triesOf = (token: unknown): number =>
    Number(
      selectOne(
        world.db,
        'SELECT count(*) AS n FROM attempt a JOIN delivery d ON d.id = a.delivery_id WHERE d.token_id = ?',
        [Number(token)],
      )?.['n'],
    );
  const stop = async (row: (typeof tokens)[number]): Promise<number> => {
    const at = world.clock.now();
    const optin = {
      type: 'notification_messages',
      payload: 'bread',
      notification_messages_token: row['token'],
      notification_messages_status: 'STOP_NOTIFICATIONS',
      title: 'Weekly offers',
    };
    const item = { sender: { id: row['person'] }, recipient: { id: '100000000000001' }, timestamp: at, optin };
    const body = JSON.stringify({
      object: 'page',
      entry: [{ id: '100000000000001', time: at, messaging: [item] }],
    });
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const answer = await request(url, { method: 'POST', headers, body });
    await answer.body.dump();
    expect(answer.statusCode).toBe(200);
    return triesOf(row['id']);
  };

  const dispatcher = world.dispatcher();
  await dispatcher.start();
  const answered = new Map<unknown, number>();
  while (answered.size < STOPS) {
    await world.pass(500);
    for (const row of tokens.slice(answered.size, answered.size + AT_ONCE)) answered.set(row['id'], await stop(row));
  }
  await world.pass(60_000);
  await dispatcher.stop();

  const after = [...answered].map(([token, before]) => triesOf(token) - before);
  expect(after.filter((tries) => tries > 0)).toEqual([]);
  // In mid-campaign: some had theirs before, others go on getting it, and what was taken back says why.
  const states = world.states();
  expect((states['sent'] ?? 0) + (states['skipped/stopped'] ?? 0)).toBe(PEOPLE);
  expect(states['skipped/stopped']).toBe([...answered.values()].filter((before) => before === 0).length);
  expect(states['skipped/stopped']).toBeGreaterThan(STOPS / 2);
  expect(
    execute(world.db, `UPDATE delivery SET id = id WHERE state = 'scheduled' OR state = 'sending'`, []).changes,
  ).toBe(0);
});
