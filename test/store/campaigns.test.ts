import { describe, expect, test } from 'vitest';
import { launch, type PlannerParts } from '#engine/planner/planner.ts';
import { execute, selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { DeliveryLine } from '#engine/store/operations/campaigns-deliveries.ts';
import type { Store } from '#engine/store/store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { addDraft } from '#test/support/campaigns.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { emptyWorkspace, insertAccountRow, insertPersonRows } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const zones = loadZoneTable();
const rulePacks = loadRulePacks();
const AT = Date.parse('2026-11-20T12:00:00Z') as EpochMs; // a valid text

/** A launched campaign to five people, two of whom are stopped. */
async function launched(): Promise<{ readonly db: WritableDb; readonly store: Store; readonly id: CampaignId }> {
  const db = emptyWorkspace();
  const parts: PlannerParts = { store: openInlineStore(db), zones, rulePacks };
  const account = insertAccountRow(db);
  for (let i = 0; i < 5; i += 1) insertPersonRows(db, account, i, { stopped_at_ms: i < 2 ? 1 : null });
  const id = await addDraft(parts.store, account);
  await launch(parts, id, AT, { approvedBy: 'test', acceptPaceLoss: false });
  return { db, store: parts.store, id };
}

/** Puts the first waiting delivery into a state, as the dispatcher would on its way. */
function advance(db: WritableDb, states: readonly string[]): void {
  const first =
    selectAll(db, `SELECT id FROM delivery WHERE state = 'scheduled' ORDER BY id LIMIT 1`)[0]?.['id'] ?? null;
  for (const state of states) {
    const isFinal = state === 'sent' || state === 'failed';
    execute(db, 'UPDATE delivery SET state = ?, reason = ?, finalized_at_ms = ? WHERE id = ?', [
      state,
      state === 'uncertain' ? 'uncertainAnswer' : null,
      isFinal ? AT : null,
      first,
    ]);
  }
}

describe('status', () => {
  test('adds up: planned is the sum of the rest', async () => {
    const { db, store, id } = await launched();
    advance(db, ['sending', 'sent']);
    advance(db, ['sending', 'uncertain']);
    advance(db, ['sending']);
    expect(await store.read('campaign.status', { id })).toEqual({
      state: 'scheduled',
      pauseReason: null,
      planned: 5,
      sent: 1,
      failed: 0,
      skipped: 2,
      missed: 0,
      cancelled: 0,
      uncertain: 1,
      pending: 1,
      reasons: [
        { state: 'skipped', reason: 'stopped', count: 2 },
        { state: 'uncertain', reason: 'uncertainAnswer', count: 1 },
      ],
    });
    expect(await store.read('campaign.list', { accountId: null })).toMatchObject([
      { campaign: { id, name: 'Friday' }, counts: { planned: 5, sent: 1 } },
    ]);
  });

  test('of a campaign that is not there is refused by name', async () => {
    const { store } = await launched();
    await expect(store.read('campaign.status', { id: 42 as CampaignId })).rejects.toThrow(/no campaign c42/);
  });
});

describe('pause and resume', () => {
  test('a campaign of which nothing went yet goes back to scheduled, another to running', async () => {
    const { db, store, id } = await launched();
    expect(await store.write('campaign.pause', { id })).toEqual({ state: 'paused' });
    expect(await store.write('campaign.resume', { id })).toEqual({ state: 'scheduled' });
    advance(db, ['sending', 'sent']);
    await store.write('campaign.pause', { id });
    expect(await store.write('campaign.resume', { id })).toEqual({ state: 'running' });
  });

  test('a paused campaign of which nothing is left is finished when it is resumed', async () => {
    const { db, store, id } = await launched();
    for (let i = 0; i < 3; i += 1) advance(db, ['sending', 'sent']);
    await store.write('campaign.pause', { id });
    expect(await store.write('campaign.resume', { id })).toEqual({ state: 'finished' });
  });

  test('what is not allowed is refused with the states in which it is', async () => {
    const { store, id } = await launched();
    await expect(store.write('campaign.resume', { id })).rejects.toThrow(
      'is scheduled; only a campaign that is paused can be resumed.',
    );
    await store.write('campaign.pause', { id });
    await expect(store.write('campaign.pause', { id })).rejects.toMatchObject({ code: 'wrongState' });
    const draft = await addDraft(store, 1);
    await expect(store.write('campaign.cancel', { id: draft, at: AT })).rejects.toThrow(/is draft/);
  });
});

describe('cancel', () => {
  test('takes back everything that waits, at once, and leaves what is on the wire or undecided', async () => {
    const { db, store, id } = await launched();
    advance(db, ['sending', 'uncertain']);
    expect(await store.write('campaign.cancel', { id, at: AT })).toEqual({ state: 'cancelled', cancelled: 2 });
    expect(await store.read('campaign.status', { id })).toMatchObject({
      state: 'cancelled',
      cancelled: 2,
      uncertain: 1,
      pending: 0,
    });
    expect(
      selectAll(db, `SELECT DISTINCT reason, finalized_at_ms AS at FROM delivery WHERE state = 'cancelled'`),
    ).toEqual([{ reason: 'personCancelled', at: AT }]);
  });

  test('leaves other campaigns of the account alone', async () => {
    const { store, id } = await launched();
    const other = await addDraft(store, 1, { time: { kind: 'local', date: '2026-12-04', time: '10:00' } });
    await launch({ store, zones, rulePacks }, other, AT, { approvedBy: 'test', acceptPaceLoss: false });
    await store.write('campaign.cancel', { id, at: AT });
    expect(await store.read('campaign.status', { id: other })).toMatchObject({ pending: 3, cancelled: 0 });
  });
});

describe('deliveries', () => {
  test('come page by page, each once, with slot and outcome', async () => {
    const { db, store, id } = await launched();
    advance(db, ['sending', 'sent']);
    const seen: DeliveryLine[] = [];
    for (;;) {
      const after = seen.at(-1)?.id ?? null;
      const page = await store.read('campaign.deliveries', { campaignId: id, after, limit: 2 });
      seen.push(...page);
      if (page.length < 2) break;
    }
    expect(seen.map(({ state, local }) => [state, local])).toEqual([
      ['sent', '2026-11-27T10:00:00+01:00'],
      ['scheduled', '2026-11-27T10:00:00+01:00'],
      ['scheduled', '2026-11-27T10:00:00+01:00'],
      ['skipped', '2026-11-27T10:00:00+01:00'],
      ['skipped', '2026-11-27T10:00:00+01:00'],
    ]);
  });

  test('of a draft are none', async () => {
    const { store } = await launched();
    const draft = await addDraft(store, 1);
    expect(await store.read('campaign.deliveries', { campaignId: draft, after: null, limit: 9 })).toEqual([]);
  });
});

test('a campaign for an account that is not there is refused by name', async () => {
  const { store } = await launched();
  await expect(addDraft(store, 7)).rejects.toThrow(/no account a7/);
});
