import { describe, expect, test } from 'vitest';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { planSlot, type SlotPlan } from '#shared/rules/slot.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();

const base: CampaignSchedule = {
  time: { kind: 'local', date: '2026-11-27', time: '10:00' },
  zone: 'recipient',
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: { fromMinute: 540, toMinute: 1_200 },
};

const at = (text: string): EpochMs => Date.parse(text) as EpochMs; // valid texts

function plan(
  changes: Partial<CampaignSchedule>,
  zoneText: string | null = 'Europe/Rome',
  launchAt = '2026-11-20T12:00:00Z',
): SlotPlan {
  return planSlot({ schedule: { ...base, ...changes }, zoneText, table, launchAt: at(launchAt) });
}

function local(slot: SlotPlan): unknown {
  return slot.kind === 'slot' ? slot.local : slot;
}

const localTime = (date: string, time: string): Pick<CampaignSchedule, 'time'> => ({
  time: { kind: 'local', date, time },
});

describe('for each person', () => {
  test('ten in the morning is ten in the morning wherever the person is', () => {
    expect(local(plan({}))).toBe('2026-11-27T10:00:00+01:00');
    expect(local(plan({}, 'Asia/Kathmandu'))).toBe('2026-11-27T10:00:00+05:45');
    expect(local(plan({}, 'Pacific/Kiritimati'))).toBe('2026-11-27T10:00:00+14:00');
  });

  test('Windows names, old names and other spellings are understood', () => {
    expect(plan({}, 'W. Europe Standard Time')).toMatchObject({ zone: 'Europe/Berlin' });
    expect(plan({}, 'asia/calcutta')).toMatchObject({ local: '2026-11-27T10:00:00+05:30' });
  });

  test('a time that clocks skip becomes the first instant after it, and says so', () => {
    const gap = plan({ ...localTime('2027-03-28', '02:30'), window: null });
    expect(gap).toMatchObject({ local: '2027-03-28T03:00:00+02:00', note: 'gap' });
  });

  test('a time that clocks show twice is the first of the two, and says so', () => {
    const overlap = plan({ ...localTime('2026-10-25', '02:30'), window: null }, 'Europe/Rome', '2026-10-20T00:00:00Z');
    expect(overlap).toMatchObject({ local: '2026-10-25T02:30:00+02:00', note: 'overlap' });
  });
});

describe('a zone that is not known', () => {
  test.each([[null], ['Mars/Olympus'], ['']])('leaves the person out by default: %j', (zone) => {
    expect(plan({}, zone)).toEqual({ kind: 'skip', reason: 'unknownZone', earliestAt: null });
  });

  test('takes the fallback where there is one, and says so', () => {
    const slot = plan({ unknownZone: 'America/New_York' }, 'Mars/Olympus');
    expect(slot).toMatchObject({ local: '2026-11-27T10:00:00-05:00', note: 'fallback', zone: 'America/New_York' });
  });

  test('decides by the policy where a window asks for it, whatever zone the chosen time counts in', () => {
    expect(plan({ zone: 'Asia/Tokyo' }, null)).toEqual({ kind: 'skip', reason: 'unknownZone', earliestAt: null });
    expect(plan({ zone: 'Asia/Tokyo', unknownZone: 'Europe/London' }, 'Mars/Olympus')).toMatchObject({
      dueAt: at('2026-11-27T09:00:00Z'),
      local: '2026-11-27T09:00:00+00:00',
      zone: 'Europe/London',
      note: 'fallback',
    });
  });

  const noWindow = { window: null, unknownZone: 'Europe/London' } as const;
  const unzoned = { kind: 'slot', zone: null, local: null, note: null } as const;

  test.each([
    ['"now"', { time: { kind: 'now' } }, '2026-11-20T12:00:00Z'],
    ['an instant ahead', { time: { kind: 'instant', at: at('2026-11-27T12:00:00Z') } }, '2026-11-27T12:00:00Z'],
    ['a time in a named zone', { zone: 'Asia/Tokyo' }, '2026-11-27T01:00:00Z'],
    [
      'an instant past that goes now',
      { time: { kind: 'instant', at: at('2026-11-19T12:00:00Z') }, alreadyPast: 'now' },
      '2026-11-20T12:00:00Z',
    ],
  ] as const)('does not matter for %s without a window: nothing asks for it', (_name, changes, dueAt) => {
    for (const unknownZone of ['skip', 'Europe/London']) {
      expect(plan({ ...noWindow, unknownZone, ...changes }, null)).toMatchObject({ ...unzoned, dueAt: at(dueAt) });
    }
  });

  test('matters for the next day of an instant that is past, and names no next day where that is skipped', () => {
    const past = { time: { kind: 'instant', at: at('2026-11-19T12:00:00Z') }, window: null } as const;
    expect(plan(past, null)).toMatchObject({ kind: 'skip', reason: 'unknownZone' });
    expect(plan({ ...past, alreadyPast: 'skip' }, null)).toEqual({
      kind: 'skip',
      reason: 'alreadyPast',
      earliestAt: null,
    });
  });
});

describe('one zone for all', () => {
  test('gives everybody the same instant', () => {
    const rome = plan({ zone: 'Europe/Rome' }, 'Europe/Lisbon');
    // Told in the person's own zone (DESIGN 5: local times for each person).
    expect(rome).toMatchObject({ dueAt: at('2026-11-27T10:00:00+01:00'), local: '2026-11-27T09:00:00+00:00' });
    expect(rome).toMatchObject({ zone: 'Europe/Lisbon', note: null });
  });

  test("keeps each person's own window: nobody is written to at four in the morning", () => {
    const slot = plan({ zone: 'Europe/Rome' }, 'America/New_York');
    expect(slot).toMatchObject({ dueAt: at('2026-11-27T09:00:00-05:00'), local: '2026-11-27T09:00:00-05:00' });
    expect(plan({ zone: 'Europe/Rome', outsideWindow: 'skip' }, 'America/New_York')).toEqual({
      kind: 'skip',
      reason: 'outsideWindow',
      earliestAt: at('2026-11-27T09:00:00-05:00'),
    });
  });
});

describe('a time already past there', () => {
  test('goes to the first later date on which it is still ahead', () => {
    expect(local(plan({}, 'Europe/Rome', '2026-11-27T09:00:00.001Z'))).toBe('2026-11-28T10:00:00+01:00');
    expect(local(plan({}, 'Europe/Rome', '2026-12-03T08:59:00Z'))).toBe('2026-12-03T10:00:00+01:00');
    expect(local(plan({}, 'Europe/Rome', '2026-12-03T09:01:00Z'))).toBe('2026-12-04T10:00:00+01:00');
  });

  test('is not past at the instant itself', () => {
    expect(local(plan({}, 'Europe/Rome', '2026-11-27T09:00:00Z'))).toBe('2026-11-27T10:00:00+01:00');
  });

  test('keeps the chosen time of day on later dates even when the first one fell into a gap', () => {
    const slot = plan({ ...localTime('2027-03-28', '02:30'), window: null }, 'Europe/Rome', '2027-03-28T12:00:00Z');
    expect(slot).toMatchObject({ local: '2027-03-29T02:30:00+02:00', note: null });
  });

  test('goes now where the campaign says so and the window is open', () => {
    const now = plan({ alreadyPast: 'now' }, 'Europe/Rome', '2026-11-27T14:30:00Z');
    expect(local(now)).toBe('2026-11-27T15:30:00+01:00');
    const night = plan({ alreadyPast: 'now' }, 'Europe/Rome', '2026-11-27T22:30:00Z');
    expect(local(night)).toBe('2026-11-28T09:00:00+01:00');
  });

  test('is skipped where the campaign says so, with the day on which it would have been possible', () => {
    expect(plan({ alreadyPast: 'skip' }, 'Europe/Rome', '2026-11-27T14:30:00Z')).toEqual({
      kind: 'skip',
      reason: 'alreadyPast',
      earliestAt: at('2026-11-28T10:00:00+01:00'),
    });
  });
});

describe('window and lateness', () => {
  test('a time outside the window goes to its next opening, or is skipped', () => {
    const early = localTime('2026-11-27', '07:00');
    expect(local(plan(early))).toBe('2026-11-27T09:00:00+01:00');
    expect(local(plan(localTime('2026-11-27', '20:00')))).toBe('2026-11-28T09:00:00+01:00');
    expect(plan({ ...early, outsideWindow: 'skip' })).toMatchObject({ kind: 'skip', reason: 'outsideWindow' });
  });

  test('a message may leave until its lateness is over, and never at or after the end of the window', () => {
    expect(plan({})).toMatchObject({ lastAt: at('2026-11-27T11:00:00+01:00') });
    expect(plan(localTime('2026-11-27', '19:30'))).toMatchObject({ lastAt: at('2026-11-27T19:59:59.999+01:00') });
    expect(plan({ ...localTime('2026-11-27', '19:30'), window: null })).toMatchObject({
      lastAt: at('2026-11-27T20:30:00+01:00'),
    });
  });

  test('a window over midnight holds both sides of it', () => {
    const night = { fromMinute: 1_320, toMinute: 360 };
    expect(plan({ ...localTime('2026-11-27', '23:30'), window: night })).toMatchObject({
      local: '2026-11-27T23:30:00+01:00',
      lastAt: at('2026-11-28T00:30:00+01:00'),
    });
    expect(local(plan({ window: night }))).toBe('2026-11-27T22:00:00+01:00');
  });
});

describe('one instant for all', () => {
  const instant = at('2026-11-27T12:00:00.250Z');

  test('is that instant wherever the person is, if the window is open there', () => {
    expect(plan({ time: { kind: 'instant', at: instant } })).toMatchObject({ dueAt: instant });
    expect(plan({ time: { kind: 'instant', at: instant } }, 'Australia/Sydney')).toMatchObject({
      dueAt: at('2026-11-28T09:00:00+11:00'),
    });
  });

  test('is the same wall-clock time on the next day when it is past, to the millisecond', () => {
    const slot = plan({ time: { kind: 'instant', at: instant } }, 'Europe/Rome', '2026-11-27T12:00:00.251Z');
    expect(slot).toMatchObject({ dueAt: at('2026-11-28T12:00:00.250Z') });
  });

  test('"now" is the instant of the launch', () => {
    const now = plan({ time: { kind: 'now' } });
    expect(now).toMatchObject({ dueAt: at('2026-11-20T12:00:00Z'), local: '2026-11-20T13:00:00+01:00' });
  });
});
