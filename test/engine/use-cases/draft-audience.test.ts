import { describe, expect, test } from 'vitest';
import type { WritableDb } from '#engine/store/database.ts';
import { reachSchema, scheduleTimesSchema } from '#shared/contract/messages.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { HOUR } from '#shared/time/duration.ts';
import { FRIDAY_AT_TEN } from '#test/support/campaigns.ts';
import { useCasesOn } from '#test/support/use-case-context.ts';
import { emptyWorkspace, insertAccountRow, insertPersonRows, insertRow } from '#test/support/workspace-rows.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
/** After the field "frequency" ended: such a permission needs none. */
const NEW = { created_at_ms: NOW - 1_000 * HOUR };

function world(): ReturnType<typeof useCasesOn> & { readonly db: WritableDb; readonly account: number } {
  const db = emptyWorkspace();
  return { ...useCasesOn(db), db, account: insertAccountRow(db) };
}

describe('reach', () => {
  test('counts people by the best of their permissions, and topics by permissions that still stand', async () => {
    const { run, db, account } = world();
    insertPersonRows(db, account, 1, NEW);
    const waiting = insertPersonRows(db, account, 2, NEW);
    insertRow(db, 'token_ledger', { token_id: waiting.token, last_accepted_at_ms: NOW - HOUR });
    insertPersonRows(db, account, 3, { ...NEW, stopped_at_ms: 1 });
    insertPersonRows(db, account, 4, { ...NEW, expires_at_ms: NOW });
    const both = insertPersonRows(db, account, 5, { ...NEW, stopped_at_ms: 1 });
    insertRow(db, 'notification_token', {
      account_id: account,
      recipient_id: both.recipient,
      token: '99',
      topic: 'News',
      zone: 'Europe/Rome',
      ...NEW,
    });
    const reach = await run('campaign.reach', { account: 'a1', topics: [] });
    const { leftOut, ...rest } = reachSchema.parse(reach);
    expect(rest).toEqual({
      topics: [
        { topic: 'Weekly offers', permissions: 3 },
        { topic: 'News', permissions: 1 },
      ],
      reachable: 2,
      unknownTopics: [],
    });
    expect(leftOut.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      { reason: 'coolDown', people: 1 },
      { reason: 'expired', people: 1 },
      { reason: 'stopped', people: 1 },
    ]);
    expect(await run('campaign.reach', { account: 'a1', topics: ['News', 'Nwes'] })).toMatchObject({
      reachable: 1,
      leftOut: [],
      unknownTopics: ['Nwes'],
    });
  });
});

describe('times of a schedule', () => {
  const schedule: CampaignSchedule = { ...FRIDAY_AT_TEN, time: { kind: 'local', date: '2026-11-27', time: '10:00' } };

  test('name the first zone, the largest and the last, on their clock and on the one here', async () => {
    const { run, db, account } = world();
    const zones = ['Pacific/Auckland', 'Europe/Rome', 'Europe/Rome', 'America/New_York', 'Asia/Tokyo', null, 'Mars'];
    zones.forEach((zone, number) => insertPersonRows(db, account, number, { zone }));
    const times = scheduleTimesSchema.parse(await run('campaign.times', { account: 'a1', topics: [], schedule }));
    expect(times).toMatchObject({ zones: 4, here: 'Europe/Rome', leftOut: [{ reason: 'unknownZone', people: 2 }] });
    expect(times.examples.map(({ moment: { here, there } }) => [there?.zone, there?.local, here.local])).toEqual([
      ['Pacific/Auckland', '2026-11-27T10:00:00', '2026-11-26T22:00:00'],
      ['Europe/Rome', '2026-11-27T10:00:00', '2026-11-27T10:00:00'],
      ['America/New_York', '2026-11-27T10:00:00', '2026-11-27T16:00:00'],
    ]);
  });

  test.each([
    ['clocks that skip the hour', { date: '2027-03-28', time: '02:30' }, null, 'gap'],
    ['an hour that comes twice', { date: '2026-10-25', time: '02:30' }, null, 'laterDay'],
    ['a time outside the hours', { date: '2026-11-27', time: '06:00' }, schedule.window, 'movedIntoHours'],
    ['a time that fits', { date: '2026-11-27', time: '12:00' }, schedule.window, null],
  ])('say about %s what is worth saying', async (_what, time, window, note) => {
    const { run, db, account } = world();
    insertPersonRows(db, account, 1);
    const asked = { ...schedule, window, time: { kind: 'local', ...time } };
    const { examples } = await run('campaign.times', { account: 'a1', topics: [], schedule: asked });
    expect(examples.map((one) => one.note)).toEqual([note]);
  });
});
