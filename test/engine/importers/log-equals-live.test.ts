import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { execute } from '#engine/store/database.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { bodyOf, inbound, optin, PAGE } from '#test/engine/webhooks/bodies.ts';
import { type ImportWorld, NOW, openImportWorld } from './import-world.ts';

/** One event of three permissions of two people; times meet, and fields are there or not. */
const anEvent = fc.record({
  token: fc.constantFrom('101', '102', '103'),
  minute: fc.integer({ min: 0, max: 6 }),
  status: fc.constantFrom('STOP NOTIFICATIONS', 'STOP_NOTIFICATIONS', 'RESUME_NOTIFICATIONS', 'REFRESHED', 'YES'),
  zone: fc.constantFrom('Europe/Rome', 'Asia/Tokyo', undefined),
  payload: fc.constantFrom('bread', 'cakes', undefined),
  title: fc.constantFrom('Fresh bread', 'Cakes', undefined),
});

type AnEvent = typeof anEvent extends fc.Arbitrary<infer Value> ? Value : never;

/** Two events that agree in all of this are one (RELIABILITY S-54). */
function identityOf({ token, minute, status }: AnEvent): string {
  return [token, minute, status.slice(0, 4)].join(' ');
}

function bodyFor({ token, minute, status, zone, payload, title }: AnEvent): object {
  const isStatus = status.includes('NOTIFICATIONS');
  return bodyOf(
    optin(
      {
        notification_messages_token: token,
        notification_messages_timezone: zone,
        payload,
        title,
        user_token_status: status === 'REFRESHED' ? 'REFRESHED' : 'NOT_REFRESHED',
        ...(isStatus ? { notification_messages_status: status } : {}),
      },
      { sender: { id: token === '103' ? '9002' : '9001' }, timestamp: NOW - (10 - minute) * MINUTE },
    ),
  );
}

function openOne(): ImportWorld {
  const world = openImportWorld();
  execute(world.db, 'UPDATE account SET page_id = ?', [PAGE]);
  return world;
}

const permissions = (world: ImportWorld) =>
  world.rows(
    `SELECT t.token, r.scoped_id, t.topic, t.payload, t.zone, t.created_at_ms, t.opted_in_at_ms, t.stopped_at_ms, t.expires_at_ms,
       t.user_token_status
     FROM notification_token t JOIN recipient r ON r.id = t.recipient_id ORDER BY t.token`,
  );

/** What people do besides: they write, tap, react, come in by a link, and delete what they wrote. */
const aDoing = fc.record({
  person: fc.constantFrom('9001', '9002', '9003'),
  minute: fc.integer({ min: 0, max: 9 }),
  what: fc.constantFrom('message', 'deletion', 'postback', 'reaction', 'referral'),
  id: fc.constantFrom('m1', 'm2'),
});

type ADoing = typeof aDoing extends fc.Arbitrary<infer Value> ? Value : never;

function doingBody({ person, minute, what, id }: ADoing): object {
  const mid = `${person}-${id}`;
  const items: Readonly<Record<ADoing['what'], object>> = {
    message: { message: { mid, text: 'a secret wish' } },
    deletion: { message: { mid, is_deleted: true } },
    postback: { postback: { mid, payload: 'x', title: 'a secret wish' } },
    reaction: { reaction: { mid, action: 'react', emoji: '❤' } },
    referral: { referral: { ref: id, source: 'SHORTLINK' } },
  };
  // Two things of one person never at one instant: which of them opened the window would be a matter of order.
  const kinds = Object.keys(items).indexOf(what);
  return bodyOf(inbound(items[what], NOW - (30 - minute) * MINUTE + kinds * 2_000 + (id === 'm1' ? 0 : 1_000), person));
}

const everythingOf = (world: ImportWorld) => ({
  permissions: permissions(world),
  frequencies: world.rows('SELECT token, frequency FROM notification_token ORDER BY token'),
  windows: world.rows('SELECT scoped_id, last_inbound_at_ms, window_opened_by FROM recipient ORDER BY scoped_id'),
  events: world.rows('SELECT key, kind, at_ms, body_json FROM webhook_event ORDER BY key'),
  consent: world.rows(
    `SELECT r.scoped_id, t.token, c.kind, c.at_ms, c.source, c.wording FROM consent_event c JOIN recipient r ON r.id = c.recipient_id
     JOIN notification_token t ON t.id = c.token_id ORDER BY 1, 2, 4, 3`,
  ),
});

const asLog = (bodies: readonly object[]): string => bodies.map((body) => JSON.stringify(body)).join('\n');

async function live(world: ImportWorld, bodies: readonly object[]): Promise<void> {
  for (const body of bodies) {
    const read = readHappenings(parseJsonText(JSON.stringify(body)));
    const { rulePacks } = world.parts;
    const happenings = read?.happenings ?? [];
    await world.parts.store.write('webhook.take', { happenings, receivedAt: NOW, rulePacks, accounts: 'all' });
  }
}

test('a log imported says the same about permissions, windows, ways in and consent as the same events live, in any order and mixture', async () => {
  const history = fc.record({
    bodies: fc
      .tuple(
        fc.uniqueArray(anEvent, { minLength: 1, maxLength: 6, selector: identityOf }),
        fc.array(aDoing, { maxLength: 8 }),
      )
      .map(([events, doings]) => [...events.map(bodyFor), ...doings.map(doingBody)])
      .chain((bodies) => fc.shuffledSubarray(bodies, { minLength: bodies.length })),
    cut: fc.nat(14),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ bodies, cut }) => {
      const log = openOne();
      await log.take(asLog(bodies));
      const other = openOne();
      await live(other, bodies.toReversed());
      const mixed = openOne();
      // Some came live, and the log has all of them.
      await live(mixed, bodies.slice(0, cut));
      await mixed.take(asLog(bodies.toReversed()));
      expect(everythingOf(log)).toEqual(everythingOf(other));
      expect(everythingOf(mixed)).toEqual(everythingOf(other));
      expect(await mixed.take(asLog(bodies))).toMatchObject({
        new: 0,
        changed: 0,
        happenings: { wrote: 0, waysIn: 0 },
      });
      expect(everythingOf(mixed)).toEqual(everythingOf(other));
      expect(JSON.stringify(everythingOf(log))).not.toContain('secret');
    }),
    { numRuns: 8, seed: 20_261_121, endOnFailure: true },
  );
});
