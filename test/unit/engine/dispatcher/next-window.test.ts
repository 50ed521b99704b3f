import { describe, expect, test } from 'vitest';
import { nextWindowTime } from '#engine/dispatcher/next-window.ts';
import { HOUR } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs, toIso } from '#shared/time/instant.ts';
import { SCHEDULE } from '#test/support/dispatch-world.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const at = (iso: string): EpochMs => epochMs(Date.parse(iso));
const person = { schedule: SCHEDULE, tokenZone: 'Europe/Rome', personZone: null };
const next = (now: string, missedAt: string, more: Partial<typeof person> = {}): string | null => {
  const time = nextWindowTime(table, { ...person, ...more }, { now: at(now), missedAt: at(missedAt) });
  return time === null ? null : toIso(time.dueAt);
};

describe('a late delivery goes to the next window of its person', () => {
  test('the opening after the window it missed, while that is still open', () => {
    expect(next('2026-11-27T10:30:00Z', '2026-11-27T10:00:00Z')).toBe('2026-11-28T08:00:00.000Z');
  });
  test('the opening after now, when the missed window has closed', () => {
    expect(next('2026-11-27T22:00:00Z', '2026-11-27T10:00:00Z')).toBe('2026-11-28T08:00:00.000Z');
  });
  test('now, when a later window is open already', () => {
    expect(next('2026-11-29T11:11:11Z', '2026-11-27T10:00:00Z')).toBe('2026-11-29T11:11:11.000Z');
  });
  test('now, without a window', () => {
    const schedule = { ...SCHEDULE, window: null };
    expect(next('2026-11-27T23:00:00Z', '2026-11-27T10:00:00Z', { schedule })).toBe('2026-11-27T23:00:00.000Z');
  });
  test('in the fallback zone of the campaign, for somebody whose zone is unknown', () => {
    const schedule = { ...SCHEDULE, unknownZone: 'Asia/Tokyo' };
    const unknown = { tokenZone: 'Atlantis/Capital' };
    expect(next('2026-11-27T10:30:00Z', '2026-11-27T01:00:00Z', { ...unknown, schedule })).toBe(
      '2026-11-28T00:00:00.000Z',
    );
    expect(next('2026-11-27T10:30:00Z', '2026-11-27T01:00:00Z', unknown)).toBeNull();
  });
});

test('its last instant is the lateness of the campaign, never past the end of that window', () => {
  const late = (now: string): number => {
    const times = { now: at(now), missedAt: at('2026-11-26T10:00:00Z') };
    const time = nextWindowTime(table, person, times);
    return time === null ? 0 : time.lastAt - time.dueAt;
  };
  expect(late('2026-11-27T10:00:00Z')).toBe(HOUR);
  expect(late('2026-11-27T18:30:00Z')).toBe(addMs(at('2026-11-27T19:00:00Z'), -1) - at('2026-11-27T18:30:00Z'));
});
