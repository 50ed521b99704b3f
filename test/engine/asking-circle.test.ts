import { expect, test } from 'vitest';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { launch } from '#engine/planner/planner.ts';
import { selectAll } from '#engine/store/database.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import type { CampaignId, RecipientId } from '#shared/domain/ids.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { AskWorld, CARD } from '#test/support/ask-world.ts';

/** What the card asks for. */
const TOPIC = CARD.title ?? '';
const FOLLOW_UPS = [
  'Welcome to the bakery!',
  'Fresh bread comes every Friday.',
  'This message was sent automatically.',
];

/** What the platform told since the last call goes through the reader of webhooks, as its own envelope. */
async function deliverWebhooks(world: AskWorld): Promise<void> {
  for (const { page, at, item } of world.events.splice(0)) {
    const body = { object: 'page', entry: [{ id: page.pageId, time: at, messaging: [item] }] };
    const read = readHappenings(parseJsonText(JSON.stringify(body)));
    if (read === null) throw new Error('The practice platform sent no webhook body.');
    const receivedAt = world.clock.now();
    const { happenings } = read;
    await world.store.write('webhook.take', {
      happenings,
      receivedAt,
      rulePacks: world.parts.rulePacks,
      accounts: 'all',
    });
  }
}

/** Lets people of the platform act for a while; webhooks come every few seconds, and the dispatcher works all along. */
async function live(world: AskWorld, durationMs: number): Promise<void> {
  for (let done = 0; done < durationMs; done += 20 * SECOND) {
    world.lookAround();
    await deliverWebhooks(world);
    await world.dispatchFor(10 * SECOND);
  }
}

test('practice people drive the whole circle: card, webhook, permission, follow-ups, message, stop, resume, re-opt-in, and asked again', async () => {
  const world = new AskWorld();
  const people: RecipientId[] = [];
  for (let number = 0; number < 24; number += 1) people.push(world.personWhoWrote(number).id);
  world.events.length = 0;

  await world.plan(people, { followUps: FOLLOW_UPS });
  await live(world, 14 * MINUTE);
  const yes = selectAll(
    world.db,
    'SELECT recipient_id, answered_token_id AS token FROM opt_in_request WHERE answered_at_ms IS NOT NULL',
  );
  // Some accept, some ignore, some are annoyed: by the seed, but never all of one kind.
  // Who blocks the Page cannot be known beforehand.
  expect(world.accepted('optin')).toBe(world.states()['optin sent']);
  expect(world.accepted('optin')).toBeGreaterThan(people.length - 5);
  expect(yes.length).toBeGreaterThan(5);
  expect(yes.length).toBeLessThan(people.length);
  const states = world.states();
  expect(states['followup sent']).toBe(3 * yes.length);
  expect(world.accepted('followup')).toBe(3 * yes.length);

  // A message to everybody who said yes; nobody else has this topic.
  const campaign = world.addDraft('Two for one', [TOPIC]);
  await launch(world.parts, campaign, world.clock.now(), { approvedBy: 'test', acceptPaceLoss: true });
  const planned = selectAll(world.db, `SELECT token_id FROM delivery WHERE campaign_id = ? AND state = 'scheduled'`, [
    campaign,
  ]);
  expect(planned.length).toBe(yes.length);

  // One of them says stop before it leaves: nothing goes to them any more.
  const [stopper] = planned;
  world.actOnToken(Number(stopper?.['token_id']), 'stop');
  await deliverWebhooks(world);
  await world.dispatchFor(30 * SECOND);
  const outcome = (id: CampaignId) =>
    selectAll(
      world.db,
      `SELECT state, reason, count(*) AS n FROM delivery WHERE campaign_id = ? AND last_at_ms IS NOT NULL GROUP BY 1, 2 ORDER BY 1`,
      [id],
    );
  expect(outcome(campaign)).toEqual([
    { state: 'sent', reason: null, n: yes.length - 1 },
    { state: 'skipped', reason: 'stopped', n: 1 },
  ]);

  // They come back by themselves, and get the next one.
  world.actOnToken(Number(stopper?.['token_id']), 'resume');
  await deliverWebhooks(world);
  await world.pass(DAY + HOUR);
  const next = world.addDraft('Cakes', [TOPIC]);
  await launch(world.parts, next, world.clock.now(), { approvedBy: 'test', acceptPaceLoss: true });
  await world.dispatchFor(30 * SECOND);
  expect(outcome(next).find(({ state }) => state === 'sent')?.['n']).toBe(yes.length);

  // They say yes once more by themselves: the same permission, renewed, and the record says so.
  const renewing = selectAll(
    world.db,
    'SELECT r.scoped_id AS id FROM notification_token t JOIN recipient r ON r.id = t.recipient_id WHERE t.id = ?',
    [Number(stopper?.['token_id'])],
  );
  world.act(String(renewing[0]?.['id']), 'accept', { topic: TOPIC });
  await deliverWebhooks(world);
  const record = selectAll(world.db, 'SELECT kind FROM consent_event WHERE token_id = ? ORDER BY at_ms, id', [
    Number(stopper?.['token_id']),
  ]);
  expect(record.map(({ kind }) => kind)).toEqual(['optIn', 'stop', 'resume', 'refresh']);

  // Who ignored the card may be asked again a week later, once they write; who said yes is never asked for this topic again.
  await world.pass(6 * DAY);
  const again = await world.plan(people);
  expect(again.every((answer) => answer.kind === 'not')).toBe(true);
  const held = new Set(yes.map((row) => Number(row['recipient_id'])));
  for (const answer of again) {
    expect(answer).toMatchObject({ reason: held.has(answer.recipientId) ? 'alreadyHeld' : 'messagingWindowClosed' });
  }
});
