import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { execute } from '#engine/store/database.ts';
import { readHappenings } from '#engine/webhooks/read-happenings.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { bodyOf, optin, PAGE } from '#test/engine/webhooks/bodies.ts';
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

test('a log that is imported and the same events live, in any order, give the same permissions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anEvent, { minLength: 1, maxLength: 8, selector: identityOf }), async (events) => {
      const bodies = events.map(bodyFor);
      const log = openOne();
      await log.take(bodies.map((body) => JSON.stringify(body)).join('\n'));
      const live = openOne();
      for (const body of bodies.toReversed()) {
        const read = readHappenings(parseJsonText(JSON.stringify(body)));
        const { rulePacks } = live.parts;
        const happenings = read?.happenings ?? [];
        await live.parts.store.write('webhook.take', { happenings, receivedAt: NOW, rulePacks, accounts: 'all' });
      }
      expect(permissions(log)).toEqual(permissions(live));
    }),
    { numRuns: 15, seed: 20_261_121, endOnFailure: true },
  );
});
