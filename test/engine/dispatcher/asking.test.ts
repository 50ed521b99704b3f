import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '#engine/ports.ts';
import { BARRED_MS } from '#shared/rules/opt-in-guard.ts';
import { HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { AskWorld, CARD } from '#test/support/ask-world.ts';

function refusal(code: number, subcode: number): HttpAnswer {
  const body = JSON.stringify({ error: { code, error_subcode: subcode, message: 'refused', type: 'OAuthException' } });
  return { kind: 'answer', status: 400, headers: { 'content-type': 'application/json' }, body };
}

describe('a card that asks', () => {
  test('goes through the same outbox and is counted from its answer', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    const [planned] = await world.plan([person.id]);
    await world.dispatchFor(5 * SECOND);
    expect(world.states()).toEqual({ 'optin sent': 1 });
    expect(world.accepted('optin')).toBe(1);
    expect(planned?.kind === 'planned' && world.request(planned.deliveryId)['asked_at_ms']).not.toBeNull();
  });

  test('is not planned twice for a person, and not after the window is over', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    const again = await world.plan([person.id], { card: { ...CARD, title: 'Cakes' } });
    expect(again).toMatchObject([{ kind: 'not', reason: 'oncePerWindow' }]);
    await world.pass(25 * HOUR);
    expect(await world.plan([person.id])).toMatchObject([{ kind: 'not', needsMessage: true }]);
  });

  test('that is still waiting when the window closes is missed and says so, also while the account does not send', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    await world.pass(25 * HOUR);
    await world.dispatchFor(5 * SECOND);
    expect(world.states()).toEqual({ 'optin missed/messagingWindowClosed': 1 });
    expect(world.accepted('optin')).toBe(0);
  });

  test('whose answer is lost is found in the conversation, and nobody is asked twice', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    world.onRequest = ({ method, path }) => (method === 'POST' && path.endsWith('/messages') ? 'lose' : 'carry');
    await world.dispatchFor(30 * SECOND);
    expect(world.states()).toEqual({ 'optin sent/provenByConversation': 1 });
    expect(world.accepted('optin')).toBe(1);
  });

  test('that never reached the conversation goes on counting and waits for a person', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    const [planned] = await world.plan([person.id]);
    world.onRequest = ({ method, path }) =>
      method === 'POST' && path.endsWith('/messages') ? { kind: 'broken', why: 'cut' } : 'carry';
    await world.dispatchFor(MINUTE);
    expect(world.states()).toEqual({ 'optin uncertain/uncertainAnswer': 1 });
    if (planned?.kind !== 'planned') throw new Error('It was not planned.');
    const decided = { id: planned.deliveryId, verdict: 'drop', at: world.clock.now(), coolDownMs: 0 } as const;
    await world.store.write('settling.byPerson', decided);
    expect(world.states()).toEqual({ 'optin failed/personDropped': 1 });
    expect(await world.plan([person.id])).toMatchObject([{ kind: 'not', reason: 'sameTitle' }]);
  });

  test('whose answer is lost is settled by the yes that follows', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    world.onRequest = ({ method, path }) =>
      path.includes('conversations') ? { kind: 'broken', why: 'down' } : method === 'POST' ? 'lose' : 'carry';
    await world.dispatchFor(20 * SECOND);
    expect(world.states()).toEqual({ 'optin uncertain/uncertainAnswer': 1 });
    await world.yes(person.id, person.scopedId, CARD.title ?? '');
    await world.dispatchFor(20 * SECOND);
    expect(world.states()).toEqual({ 'optin sent/provenByOptIn': 1 });
  });

  test.each([
    [613, 1_893_016, 'failed/askedElsewhere', 'sameTitle'],
    [9, 2_018_352, 'failed/askLimit', 'planned'],
    [10, 2_018_278, 'failed/messagingWindowClosed', 'noMessageYet'],
    [10, 2_534_022, 'failed/messagingWindowClosed', 'noMessageYet'],
    [10, 1_404_170, 'failed/askingBarred', 'askingBarred'],
  ])('refused with %i/%i ends as %s, and asking again is then: %s', async (code, subcode, state, next) => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    world.onRequest = ({ method }) => (method === 'POST' ? refusal(code, subcode) : 'carry');
    await world.dispatchFor(10 * SECOND);
    expect(world.states()).toEqual({ [`optin ${state}`]: 1 });
    const [again] = await world.plan([person.id]);
    expect(again?.kind === 'not' ? again.reason : again?.kind).toBe(next);
  });

  test('the bar stands on the account for a day, and can be asked for without any person', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    expect(await world.store.read('ask.barredUntil', { accountId: world.account })).toBeNull();
    await world.plan([person.id]);
    world.onRequest = ({ method }) => (method === 'POST' ? refusal(10, 1_404_170) : 'carry');
    const before = world.clock.now();
    await world.dispatchFor(10 * SECOND);
    const until = await world.store.read('ask.barredUntil', { accountId: world.account });
    expect((until ?? 0) - before).toBeGreaterThanOrEqual(BARRED_MS);
    expect((until ?? 0) - before).toBeLessThanOrEqual(BARRED_MS + 10 * SECOND);
  });

  test("that met Meta's own error (-1/2018012) goes once more, then asks for a picture", async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    let posts = 0;
    world.onRequest = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/messages')) return 'carry';
      posts += 1;
      return refusal(-1, 2_018_012);
    };
    await world.dispatchFor(2 * MINUTE);
    expect(posts).toBe(2);
    expect(world.states()).toEqual({ 'optin failed/askNeedsImage': 1 });
    expect(await world.plan([person.id])).toMatchObject([{ kind: 'planned' }]);
  });
});

describe('follow-ups after a yes', () => {
  const THREE = ['Welcome!', 'We bake on Fridays.', 'This message was sent automatically.'];

  test('go out in order within two minutes, and do not use up the day', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id], { followUps: THREE });
    await world.dispatchFor(5 * SECOND);
    const token = await world.yes(person.id, person.scopedId, CARD.title ?? '');
    await world.dispatchFor(20 * SECOND);
    expect(world.states()).toEqual({ 'followup sent': 3, 'optin sent': 1 });
    expect(world.accepted('followup')).toBe(3);
    expect(world.db.prepare('SELECT count(*) AS n FROM token_ledger WHERE token_id = ?').get(token)).toEqual({ n: 0 });
  });

  test('heard of too late stand as missed, with the reason, and nothing goes', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id], { followUps: THREE });
    await world.dispatchFor(5 * SECOND);
    const optedInAt = world.clock.now();
    await world.pass(3 * MINUTE);
    await world.yes(person.id, person.scopedId, CARD.title ?? '', optedInAt);
    await world.dispatchFor(5 * SECOND);
    expect(world.states()).toEqual({ 'followup missed/followUpTooLate': 3, 'optin sent': 1 });
    expect(world.accepted('followup')).toBe(0);
  });

  test('of which one is uncertain: none of the rest goes, and it is never sent again', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id], { followUps: THREE });
    await world.dispatchFor(5 * SECOND);
    await world.yes(person.id, person.scopedId, CARD.title ?? '');
    world.onRequest = ({ method, path }) =>
      method === 'POST' && path.endsWith('/messages') ? { kind: 'broken', why: 'cut' } : 'carry';
    await world.dispatchFor(30 * SECOND);
    expect(world.states()).toEqual({
      'followup failed/undecided': 1,
      'followup skipped/followUpBroken': 2,
      'optin sent': 1,
    });
  });

  test('stop when the person does', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id], { followUps: THREE });
    await world.dispatchFor(5 * SECOND);
    const token = await world.yes(person.id, person.scopedId, CARD.title ?? '');
    world.db.prepare('UPDATE notification_token SET stopped_at_ms = ? WHERE id = ?').run(world.clock.now(), token);
    await world.dispatchFor(5 * SECOND);
    expect(world.states()).toEqual({ 'followup skipped/stopped': 3, 'optin sent': 1 });
  });
});
