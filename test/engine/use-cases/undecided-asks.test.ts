import { expect, test } from 'vitest';
import { selectAll } from '#engine/store/database.ts';
import { epochMs } from '#shared/time/instant.ts';
import { insertUndecidedCard, insertUndecidedOnToken } from '#test/support/undecided-rows.ts';
import { useCasesOn } from '#test/support/use-case-context.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
} from '#test/support/workspace-rows.ts';

const AT = epochMs(Date.parse('2026-11-21T08:00:00Z'));

/** An uncertain card, follow-up, test and campaign message, each to somebody else. */
function undecidedOfEachKind() {
  const db = emptyWorkspace();
  const account = insertAccountRow(db);
  const [one, two, three, four] = [1, 2, 3, 4].map((number) => insertPersonRows(db, account, number));
  if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('Too few.');
  const campaign = insertCampaignRow(db, account, { name: 'Friday' });
  insertUndecidedCard(db, { account, recipient: one.recipient }, 'Fresh bread', AT);
  insertUndecidedOnToken(db, { account, ...two }, 'Welcome!', AT);
  insertUndecidedOnToken(db, { account, campaign, ...three }, '', AT);
  insertDeliveryRow(db, { account, campaign, ...four }, 'uncertain', { reason: 'uncertainAnswer', next_at_ms: null });
  return { db, run: useCasesOn(db).run };
}

test('cards, follow-ups and tests that wait for a person stand on Today by account, beside the messages of campaigns', async () => {
  const { run } = undecidedOfEachKind();
  const { attention } = await run('today.read', {});
  expect(attention.filter(({ kind }) => kind === 'uncertain' || kind === 'cards')).toEqual([
    { kind: 'uncertain', campaign: 'c1', name: 'Friday', messages: 1, waiting: 1 },
    { kind: 'cards', account: 'a1', name: 'Corner Shop', messages: 3, waiting: 3 },
  ]);
});

test('each of them is listed where it is decided, by what it is about, and decided once', async () => {
  const { db, run } = undecidedOfEachKind();
  const listed = await run('ask.undecided', { account: 'a1' });
  expect(listed.map(({ kind, about, isWaiting }) => [kind, about, isWaiting])).toEqual([
    ['optin', 'Fresh bread', true],
    ['followup', 'Welcome!', true],
    ['test', 'Friday', true],
  ]);
  for (const { id } of listed) await run('ask.decide', { request: id, verdict: 'sent' });
  expect(await run('ask.undecided', { account: 'a1' })).toEqual([]);
  // The test counts as the tester's message of the day.
  expect(selectAll(db, 'SELECT token_id, last_accepted_at_ms FROM token_ledger ORDER BY token_id')).toContainEqual({
    token_id: 3,
    last_accepted_at_ms: AT + 1,
  });
  await expect(run('ask.decide', { request: 'd1', verdict: 'drop' })).rejects.toMatchObject({ code: 'wrongState' });
  // A message of a campaign is decided with its campaign.
  await expect(run('ask.decide', { request: 'd4', verdict: 'sent' })).rejects.toMatchObject({ code: 'wrongState' });
});
