import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { launch, openPlan, type PlannerParts, type PlanRow } from '#engine/planner/planner.ts';
import { execute, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { addDraft } from '#test/support/campaigns.ts';
import { LAUNCH_AT, storeWorld, worlds } from '#test/support/plan-world.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { emptyWorkspace, insertAccountRow, insertPersonRows } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const zones = loadZoneTable();
const rulePacks = loadRulePacks();
const AT = Date.parse('2026-11-20T12:00:00Z') as EpochMs; // a valid text
const APPROVAL = { approvedBy: 'test', acceptPaceLoss: false };

function workspace(): { readonly db: WritableDb; readonly parts: PlannerParts } {
  const db = emptyWorkspace();
  return { db, parts: { store: openInlineStore(db), zones, rulePacks } };
}

async function rowsOf(parts: PlannerParts, campaignId: CampaignId, at: EpochMs): Promise<readonly PlanRow[]> {
  const plan = await openPlan(parts, campaignId, at);
  const rows: PlanRow[] = [];
  for await (const row of plan.rows()) rows.push(row);
  await plan.close();
  return rows;
}

describe('a launch', () => {
  test('stores exactly what the plan of that instant says, scheduled rows first and in due order', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const { db, parts } = workspace();
        const campaignId = storeWorld(db, world).campaignId as CampaignId; // row id
        const planned = (await rowsOf(parts, campaignId, LAUNCH_AT)).filter((row) => row.reason !== 'notInAudience');
        const launched = await launch(parts, campaignId, LAUNCH_AT, { ...APPROVAL, acceptPaceLoss: true });
        const stored = selectAll(
          db,
          `SELECT t.token, d.state, d.due_at_ms AS dueAt, d.reason, d.earliest_at_ms AS earliestAt FROM delivery d
           JOIN notification_token t ON t.id = d.token_id WHERE d.campaign_id = ? ORDER BY d.id`,
          [campaignId],
        );
        // Rows cut by the pace stand behind those of their group that leave; nothing else is out of due order.
        expect(stored).toEqual(
          planned.map(({ token, state, dueAt, reason, earliestAt }) => ({ token, state, dueAt, reason, earliestAt })),
        );
        const { planned: all, pending, skipped } = await parts.store.read('campaign.status', { id: campaignId });
        expect({ all, pending, skipped }).toEqual({
          all: planned.length,
          pending: launched.scheduled,
          skipped: launched.skipped,
        });
        await parts.store.close();
      }),
      { numRuns: 100 },
    );
  });

  test('keeps what was approved: audience, message with its hash, schedule, rule pack and zone release', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    insertPersonRows(db, account, 1);
    const id = await addDraft(parts.store, account, {}, ['Weekly offers']);
    expect(await launch(parts, id, AT, APPROVAL)).toMatchObject({ state: 'scheduled', scheduled: 1, skipped: 0 });
    const hash = createHash('sha256').update('{"text":"Hello"}').digest('hex');
    expect(await parts.store.read('campaign.read', { id })).toMatchObject({ launchedAt: AT, messageHash: hash });
    expect(selectOne(db, 'SELECT * FROM campaign_version')).toMatchObject({
      approved_at_ms: AT,
      approved_by: 'test',
      topics_json: '["Weekly offers"]',
      message_hash: hash,
      rule_pack: 'seed',
      zone_release: '2026c',
    });
  });

  test('stores one slot a zone in use, as local text beside its instant', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    ['Europe/Rome', 'Asia/Kathmandu', 'Europe/Rome'].forEach((zone, i) => insertPersonRows(db, account, i, { zone }));
    await launch(parts, await addDraft(parts.store, account), AT, APPROVAL);
    expect(selectAll(db, 'SELECT zone, local FROM slot ORDER BY due_at_ms')).toEqual([
      { zone: 'Asia/Kathmandu', local: '2026-11-27T10:00:00+05:45' },
      { zone: 'Europe/Rome', local: '2026-11-27T10:00:00+01:00' },
    ]);
    expect(selectAll(db, 'SELECT s.zone FROM delivery d JOIN slot s ON s.id = d.slot_id ORDER BY d.id')).toEqual([
      { zone: 'Asia/Kathmandu' },
      { zone: 'Europe/Rome' },
      { zone: 'Europe/Rome' },
    ]);
  });

  test('tells each person in their own zone, and nobody in a zone that is not needed and not known', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    ['Asia/Kathmandu', 'Mars/X', null].forEach((zone, i) => insertPersonRows(db, account, i, { zone }));
    execute(db, 'UPDATE recipient SET zone = NULL');
    const all = { zone: 'Europe/Berlin', window: null } as const;
    const id = await addDraft(parts.store, account, all);
    const told = (await rowsOf(parts, id, AT)).map(({ state, zone, local }) => ({ state, zone, local }));
    expect(told).toEqual([
      { state: 'scheduled', zone: 'Asia/Kathmandu', local: '2026-11-27T14:45:00+05:45' },
      { state: 'scheduled', zone: null, local: null },
      { state: 'scheduled', zone: null, local: null },
    ]);
    expect(await launch(parts, id, AT, APPROVAL)).toMatchObject({ scheduled: 3 });
    expect(selectAll(db, 'SELECT zone, local FROM slot ORDER BY zone')).toEqual([
      { zone: null, local: null },
      { zone: 'Asia/Kathmandu', local: '2026-11-27T14:45:00+05:45' },
    ]);
  });

  test('does not store tokens outside the audience', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    insertPersonRows(db, account, 1, { topic: 'News' });
    insertPersonRows(db, account, 2, { topic: null });
    const id = await addDraft(parts.store, account, {}, ['Weekly offers']);
    expect(await rowsOf(parts, id, AT)).toMatchObject([
      { state: 'skipped', reason: 'notInAudience', dueAt: null },
      { state: 'skipped', reason: 'notInAudience', dueAt: null },
    ]);
    expect(await launch(parts, id, AT, APPROVAL)).toMatchObject({ state: 'finished', scheduled: 0 });
    expect(selectAll(db, 'SELECT * FROM delivery')).toEqual([]);
  });

  test('happens once', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    insertPersonRows(db, account, 1);
    const id = await addDraft(parts.store, account);
    await launch(parts, id, AT, APPROVAL);
    await expect(launch(parts, id, AT, APPROVAL)).rejects.toMatchObject({ code: 'wrongState' });
    await expect(openPlan(parts, id, AT)).rejects.toMatchObject({ code: 'wrongState' });
    expect(selectAll(db, 'SELECT * FROM delivery')).toHaveLength(1);
  });

  test('of a campaign or under limits that are not there is refused by name', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db, { rule_pack: 'mine' });
    const id = await addDraft(parts.store, account);
    await expect(launch(parts, 9 as CampaignId, AT, APPROVAL)).rejects.toThrow(/no campaign c9/);
    await expect(launch(parts, id, AT, APPROVAL)).rejects.toThrow(/"mine"/);
  });
});

describe('the pace', () => {
  const CROWD = 101;

  async function crowd(pace: number): Promise<{ db: WritableDb; parts: PlannerParts; id: CampaignId }> {
    const { db, parts } = workspace();
    const account = insertAccountRow(db, { pace_per_second: pace });
    for (let i = 0; i < CROWD; i += 1) insertPersonRows(db, account, i);
    const schedule = { lateMinutes: 1, time: { kind: 'local', date: '2026-11-27', time: '10:00' } } as const;
    return { db, parts, id: await addDraft(parts.store, account, schedule) };
  }

  test('lets 61 messages leave within a minute at one a second, and asks before it loses the other 40', async () => {
    const { db, parts, id } = await crowd(1);
    const plan = await openPlan(parts, id, AT);
    expect(plan.summary).toMatchObject({ scheduled: 61, paceTooSlow: 40, byReason: { paceTooSlow: 40 } });
    await expect(launch(parts, id, AT, APPROVAL)).rejects.toMatchObject({ code: 'confirmationNeeded' });
    expect(selectAll(db, 'SELECT * FROM delivery UNION ALL SELECT * FROM delivery')).toEqual([]);
    expect(selectAll(db, 'SELECT * FROM slot')).toEqual([]);
    expect(await parts.store.read('campaign.read', { id })).toMatchObject({ state: 'draft' });
    expect(await launch(parts, id, AT, { ...APPROVAL, acceptPaceLoss: true })).toMatchObject({
      scheduled: 61,
      skipped: 40,
    });
  });

  test('spreads the messages over the time they take, and says when the first and the last leave', async () => {
    const { parts, id } = await crowd(50);
    const rows = await rowsOf(parts, id, AT);
    const due = Date.parse('2026-11-27T10:00:00+01:00');
    expect(rows.map((row) => (row.leavesAt ?? 0) - due)).toEqual(Array.from({ length: CROWD }, (_, i) => i * 20));
    const { summary } = await openPlan(parts, id, AT);
    expect(summary).toMatchObject({
      firstLeaveAt: due,
      lastLeaveAt: due + 2_000,
      awake: [{ from: due, to: due + 3_600_000 }],
    });
  });

  test('goes on without asking when at most one in a hundred is lost', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db, { pace_per_second: 60 });
    for (let i = 0; i < CROWD; i += 1) insertPersonRows(db, account, i);
    // 1.659 seconds before the window ends: 100 of 101 messages leave at sixty a second.
    const at = Date.parse('2026-11-27T19:59:58.340+01:00') as EpochMs; // a valid text
    const id = await addDraft(parts.store, account, { time: { kind: 'instant', at } });
    expect(await launch(parts, id, AT, APPROVAL)).toMatchObject({ scheduled: CROWD - 1, paceTooSlow: 1 });
    expect(selectAll(db, `SELECT reason, earliest_at_ms AS at FROM delivery WHERE state = 'skipped'`)).toEqual([
      { reason: 'paceTooSlow', at: Date.parse('2026-11-28T09:00:00+01:00') },
    ]);
  });

  test('of one account is shared: what was launched earlier for the same instant leaves first', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db, { pace_per_second: 1 });
    [1, 2].forEach((i) => insertPersonRows(db, account, i, { topic: 'First' }));
    insertPersonRows(db, account, 3, { topic: 'Second' });
    await launch(parts, await addDraft(parts.store, account, {}, ['First']), AT, APPROVAL);
    const [row] = await rowsOf(parts, await addDraft(parts.store, account, {}, ['Second']), AT);
    expect((row?.leavesAt ?? 0) - (row?.dueAt ?? 0)).toBe(2_000);
  });
});

describe('a plan', () => {
  test('writes nothing to the file', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    insertPersonRows(db, account, 1);
    const id = await addDraft(parts.store, account);
    const before = db.serialize();
    await rowsOf(parts, id, AT);
    expect(db.serialize().equals(before)).toBe(true);
  });

  test('is gone once it is closed, and two may be open at a time', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    insertPersonRows(db, account, 1);
    const id = await addDraft(parts.store, account);
    const [one, two] = [await openPlan(parts, id, AT), await openPlan(parts, id, AT)];
    await one.close();
    await one.close();
    await expect(one.rows().next()).rejects.toMatchObject({ code: 'notFound' });
    expect(await two.rows().next()).toMatchObject({ value: { state: 'scheduled' } });
  });

  test('counts people by what is worth knowing before a launch', async () => {
    const { db, parts } = workspace();
    const account = insertAccountRow(db);
    const zonesGiven = ['Europe/Rome', 'W. Europe Standard Time', 'America/New_York', 'Mars/Olympus', null];
    zonesGiven.forEach((zone, i) => insertPersonRows(db, account, i, { zone }));
    insertPersonRows(db, account, 7, { topic: 'News' });
    insertPersonRows(db, account, 8, { stopped_at_ms: 1 });
    const time = { kind: 'local', date: '2027-03-28', time: '02:30' } as const;
    const id = await addDraft(parts.store, account, { time, window: null, unknownZone: 'Asia/Tokyo' }, [
      'Weekly offers',
    ]);
    const { summary } = await openPlan(parts, id, AT);
    expect(summary).toMatchObject({
      scheduled: 5,
      skipped: 1,
      byReason: { stopped: 1 },
      notInAudience: 1,
      moved: 0,
      gap: 2,
      overlap: 0,
      fallback: 2,
      zones: 4,
    });
    expect(summary.awake).toHaveLength(3);
  });
});
