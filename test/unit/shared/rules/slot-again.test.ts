import { describe, expect, test } from 'vitest';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { planSlotAgain, type SlotAgain, type ZoneTexts } from '#shared/rules/slot-again.ts';
import { parseIso } from '#shared/time/instant.ts';
import { FRIDAY_AT_TEN } from '#test/support/campaigns.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const LAUNCHED = instant('2026-11-26T12:00:00Z');
const own = (personZone: string | null, tokenZone: string | null = null): ZoneTexts => ({ tokenZone, personZone });

function instant(text: string): NonNullable<ReturnType<typeof parseIso>> {
  const at = parseIso(text);
  if (at === null) throw new Error(`${text} is no instant.`);
  return at;
}

function again(zones: ZoneTexts, now: string, schedule: Partial<CampaignSchedule> = {}): SlotAgain {
  return planSlotAgain({
    schedule: { ...FRIDAY_AT_TEN, ...schedule },
    table,
    planned: own('Europe/Rome'),
    zones,
    launchedAt: LAUNCHED,
    now: instant(now),
  });
}

describe('a corrected zone', () => {
  test('gives the chosen local time there when it is still ahead', () => {
    expect(again(own('America/Los_Angeles'), '2026-11-27T09:00:00Z')).toMatchObject({
      kind: 'slot',
      dueAt: instant('2026-11-27T18:00:00Z'),
      local: '2026-11-27T10:00:00-08:00',
    });
  });
  test('gives the time just past there as long as it may be late', () => {
    expect(again(own('Asia/Kolkata'), '2026-11-27T05:00:00Z')).toMatchObject({
      kind: 'slot',
      dueAt: instant('2026-11-27T04:30:00Z'),
    });
  });
  test.each([
    ['nextDay', { kind: 'slot', dueAt: instant('2026-11-28T01:00:00Z') }],
    ['now', { kind: 'slot', dueAt: instant('2026-11-27T09:00:00Z') }],
    ['skip', { kind: 'skip', reason: 'alreadyPast', earliestAt: instant('2026-11-28T01:00:00Z') }],
  ] as const)('that puts the time long past goes by the policy %s', (alreadyPast, expected) => {
    expect(again(own('Asia/Tokyo'), '2026-11-27T09:00:00Z', { alreadyPast })).toMatchObject(expected);
  });
  test('that names no zone any more is left out, or takes the fallback, as the campaign says', () => {
    expect(again(own('Mars/Base'), '2026-11-27T08:00:00Z')).toMatchObject({ kind: 'skip', reason: 'unknownZone' });
    expect(again(own(null), '2026-11-27T08:00:00Z', { unknownZone: 'Europe/London' })).toMatchObject({
      kind: 'slot',
      dueAt: instant('2026-11-27T10:00:00Z'),
      note: 'fallback',
    });
  });
  test('moves a message of one time for all into the window there', () => {
    const time = { kind: 'instant', at: instant('2026-11-27T09:00:00Z') } as const;
    expect(again(own('America/Los_Angeles'), '2026-11-27T08:00:00Z', { time, zone: 'Europe/Rome' })).toMatchObject({
      kind: 'slot',
      zone: 'America/Los_Angeles',
      dueAt: instant('2026-11-27T17:00:00Z'),
    });
  });
});

describe('another text', () => {
  test('for the same zone changes nothing', () => {
    expect(again(own('W. Europe Standard Time', 'Europe/Rome'), '2026-11-27T09:30:00Z')).toEqual({ kind: 'same' });
  });
  test('of the person changes nothing while the token names its own', () => {
    expect(again(own('Asia/Tokyo', 'Europe/Rome'), '2026-11-27T09:30:00Z')).toEqual({ kind: 'same' });
  });
  test('changes nothing where one time counts for all and no window is kept', () => {
    const schedule = { zone: 'Europe/Rome', window: null };
    expect(again(own('Asia/Tokyo'), '2026-11-27T09:30:00Z', schedule)).toEqual({ kind: 'same' });
  });
});
