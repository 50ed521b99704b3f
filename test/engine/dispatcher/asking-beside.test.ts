import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '#engine/ports.ts';
import { selectOne } from '#engine/store/database.ts';
import { selectDue } from '#engine/store/operations/claims-candidates.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { AskWorld, CARD } from '#test/support/ask-world.ts';
import { insertRow } from '#test/support/workspace-rows.ts';

const isSend = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && path.endsWith('/messages');

/** A message of a campaign to a permission, in a state of its own. */
function addCampaignMessage(world: AskWorld, tokenId: number, state: 'scheduled' | 'uncertain'): number {
  const campaign = world.addDraft('Bread', ['Bread']);
  const at = world.clock.now();
  const delivery = insertRow(world.db, 'delivery', {
    kind: 'marketing',
    account_id: world.account,
    campaign_id: campaign,
    recipient_id: Number(selectOne(world.db, 'SELECT recipient_id FROM notification_token')?.['recipient_id']),
    token_id: tokenId,
    state,
    reason: state === 'uncertain' ? 'uncertainAnswer' : null,
    due_at_ms: at,
    last_at_ms: at + MINUTE,
    next_at_ms: state === 'uncertain' ? null : at,
    attempts: state === 'uncertain' ? 1 : 0,
  });
  if (state === 'scheduled') return campaign;
  insertRow(world.db, 'attempt', { delivery_id: delivery, number: 1, started_at_ms: at, deadline_at_ms: at + SECOND });
  return campaign;
}

describe('follow-ups beside other messages', () => {
  test('wait while another message on the permission is undecided, and never hold up the account', async () => {
    const world = new AskWorld();
    const [asked, other] = [world.personWhoWrote(0), world.personWhoWrote(1)];
    await world.plan([asked.id], { followUps: ['Welcome!'] });
    await world.dispatchFor(2 * SECOND);
    const tokenId = await world.yes(asked.id, asked.scopedId, CARD.title ?? '');
    addCampaignMessage(world, tokenId, 'uncertain');
    await world.plan([other.id]);
    await world.dispatchFor(4 * SECOND);
    expect(world.states()).toMatchObject({ 'followup scheduled': 1, 'optin sent': 2 });
    await world.pass(3 * MINUTE);
    await world.dispatchFor(2 * SECOND);
    expect(world.states()).toMatchObject({ 'followup missed/followUpTooLate': 1 });
  });

  test('that never arrived are not taken for the one before, which stands in the conversation', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id], { followUps: ['Welcome!', 'We bake on Fridays.'] });
    await world.dispatchFor(2 * SECOND);
    await world.yes(person.id, person.scopedId, CARD.title ?? '');
    let posts = 0;
    const cut: HttpAnswer = { kind: 'broken', why: 'cut' };
    world.onRequest = (request) => {
      if (isSend(request)) posts += 1;
      return isSend(request) && posts === 2 ? cut : 'carry';
    };
    await world.dispatchFor(30 * SECOND);
    expect(world.states()).toEqual({ 'followup failed/undecided': 1, 'followup sent': 1, 'optin sent': 1 });
  });
});

describe('cards beside campaigns', () => {
  test("that meet Meta's own error, one after another, do not stop the account's sending", async () => {
    const world = new AskWorld();
    await world.plan([0, 1, 2, 3, 4].map((number) => world.personWhoWrote(number).id));
    const error = { code: -1, error_subcode: 2_018_012, message: 'unexpected', type: 'OAuthException' };
    const headers = { 'content-type': 'application/json' };
    world.onRequest = (request) =>
      isSend(request) ? { kind: 'answer', status: 400, headers, body: JSON.stringify({ error }) } : 'carry';
    await world.dispatchFor(5 * SECOND);
    expect(selectOne(world.db, 'SELECT state, stop_reason FROM account')).toEqual({
      state: 'active',
      stop_reason: null,
    });
  });

  test('that fill a group leave no room for the first message of a campaign', async () => {
    const world = new AskWorld();
    const person = world.personWhoWrote(0);
    await world.plan([person.id]);
    await world.dispatchFor(2 * SECOND);
    const tokenId = await world.yes(person.id, person.scopedId, CARD.title ?? '');
    const id = addCampaignMessage(world, tokenId, 'scheduled');
    const asked = {
      accountId: world.account,
      campaigns: [{ id: id as never, isProven: false }],
      at: world.clock.now(),
    };
    expect(selectDue(world.db, { ...asked, limit: 0 })).toEqual([]);
    expect(selectDue(world.db, { ...asked, limit: 5 })).toHaveLength(1);
  });
});
