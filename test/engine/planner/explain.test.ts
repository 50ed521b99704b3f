import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '#engine/planner/explain.ts';
import { launch, openPlan, type PlannerParts } from '#engine/planner/planner.ts';
import { execute, type SqlValue, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { addDraft } from '#test/support/campaigns.ts';
import { LAUNCH_AT, storeWorld, worlds } from '#test/support/plan-world.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { emptyWorkspace, insertAccountRow, insertPersonRows, insertRow } from '#test/support/workspace-rows.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const AT = Date.parse('2026-11-20T12:00:00Z') as EpochMs; // a valid text
const DUE = Date.parse('2026-11-27T10:00:00+01:00');
const TOKEN = '61773416479101';

type Workspace = {
  readonly db: WritableDb;
  readonly parts: PlannerParts;
  readonly account: number;
  readonly id: CampaignId;
};

async function workspace(columns: Readonly<Record<string, SqlValue>> = {}): Promise<Workspace> {
  const db = emptyWorkspace();
  const parts = { store: openInlineStore(db), zones: loadZoneTable(), rulePacks: loadRulePacks() };
  const account = insertAccountRow(db);
  const { token } = insertPersonRows(db, account, 1, columns);
  insertRow(db, 'token_ledger', { token_id: token });
  return { db, parts, account, id: await addDraft(parts.store, account, {}, ['Weekly offers']) };
}

async function launched(columns: Readonly<Record<string, SqlValue>> = {}): Promise<Workspace> {
  const all = await workspace(columns);
  await launch(all.parts, all.id, AT, { approvedBy: 'test', acceptPaceLoss: false });
  return all;
}

describe('before the launch', () => {
  test('tells when a message goes out, in the words of the person', async () => {
    const { parts, id } = await workspace();
    expect(await explain(parts, id, TOKEN, AT)).toMatchObject({
      verdict: 'will',
      reason: null,
      sentence: 'If launched now, it goes out on Fri 27 Nov 2026, 10:00 (Europe/Rome).',
      dueAt: DUE,
      earliestAt: null,
    });
  });

  test('tells why not, by which rule, and when it becomes possible', async () => {
    const { db, parts, id } = await workspace();
    execute(db, 'UPDATE token_ledger SET last_accepted_at_ms = ?', [DUE - 3_600_000]);
    const told = await explain(parts, id, TOKEN, AT);
    expect(told.rule.source).toContain('seeds/004');
    expect(told).toMatchObject({
      verdict: 'wont',
      reason: 'coolDown',
      sentence: 'The last message to this person was too short a time ago; the wait between messages is not over then.',
      rule: { id: 'coolDown' },
      dueAt: DUE,
      earliestAt: DUE + 23 * 3_600_000,
    });
  });

  test('says whose time it is where the platform, not our last send, makes people wait', async () => {
    const { db, parts, id } = await workspace();
    const next = DUE + 9 * 24 * 3_600_000;
    execute(
      db,
      `UPDATE token_ledger SET next_eligible_at_ms = ?, next_eligible_source = 'platform', next_eligible_read_at_ms = ?`,
      [next, AT],
    );
    const told = await explain(parts, id, TOKEN, AT);
    const expected = {
      verdict: 'wont',
      reason: 'coolDown',
      sentence: 'Meta says this person can get the next one from Sun 6 Dec 2026, 10:00 (Europe/Rome).',
      rule: { id: 'nextEligibleTime', source: 'seeds/004, next_eligible_time' },
      earliestAt: next,
    };
    expect(told).toMatchObject(expected);
    await launch(parts, id, AT, { approvedBy: 'test', acceptPaceLoss: false });
    expect(await explain(parts, id, TOKEN, AT)).toMatchObject(expected);
  });

  test('tells the time of somebody whose zone nobody knows in the zone of the account', async () => {
    const { db, parts, account } = await workspace();
    execute(db, 'UPDATE recipient SET zone = NULL');
    execute(db, 'UPDATE notification_token SET zone = NULL');
    const id = await addDraft(parts.store, account, { time: { kind: 'now' }, window: null });
    expect(await explain(parts, id, TOKEN, AT)).toMatchObject({
      verdict: 'will',
      sentence: 'If launched now, it goes out on Fri 20 Nov 2026, 12:00 (Etc/UTC).',
    });
  });

  test('says of every token the same as the plan', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const db = emptyWorkspace();
        const parts = { store: openInlineStore(db), zones: loadZoneTable(), rulePacks: loadRulePacks() };
        const { campaignId } = storeWorld(db, { ...world, pacePerSecond: 300 });
        const plan = await openPlan(parts, campaignId as CampaignId, LAUNCH_AT); // row id
        for await (const row of plan.rows()) {
          if (row.reason === 'paceTooSlow') continue;
          const told = await explain(parts, campaignId as CampaignId, row.token, LAUNCH_AT); // row id
          expect(told).toMatchObject({
            verdict: row.state === 'scheduled' ? 'will' : 'wont',
            reason: row.reason,
            dueAt: row.dueAt,
            earliestAt: row.earliestAt,
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('refuses a token the account does not hold', async () => {
    const { parts, id } = await workspace();
    await expect(explain(parts, id, '999', AT)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('after the launch', () => {
  const set = (db: WritableDb, state: string, reason: string | null): void => {
    const isFinal = !['scheduled', 'sending', 'uncertain'].includes(state);
    if (state !== 'scheduled') execute(db, `UPDATE delivery SET state = 'sending'`);
    if (state === 'cancelled') execute(db, `UPDATE delivery SET state = 'uncertain', reason = 'uncertainAnswer'`);
    execute(db, 'UPDATE delivery SET state = ?, reason = ?, finalized_at_ms = ?', [state, reason, isFinal ? AT : null]);
  };

  test.each([
    ['scheduled', null, 'will', 'It goes out on Fri 27 Nov 2026, 10:00 (Europe/Rome).'],
    ['scheduled', 'throttled', 'will', 'Meta took no more calls for a while; it is tried again. It goes out on'],
    ['sending', null, 'unknown', 'It is on its way to Meta right now.'],
    ['uncertain', 'uncertainAnswer', 'unknown', "We can't tell whether it arrived"],
    ['sent', null, 'did', 'It was accepted by Meta.'],
    ['sent', 'provenByReadBack', 'did', 'No answer came, but Meta shows that it was accepted.'],
    ['failed', 'platformStopped', 'wont', 'Meta answered that this person asked for no more messages.'],
    ['failed', 'undecided', 'unknown', "We can't tell whether it arrived"],
    ['missed', 'late', 'wont', 'Its time passed while this computer could not send'],
    ['cancelled', 'personCancelled', 'wont', 'Somebody here took it back'],
  ] as const)('a delivery that is %s (%s) is told as "%s"', async (state, reason, verdict, sentence) => {
    const { db, parts, id } = await launched();
    set(db, state, reason);
    const told = await explain(parts, id, TOKEN, AT);
    expect(told).toMatchObject({ verdict, reason, dueAt: DUE });
    expect(told.sentence).toContain(sentence);
    expect(told.rule.source).not.toBe('');
  });

  test('a refusal names the code of the platform', async () => {
    const { db, parts, id } = await launched();
    set(db, 'failed', 'platformRefused');
    insertRow(db, 'attempt', {
      delivery_id: 1,
      number: 1,
      started_at_ms: AT,
      deadline_at_ms: AT,
      finished_at_ms: AT,
      outcome: 'stopped',
      code: 10,
      subcode: 1_893_015,
    });
    expect((await explain(parts, id, TOKEN, AT)).sentence).toMatch(/10\/1893015\.$/);
  });

  test('a skipped one keeps its reason and its earliest instant', async () => {
    const { parts, id } = await launched({ stopped_at_ms: 1 });
    expect(await explain(parts, id, TOKEN, AT)).toMatchObject({ verdict: 'wont', reason: 'stopped', earliestAt: null });
  });

  test('a paused campaign promises nothing', async () => {
    const { parts, id } = await launched();
    await parts.store.write('campaign.pause', { id });
    expect(await explain(parts, id, TOKEN, AT)).toMatchObject({ verdict: 'unknown', reason: 'campaignPaused' });
  });

  test('people who came later, or for other topics, are told apart', async () => {
    const { db, parts, account, id } = await launched();
    insertPersonRows(db, account, 2);
    insertPersonRows(db, account, 3, { topic: 'News' });
    const [late, other] = [
      await explain(parts, id, '61773416479102', AT),
      await explain(parts, id, '61773416479103', AT),
    ];
    expect([late.verdict, late.reason, other.verdict, other.reason]).toEqual(['wont', null, 'wont', 'notInAudience']);
    expect(late.sentence).toMatch(/not among your people yet/);
    expect(other.sentence).toBe('This message is for other topics.');
  });
});
