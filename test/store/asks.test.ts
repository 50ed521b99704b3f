import { describe, expect, test } from 'vitest';
import { selectAll, selectOne } from '#engine/store/database.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { AskWorld, ago, CARD } from '#test/support/ask-world.ts';
import { insertRow } from '#test/support/workspace-rows.ts';

const OTHER_CARD = { ...CARD, title: 'Cakes on Sundays' };

/** A world whose person may be asked as often as they like, as far as our own guard goes. */
async function unguarded(): Promise<AskWorld> {
  const world = new AskWorld();
  await world.store.write('setting.write', { key: 'ask.oncePerWindow', value: 'off' });
  return world;
}

describe('a person with a card on its way', () => {
  test('is not asked by another one, whatever our own guard says', async () => {
    const world = await unguarded();
    const { id } = world.personWhoWrote(0);
    await world.plan([id]);
    expect(await world.plan([id], { card: OTHER_CARD })).toMatchObject([{ kind: 'not', reason: 'askOpen' }]);
  });

  test('who writes again before it leaves is not asked by another one either', async () => {
    const world = new AskWorld();
    const { id } = world.personWhoWrote(0);
    await world.plan([id]);
    await world.pass(MINUTE);
    await world.store.write('ask.noteInbound', { recipientId: id, at: world.clock.now(), openedBy: 'message' });
    expect(await world.plan([id], { card: OTHER_CARD })).toMatchObject([{ kind: 'not', reason: 'askOpen' }]);
  });

  test('named twice in one go is asked once, and the second says why not', async () => {
    const world = await unguarded();
    const { id } = world.personWhoWrote(0);
    const planned = await world.plan([id, id]);
    expect(planned).toMatchObject([{ kind: 'planned' }, { kind: 'not', reason: 'sameTitle' }]);
  });
});

describe('a card that has not left', () => {
  test('goes no more when the person is never to be messaged again', async () => {
    const world = new AskWorld();
    const { id } = world.personWhoWrote(0);
    await world.plan([id]);
    const taken = await world.store.write('person.suppress', { recipientId: id, at: world.clock.now() });
    expect(taken).toEqual({ takenBack: 1 });
    expect(world.states()).toEqual({ 'optin skipped/suppressed': 1 });
  });

  test('goes no more when the person stops a permission they gave earlier, and the follow-ups of that one neither', async () => {
    const world = await unguarded();
    const { id, scopedId } = world.personWhoWrote(0);
    await world.plan([id], { followUps: ['Welcome!'] });
    await world.dispatchFor(2 * SECOND);
    const tokenId = await world.yes(id, scopedId, CARD.title ?? '');
    await world.plan([id], { card: OTHER_CARD });
    const at = world.clock.now();
    const taken = await world.store.write('token.stop', { tokenId, at, recordedAt: at, source: 'person' });
    expect(taken).toEqual({ takenBack: 2 });
    expect(world.states()).toEqual({ 'followup skipped/stopped': 1, 'optin sent': 1, 'optin skipped/stopped': 1 });
  });

  test('has as long as the window that the next message opens', async () => {
    const world = new AskWorld();
    const { id, scopedId } = world.personWhoWrote(0);
    await world.plan([id]);
    await world.clock.advance(20 * HOUR);
    world.act(scopedId, 'message');
    await world.store.write('ask.noteInbound', { recipientId: id, at: world.clock.now(), openedBy: 'message' });
    await world.clock.advance(5 * HOUR);
    await world.dispatchFor(2 * SECOND);
    expect(world.states()).toEqual({ 'optin sent': 1 });
  });

  test('of a restored database is given up and counts as asked, for the lost one may have sent it', async () => {
    const world = new AskWorld();
    const { id } = world.personWhoWrote(0);
    const [planned] = await world.plan([id]);
    const dueAt = world.clock.now();
    await world.clock.advance(HOUR);
    const at = world.clock.now();
    await world.store.write('recovery.missRestored', { accountId: world.account, restoredAt: at, at });
    expect(world.states()).toEqual({ 'optin missed/restored': 1 });
    expect(planned?.kind === 'planned' && world.request(planned.deliveryId)['asked_at_ms']).toBe(dueAt);
    expect(await world.plan([id])).toMatchObject([{ kind: 'not', reason: 'sameTitle' }]);
  });
});

describe('a yes', () => {
  test('from before the card left is no answer to it, and brings no follow-ups', async () => {
    const world = new AskWorld();
    const { id, scopedId } = world.personWhoWrote(0);
    const early = ago(world, 10 * MINUTE);
    await world.plan([id], { followUps: ['Welcome!'] });
    await world.dispatchFor(2 * SECOND);
    await world.yes(id, scopedId, CARD.title ?? '', early);
    expect(world.states()).toEqual({ 'optin sent': 1 });
    expect(selectOne(world.db, 'SELECT answered_at_ms FROM opt_in_request')).toEqual({ answered_at_ms: null });
  });

  test('keeps its permission from going with the import that brought it', async () => {
    const world = new AskWorld();
    const { id, scopedId } = world.personWhoWrote(0);
    await world.plan([id]);
    await world.dispatchFor(2 * SECOND);
    const tokenId = await world.yes(id, scopedId, CARD.title ?? '');
    const importId = insertRow(world.db, 'import', {
      account_id: world.account,
      source: 'sync',
      state: 'applied',
      rows: 1,
      new: 1,
      changed: 0,
      unchanged: 0,
      flagged: 0,
      rejected: 0,
      applied_at_ms: world.clock.now(),
      first_recipient_id: 0,
      last_recipient_id: 0,
      first_token_id: tokenId,
      last_token_id: tokenId,
      last_delivery_id: 0,
      facts_at_ms: world.clock.now(),
    });
    world.db.prepare('UPDATE notification_token SET last_import_id = ? WHERE id = ?').run(importId, tokenId);
    const undone = await world.store.write('import.undo', { importId: importId as never, at: world.clock.now() });
    expect(undone.kept).toMatchObject([{ code: 'holdsDelivery' }]);
    expect(selectAll(world.db, 'PRAGMA foreign_key_check')).toEqual([]);
  });
});

describe('a refusal for a closed window', () => {
  test('does not close the window a message opened while the card was on its way', async () => {
    const world = new AskWorld();
    const { id } = world.personWhoWrote(0);
    await world.plan([id]);
    world.onRequest = ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/messages')) return 'carry';
      const later = addMs(world.clock.now(), SECOND);
      void world.store.write('ask.noteInbound', { recipientId: id, at: later, openedBy: 'message' });
      const error = { code: 10, error_subcode: 2_018_278, message: 'refused', type: 'OAuthException' };
      return {
        kind: 'answer',
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ error }),
      };
    };
    await world.dispatchFor(2 * SECOND);
    expect(world.states()).toEqual({ 'optin failed/messagingWindowClosed': 1 });
    expect(selectOne(world.db, 'SELECT last_inbound_at_ms IS NOT NULL AS open FROM recipient')).toEqual({ open: 1 });
  });
});

describe('people who are erased', () => {
  test('leave nothing of their cards behind, and are not asked when they write again', async () => {
    const world = new AskWorld();
    const { id, scopedId } = world.personWhoWrote(0);
    await world.plan([id], { followUps: ['Welcome!'] });
    await world.dispatchFor(2 * SECOND);
    await world.yes(id, scopedId, CARD.title ?? '');
    await world.store.write('upkeep.ensureIds', { databaseId: 'd'.repeat(32), salt: 's'.repeat(64) });
    await world.store.write('person.erase', { recipientId: id, at: world.clock.now() });
    for (const table of ['delivery', 'attempt', 'opt_in_request', 'follow_up', 'notification_token', 'recipient']) {
      expect(selectOne(world.db, `SELECT count(*) AS n FROM ${table}`), table).toEqual({ n: 0 });
    }
    expect(selectAll(world.db, 'PRAGMA foreign_key_check')).toEqual([]);
    await world.clock.advance(DAY);
    const writer = { accountId: world.account, recipient: scopedId as never, name: null, at: world.clock.now() };
    await world.store.write('ask.noteWriter', writer);
    const back = Number(selectOne(world.db, 'SELECT id FROM recipient')?.['id']);
    expect(await world.plan([back as never])).toMatchObject([{ kind: 'not', reason: 'suppressed' }]);
  });
});

describe('follow-ups written on the spot', () => {
  test('go after those that were prepared, and never more than three in all', async () => {
    const world = new AskWorld();
    const { id, scopedId } = world.personWhoWrote(0);
    await world.plan([id], { followUps: ['Welcome!', 'We bake on Fridays.'] });
    await world.dispatchFor(2 * SECOND);
    const tokenId = await world.yes(id, scopedId, CARD.title ?? '');
    const yes = await world.store.read('followUp.yes', { tokenId });
    if (yes === null) throw new Error('There is no yes.');
    const more = { ...yes, tokenId, at: world.clock.now(), rules: world.rules, messages: ['{"text":"And cake!"}'] };
    expect(await world.store.write('followUp.plan', more)).toBe(1);
    await expect(world.store.write('followUp.plan', more)).rejects.toThrow('At most 3 follow-ups');
    await world.dispatchFor(20 * SECOND);
    expect(world.states()).toEqual({ 'followup sent': 3, 'optin sent': 1 });
  });
});

describe("a person's word on a card", () => {
  test('decides no message of a campaign, which has a wait between messages of its own', async () => {
    const world = new AskWorld();
    const { id } = world.personWhoWrote(0);
    const token = insertRow(world.db, 'notification_token', {
      account_id: world.account,
      recipient_id: id,
      token: '77',
    });
    const delivery = insertRow(world.db, 'delivery', {
      kind: 'marketing',
      account_id: world.account,
      campaign_id: world.addDraft('Bread', ['Bread']),
      recipient_id: id,
      token_id: token,
      state: 'uncertain',
      reason: 'uncertainAnswer',
      due_at_ms: 1,
      last_at_ms: 2,
      attempts: 1,
    });
    insertRow(world.db, 'attempt', { delivery_id: delivery, number: 1, started_at_ms: 1, deadline_at_ms: 2 });
    const word = { id: delivery as never, verdict: 'sent', at: world.clock.now() } as const;
    expect(await world.store.write('settling.directByPerson', word)).toBe(false);
    expect(world.states()).toEqual({ 'marketing uncertain/uncertainAnswer': 1 });
  });
});
