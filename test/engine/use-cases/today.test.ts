import { describe, expect, test } from 'vitest';
import { execute, selectAll, type WritableDb } from '#engine/store/database.ts';
import { attemptQuery } from '#engine/store/operations/activity.ts';
import { writeSetting } from '#engine/store/operations/settings.ts';
import { COUNT_DUE, FIRST_DUE } from '#engine/store/operations/today.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { useCasesOn } from '#test/support/use-case-context.ts';
import {
  emptyWorkspace,
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';

/** 10:00 in Rome, where the computer of these tests stands. */
const NOW = Date.parse('2026-11-21T09:00:00Z');

const SCHEDULE = JSON.stringify({
  time: { kind: 'local', date: '2026-11-22', time: '10:00' },
  zone: 'recipient',
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: null,
});

/** A campaign that sends, with a person for each zone given, due at the instant given. */
function launched(
  db: WritableDb,
  account: number,
  due: readonly (readonly [zone: string | null, at: number])[],
  columns: Readonly<Record<string, string | number | null>> = {},
): number {
  const campaign = insertCampaignRow(db, account, { schedule_json: SCHEDULE, launched_at_ms: NOW - HOUR, ...columns });
  const ids = due.map(([zone, at], index) => {
    const local = zone === null ? null : '2026-11-22T10:00:00';
    const slot = { campaign_id: campaign, zone, local, due_at_ms: at, last_at_ms: at + HOUR };
    const slotId = insertRow(db, 'slot', slot);
    const person = insertPersonRows(db, account, campaign * 1_000 + index);
    const times = { due_at_ms: at, next_at_ms: at, last_at_ms: at + HOUR, slot_id: slotId };
    return insertDeliveryRow(db, { account, campaign, ...person }, 'scheduled', times);
  });
  execute(db, 'UPDATE campaign SET first_delivery_id = ?, last_delivery_id = ? WHERE id = ?', [
    ids[0] ?? null,
    ids.at(-1) ?? null,
    campaign,
  ]);
  return campaign;
}

describe('Today', () => {
  test('says what is missing before there is anything', async () => {
    const { run } = useCasesOn(emptyWorkspace());
    const { has, due, attention, recent } = await run('today.read', {});
    expect({ has, messages: due.messages, attention, recent }).toEqual({
      has: { accounts: false, people: false, campaigns: false },
      messages: 0,
      attention: [],
      recent: [],
    });
    expect(due.hours).toHaveLength(25);
    expect(due.hours[0]?.here.local).toBe('2026-11-21T10:00:00');
  });

  test('puts people whose clocks show the same on one line, at their hour and the one here', async () => {
    const db = emptyWorkspace();
    const tokyo = NOW + 2 * HOUR;
    const rome = NOW + 10 * HOUR;
    launched(db, insertAccountRow(db), [
      ['Asia/Tokyo', tokyo],
      ['Asia/Seoul', tokyo],
      ['Europe/Rome', rome],
      ['Europe/Rome', NOW + 30 * HOUR],
    ]);
    const { due } = await useCasesOn(db).run('today.read', {});
    expect(due.messages).toBe(3);
    expect(due.lines.map(({ kind, zones, messages }) => ({ kind, zones, messages }))).toEqual([
      { kind: 'clock', zones: ['Asia/Seoul', 'Asia/Tokyo'], messages: 2 },
      { kind: 'clock', zones: ['Europe/Rome'], messages: 1 },
    ]);
    expect(due.lines[0]?.cells[0]).toMatchObject({
      hour: 2,
      messages: 2,
      first: { at: tokyo, here: { local: '2026-11-21T12:00:00' }, there: { local: '2026-11-21T20:00:00' } },
    });
    expect(due.awake.map(({ from, until, messages }) => [from.at, until.at, messages])).toEqual([
      [tokyo, tokyo, 2],
      [rome, rome, 1],
    ]);
  });

  test('one instant for several offsets, and times that were moved, have lines of their own', async () => {
    const db = emptyWorkspace();
    const campaign = launched(db, insertAccountRow(db), [
      ['Asia/Tokyo', NOW + HOUR],
      ['Europe/Rome', NOW + HOUR],
      ['Europe/Rome', NOW + 3 * HOUR],
    ]);
    execute(db, 'UPDATE delivery SET next_at_ms = ? WHERE campaign_id = ? AND next_at_ms = ?', [
      NOW + 5 * HOUR,
      campaign,
      NOW + 3 * HOUR,
    ]);
    const { due } = await useCasesOn(db).run('today.read', {});
    expect(due.lines.map(({ kind, messages }) => [kind, messages])).toEqual([
      ['several', 2],
      ['moved', 1],
    ]);
  });

  test('what is late counts as due now, and a paused campaign as nothing', async () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    launched(db, account, [['Europe/Rome', NOW - 20 * MINUTE]]);
    launched(db, account, [['Europe/Rome', NOW + HOUR]], { state: 'paused' });
    const { due } = await useCasesOn(db).run('today.read', {});
    expect(due.lines.flatMap(({ cells }) => cells.map(({ hour, messages }) => [hour, messages]))).toEqual([[0, 1]]);
  });

  test('names everything that waits for a person', async () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db, { state: 'frozen', stop_reason: 'unauthorized', stopped_since_at_ms: 1 });
    const campaign = launched(db, account, [['Europe/Rome', NOW + HOUR]], {
      state: 'paused',
      pause_reason: 'Three refusals.',
    });
    const uncertain = { reason: 'uncertainAnswer', next_at_ms: null };
    insertDeliveryRow(db, { account, campaign, ...insertPersonRows(db, account, 1) }, 'uncertain', uncertain);
    const skipped = { reason: 'unknownZone', due_at_ms: null, last_at_ms: null };
    insertDeliveryRow(db, { account, campaign, ...insertPersonRows(db, account, 2) }, 'skipped', skipped);
    for (const [key, value] of Object.entries({ armed: 'false', disarmedBecause: 'restored', checkWanted: 'yes' })) {
      writeSetting(db, { key, value });
    }
    const { attention } = await useCasesOn(db).run('today.read', {});
    expect(attention.filter(({ kind }) => kind !== 'disk')).toEqual([
      { kind: 'uncertain', campaign: 'c1', name: 'Friday', messages: 1, waiting: 1 },
      { kind: 'paused', campaign: 'c1', name: 'Friday' },
      { kind: 'zones', people: 1 },
      { kind: 'account', account: 'a1', name: 'Corner Shop', state: 'frozen', reason: 'unauthorized', until: null },
      { kind: 'disarmed', because: 'restored' },
      { kind: 'check' },
      { kind: 'backup', last: null },
    ]);
  });

  test.each([FIRST_DUE, COUNT_DUE])('what is due is found in the index alone: %s', (text) => {
    const steps = selectAll(emptyWorkspace(), `EXPLAIN QUERY PLAN ${text.replaceAll('?', '1')}`);
    const details = steps.map((row) => String(row['detail'])).join('\n');
    expect(details).toContain('USING COVERING INDEX delivery_next (account_id=? AND campaign_id=? AND next_at_ms>?');
    expect(details).not.toContain('TEMP B-TREE');
  });
});

describe('Calendar', () => {
  test('shows a campaign on each day here on which it leaves, and a draft on its day', async () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    launched(db, account, [
      ['Asia/Tokyo', Date.parse('2026-11-22T01:00:00Z')],
      ['Europe/Rome', Date.parse('2026-11-22T09:00:00Z')],
      ['America/Los_Angeles', Date.parse('2026-11-22T18:00:00Z')],
      ['Pacific/Honolulu', Date.parse('2026-11-22T23:30:00Z')],
    ]);
    insertCampaignRow(db, account, {
      name: 'Draft',
      state: 'draft',
      launched_at_ms: null,
      message_hash: null,
      schedule_json: SCHEDULE,
    });
    const { today, entries, meetings } = await useCasesOn(db).run('calendar.read', { from: '2026-11-16', days: 14 });
    expect(today).toBe('2026-11-21');
    expect(
      entries.map(({ campaign, day, from, until, zones }) => [campaign, day, from.here.local, until.here.local, zones]),
    ).toEqual([
      ['c1', '2026-11-22', '2026-11-22T02:00:00', '2026-11-22T19:00:00', 3],
      ['c2', '2026-11-22', '2026-11-22T10:00:00', '2026-11-22T10:00:00', 0],
      ['c1', '2026-11-23', '2026-11-23T00:30:00', '2026-11-23T00:30:00', 1],
    ]);
    expect(meetings).toEqual([
      { earlier: { campaign: 'c1', name: 'Friday' }, later: { campaign: 'c2', name: 'Draft' } },
    ]);
  });

  test('campaigns of other topics, other accounts or more than a day apart do not meet', async () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    const other = insertAccountRow(db, { page_id: '2' });
    launched(db, account, [['Europe/Rome', NOW + HOUR]], { topics_json: '["Bread"]' });
    launched(db, account, [['Europe/Rome', NOW + 2 * HOUR]], { topics_json: '["Cake"]' });
    launched(db, account, [['Europe/Rome', NOW + 3 * HOUR + DAY]], { topics_json: '["Bread","Cake"]' });
    launched(db, other, [['Europe/Rome', NOW + HOUR]]);
    const { meetings } = await useCasesOn(db).run('calendar.read', { from: '2026-11-16', days: 14 });
    expect(meetings).toEqual([]);
  });

  test('counts who was moved and who was left out for another campaign', async () => {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    const campaign = launched(db, account, [['Europe/Rome', NOW + HOUR]]);
    execute(db, 'UPDATE delivery SET due_at_ms = ? WHERE campaign_id = ?', [NOW + 2 * HOUR, campaign]);
    for (const [index, reason] of ['otherCampaign', 'personDaily', 'stopped'].entries()) {
      const ids = { account, campaign, ...insertPersonRows(db, account, index) };
      insertDeliveryRow(db, ids, 'skipped', { reason, due_at_ms: null, last_at_ms: null });
    }
    expect(await useCasesOn(db).run('calendar.contention', { campaign: 'c1' })).toEqual({ moved: 1, skipped: 2 });
  });

  test('a date that is none is refused', async () => {
    const asked = useCasesOn(emptyWorkspace()).run('calendar.read', { from: '2026-02-30', days: 7 });
    expect(await refusalOf(asked)).toContain('invalidInput: "2026-02-30" is no date');
  });
});

describe('Activity', () => {
  function tried(): WritableDb {
    const db = emptyWorkspace();
    const account = insertAccountRow(db);
    for (const name of ['Bread', 'Cake']) {
      const campaign = launched(
        db,
        account,
        [1, 2, 3].map((hour) => ['Europe/Rome', NOW + hour * HOUR] as const),
        { name },
      );
      for (const row of selectAll(db, 'SELECT id FROM delivery WHERE campaign_id = ?', [campaign])) {
        const id = Number(row['id']);
        const at = { started_at_ms: NOW + id, deadline_at_ms: NOW + id + 1, finished_at_ms: NOW + id + 1 };
        insertRow(db, 'attempt', {
          delivery_id: id,
          number: 1,
          ...at,
          outcome: id % 3 === 0 ? 'tooEarly' : 'accepted',
        });
      }
    }
    execute(db, `UPDATE recipient SET display_name = 'Person ' || id`);
    return db;
  }

  const EVERYTHING = { account: null, campaign: null, outcome: null, search: '' };

  test('every try is listed newest first, page by page, none twice and none left out', async () => {
    const { run } = useCasesOn(tried());
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof run<'activity.tries'>>> = await run('activity.tries', {
        ...EVERYTHING,
        after,
        limit: 2,
      });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['d6.1', 'd5.1', 'd4.1', 'd3.1', 'd2.1', 'd1.1']);
  });

  test.each([
    ['of one campaign', { campaign: 'c1' }, ['d3.1', 'd2.1', 'd1.1']],
    ['of one outcome', { outcome: 'tooEarly' }, ['d6.1', 'd3.1']],
    ['accepted ones', { outcome: 'accepted' }, ['d5.1', 'd4.1', 'd2.1', 'd1.1']],
    ['of a person', { search: 'PERSON 4' }, ['d4.1']],
    ['of an account without any', { account: 'a9' }, []],
    ['of a draft', { campaign: 'c9' }, []],
  ])('tries %s are found', async (_what, filter, expected) => {
    const { rows } = await useCasesOn(tried()).run('activity.tries', {
      ...EVERYTHING,
      ...filter,
      after: null,
      limit: 50,
    });
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  test.each(['accepted', 'uncertain', null] as const)(
    'tries with outcome %s come from an index, without sorting',
    (outcome) => {
      const db = tried();
      const { text, parameters } = attemptQuery(db, {
        accountId: null,
        campaignId: null,
        outcome,
        search: '',
        before: null,
      });
      const steps = selectAll(db, `EXPLAIN QUERY PLAN ${text}`, parameters).map((row) => String(row['detail']));
      expect(steps.join('\n')).toMatch(/USING (?:COVERING )?INDEX attempt_(?:started|trouble)/);
      expect(steps.join('\n')).not.toContain('TEMP B-TREE');
    },
  );

  test('who did what is found by the name of what it was done to', async () => {
    const db = tried();
    for (const [index, subject] of ['c1', 'c2', 'a1'].entries()) {
      const line = { at_ms: NOW + index, actor: 'person', action: 'campaign.launch', subject, detail_json: 'null' };
      insertRow(db, 'audit_event', line);
    }
    const { run } = useCasesOn(db);
    const found = await run('activity.deeds', { after: null, limit: 10, search: 'cake' });
    expect(found.rows.map(({ subject, subjectName }) => [subject, subjectName])).toEqual([['c2', 'Cake']]);
    const first = await run('activity.deeds', { after: null, limit: 2, search: '' });
    expect(first.rows.map(({ subject }) => subject)).toEqual(['a1', 'c2']);
    const rest = await run('activity.deeds', { after: first.next, limit: 2, search: '' });
    expect(rest.rows.map(({ subject }) => subject)).toEqual(['c1']);
  });

  test.each(['x', '1.2', '1.2.3.4', '-1.2.3'])('"%s" is no place to go on from', async (after) => {
    const asked = useCasesOn(tried()).run('activity.tries', { ...EVERYTHING, after, limit: 5 });
    expect(await refusalOf(asked)).toContain('is no place in the log');
  });
});
