import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { HOUR } from '#shared/time/duration.ts';
import { AT, bodyOf, optin } from '#test/engine/webhooks/bodies.ts';
import { openWebhookWorkspace } from '#test/support/webhook-workspace.ts';

/** What a run of shuffles showed. */
export interface WebhookOrderFigures {
  readonly shuffles: number;
  /** Events taken in all shuffles together, those told twice included. */
  readonly events: number;
  /** Permissions the history makes. */
  readonly permissions: number;
  /** Shuffles that ended with other permissions or another consent record, by their number. */
  readonly different: readonly string[];
  readonly seconds: number;
}

const anEvent = fc.record({
  person: fc.integer({ min: 0, max: 2 }),
  token: fc.integer({ min: 0, max: 1 }),
  at: fc.integer({ min: 0, max: 6 }),
  status: fc.constantFrom(undefined, undefined, 'STOP NOTIFICATIONS', 'RESUME_NOTIFICATIONS'),
  refreshed: fc.boolean(),
  zone: fc.constantFrom(undefined, 'Europe/Rome', 'Asia/Tokyo'),
  title: fc.constantFrom(undefined, 'Bread', 'Cakes'),
});
type AnEvent = typeof anEvent extends fc.Arbitrary<infer Value> ? Value : never;

/** Events of a history, and how many of them are told twice. */
const EVENTS = 25;
const TOLD_TWICE = 10;

/**
 * One history of yeses, stops, resumes and renewals, taken in many orders, in batches of any size, some events twice: all must end
 * with the same permissions and the same consent (RELIABILITY S-54; issue 4).
 */
export async function proveWebhookOrder(of: {
  readonly shuffles: number;
  readonly seed: number;
  readonly onShuffle?: (done: number) => void;
}): Promise<WebhookOrderFigures> {
  const startedAt = performance.now();
  const history = drawHistory();
  const straight = openWebhookWorkspace();
  for (const event of history) await straight.take(bodyOf(itemOf(event)));
  const expected = [straight.permissions(), straight.consent()];
  const told = [...history, ...history.slice(0, TOLD_TWICE)];
  const orders = fc.tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.integer({ min: 1, max: 6 }));
  const different: string[] = [];
  let done = 0;
  for (const [shuffled, batch] of fc.sample(orders, { numRuns: of.shuffles, seed: of.seed })) {
    const workspace = openWebhookWorkspace();
    for (let from = 0; from < shuffled.length; from += batch) {
      await workspace.take(bodyOf(...shuffled.slice(from, from + batch).map(itemOf)));
    }
    if (!isDeepStrictEqual([workspace.permissions(), workspace.consent()], expected)) different.push(`shuffle ${done}`);
    workspace.db.close();
    done += 1;
    of.onShuffle?.(done);
  }
  return {
    shuffles: done,
    events: done * told.length,
    permissions: straight.permissions().length,
    different,
    seconds: Math.round((performance.now() - startedAt) / 1_000),
  };
}

/** The same history in every run: what is shuffled is its order. */
function drawHistory(): readonly AnEvent[] {
  // The same kind at the same instant for the same permission is the same event (RELIABILITY S-54).
  const selector = ({ person, token, at, status, refreshed }: AnEvent): string =>
    [person, token, at, status ?? refreshed].join(' ');
  const events = fc.uniqueArray(anEvent, { minLength: EVENTS, maxLength: EVENTS, selector });
  const [history] = fc.sample(events, { numRuns: 1, seed: 7 });
  if (history === undefined) throw new Error('No history was drawn.');
  return history;
}

function itemOf({ person, token, at, status, refreshed, zone, title }: AnEvent): object {
  const fields = {
    notification_messages_token: `90071992547409${person}${token}7`,
    notification_messages_timezone: zone,
    title,
    user_token_status: refreshed ? 'REFRESHED' : 'NOT_REFRESHED',
    notification_messages_status: status,
  };
  return optin(fields, { sender: { id: `77000000000000${person}` }, timestamp: AT + at * HOUR });
}
