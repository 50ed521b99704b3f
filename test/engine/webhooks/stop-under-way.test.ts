import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import { launch } from '#engine/planner/planner.ts';
import { selectOne } from '#engine/store/database.ts';
import { receiveWebhook } from '#engine/webhooks/receive-webhook.ts';
import type { TokenId } from '#shared/domain/ids.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { AskWorld } from '#test/support/ask-world.ts';

const SECRET = 'the secret of the app';
const TOPIC = 'Fresh bread every Friday';

/** Posts what the platform told, as the very bytes it would send, signed. */
async function deliver(world: AskWorld): Promise<number> {
  let takenBack = 0;
  for (const { page, at, item } of world.events.splice(0)) {
    const rawBody = Buffer.from(
      JSON.stringify({ object: 'page', entry: [{ id: page.pageId, time: at, messaging: [item] }] }),
    );
    const signature = `sha256=${createHmac('sha256', SECRET).update(rawBody).digest('hex')}`;
    const received = await receiveWebhook(world.parts, { appSecret: SECRET, accounts: 'all' }, { rawBody, signature });
    if (received.kind !== 'taken') throw new Error(`It was ${received.kind}.`);
    takenBack += received.taken.takenBack;
  }
  return takenBack;
}

test('whoever stops while a message goes out gets none after it, not even within the same second (P-08)', async () => {
  const world = new AskWorld();
  world.db.prepare('UPDATE account SET pace_per_second = 2').run();
  const tokens: TokenId[] = [];
  for (let number = 0; number < 30; number += 1) {
    const { id, scopedId } = world.personWhoWrote(number);
    tokens.push(await world.yes(id, scopedId, TOPIC));
  }
  await world.pass(10 * MINUTE);
  await deliver(world);
  const campaign = world.addDraft('Two for one', [TOPIC]);
  await launch(world.parts, campaign, world.clock.now(), { approvedBy: 'test', acceptPaceLoss: true });
  const stateOf = (token: TokenId): unknown =>
    selectOne(world.db, 'SELECT state FROM delivery WHERE campaign_id = ? AND token_id = ?', [campaign, token])?.[
      'state'
    ];

  const dispatcher = new Dispatcher(world.parts, {});
  await dispatcher.start();
  const stopped = new Map<TokenId, number>();
  const acceptedBefore = () => world.accepted('marketing');
  for (let second = 0; second < 8; second += 1) {
    await world.pass(SECOND);
    // The one that would be next, while the lane is at work.
    const next = tokens.find((token) => stateOf(token) === 'scheduled');
    if (next === undefined) break;
    world.actOnToken(next, 'stop');
    stopped.set(next, acceptedBefore());
    expect(await deliver(world)).toBe(1);
    expect(stateOf(next)).toBe('skipped');
  }
  await world.pass(MINUTE);
  const stopping = dispatcher.stop();
  await world.clock.advance(MINUTE);
  await stopping;

  expect(stopped.size).toBe(8);
  const ledger = [...world.practice.ledger()].filter(({ kind }) => kind === 'marketing');
  const reached = new Set(ledger.map((entry) => (entry as { readonly token?: string | null }).token));
  for (const token of tokens) {
    const text = String(selectOne(world.db, 'SELECT token FROM notification_token WHERE id = ?', [token])?.['token']);
    if (stopped.has(token)) expect(reached.has(text)).toBe(false);
  }
  expect(ledger.length).toBeGreaterThan(10);
  // The platform refuses a stopped permission by itself; not one send even tried.
  const attempts = selectOne(
    world.db,
    `SELECT count(*) AS n FROM attempt a JOIN delivery d ON d.id = a.delivery_id WHERE d.state = 'skipped' AND d.campaign_id = ?`,
    [campaign],
  );
  expect(attempts).toEqual({ n: 0 });
});
