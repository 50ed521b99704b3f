import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs, toIso } from '#shared/time/instant.ts';
import { isInWindow, type LocalWindow, localWindow, nextOpening, windowEnd } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { loadZoneOracle } from '#test/support/zone-oracle.ts';
import { instant, loadZoneTable, zoneNamed } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const oracle = loadZoneOracle();
const berlin = zoneNamed(table, 'Europe/Berlin');
const day = localWindow(9 * 60, 20 * 60);
const night = localWindow(22 * 60, 6 * 60);

describe('localWindow', () => {
  it.each([
    [0, 1_440],
    [1_320, 0],
    [0, 1],
    [1_439, 1_440],
  ])('takes minute %i to %i', (from, to) => {
    expect(localWindow(from, to)).toEqual({ fromMinute: from, toMinute: to });
  });

  it.each([
    [540, 540],
    [-1, 540],
    [1_440, 540],
    [540, 1_441],
    [540.5, 1_200],
    [Number.NaN, 1_200],
  ])('refuses minute %d to %d', (from, to) => {
    expect(() => localWindow(from, to)).toThrow('Not a window');
  });
});

describe('an ordinary day', () => {
  it('is open from the first minute on and closed at the last', () => {
    const open = (text: string) => isInWindow(day, table, berlin, instant(text));
    expect(open('2026-11-27T08:59:59.999+01:00')).toBe(false);
    expect(open('2026-11-27T09:00:00+01:00')).toBe(true);
    expect(open('2026-11-27T19:59:59.999+01:00')).toBe(true);
    expect(open('2026-11-27T20:00:00+01:00')).toBe(false);
  });

  it('opens next in the morning, or now when it is open', () => {
    const opening = (text: string) => toIso(nextOpening(day, table, berlin, instant(text)));
    expect(opening('2026-11-27T03:00:00+01:00')).toBe('2026-11-27T08:00:00.000Z');
    expect(opening('2026-11-27T09:00:00+01:00')).toBe('2026-11-27T08:00:00.000Z');
    expect(opening('2026-11-27T12:34:56.789+01:00')).toBe('2026-11-27T11:34:56.789Z');
    expect(opening('2026-11-27T20:00:00+01:00')).toBe('2026-11-28T08:00:00.000Z');
  });

  it('ends at the next closing, and at once when it is closed', () => {
    const end = (text: string) => toIso(windowEnd(day, table, berlin, instant(text)));
    expect(end('2026-11-27T09:00:00+01:00')).toBe('2026-11-27T19:00:00.000Z');
    expect(end('2026-11-27T19:59:59.999+01:00')).toBe('2026-11-27T19:00:00.000Z');
    expect(end('2026-11-27T20:00:00+01:00')).toBe('2026-11-27T19:00:00.000Z');
  });

  it('crosses midnight when it opens later than it closes', () => {
    const open = (text: string) => isInWindow(night, table, berlin, instant(text));
    expect(open('2026-11-27T21:59:00+01:00')).toBe(false);
    expect(open('2026-11-27T22:00:00+01:00')).toBe(true);
    expect(open('2026-11-28T00:00:00+01:00')).toBe(true);
    expect(open('2026-11-28T06:00:00+01:00')).toBe(false);
    expect(toIso(windowEnd(night, table, berlin, instant('2026-11-27T23:00:00+01:00')))).toBe(
      '2026-11-28T05:00:00.000Z',
    );
    expect(toIso(nextOpening(night, table, berlin, instant('2026-11-28T07:00:00+01:00')))).toBe(
      '2026-11-28T21:00:00.000Z',
    );
  });

  it('is always open without a window, and never closes', () => {
    const at = instant('2026-11-27T03:00:00+01:00');
    expect(isInWindow(null, table, berlin, at)).toBe(true);
    expect(nextOpening(null, table, berlin, at)).toBe(at);
    expect(windowEnd(null, table, berlin, at)).toBeNull();
    expect(windowEnd(localWindow(0, 1_440), table, berlin, at)).toBeNull();
  });
});

describe('days on which clocks change', () => {
  it('opens at the first valid instant when the opening does not exist', () => {
    const early = localWindow(2 * 60 + 30, 12 * 60);
    const before = instant('2026-03-29T01:00:00+01:00');
    expect(toIso(nextOpening(early, table, berlin, before))).toBe('2026-03-29T01:00:00.000Z');
  });

  it('does not open on a day on which all its hours are skipped', () => {
    const skipped = localWindow(2 * 60, 3 * 60);
    const before = instant('2026-03-29T01:00:00+01:00');
    expect(toIso(nextOpening(skipped, table, berlin, before))).toBe('2026-03-30T00:00:00.000Z');
  });

  it('ends with the jump when the closing does not exist', () => {
    const early = localWindow(60, 2 * 60 + 30);
    expect(toIso(windowEnd(early, table, berlin, instant('2026-03-29T01:30:00+01:00')))).toBe(
      '2026-03-29T01:00:00.000Z',
    );
  });

  it('opens twice where the hour is shown twice', () => {
    const twice = localWindow(2 * 60, 2 * 60 + 30);
    const open = instant('2026-10-25T02:10:00+02:00');
    const end = windowEnd(twice, table, berlin, open);
    expect(toIso(end)).toBe('2026-10-25T00:30:00.000Z');
    expect(toIso(nextOpening(twice, table, berlin, end ?? open))).toBe('2026-10-25T01:00:00.000Z');
  });

  it('has no Friday on Apia in the week of 2011 that lost it', () => {
    const apia = zoneNamed(table, 'Pacific/Apia');
    const thursdayEvening = instant('2011-12-29T21:00:00-10:00');
    expect(toIso(nextOpening(day, table, apia, thursdayEvening))).toBe('2011-12-30T19:00:00.000Z');
    expect(table.localAt(apia, nextOpening(day, table, apia, thursdayEvening))).toBe('2011-12-31T09:00:00');
  });

  it('goes on past the end of the table', () => {
    expect(toIso(nextOpening(day, table, berlin, instant('2060-12-31T23:30:00Z')))).toBe('2061-01-01T08:00:00.000Z');
    expect(toIso(windowEnd(night, table, berlin, instant('2060-12-31T23:30:00Z')))).toBe('2061-01-01T05:00:00.000Z');
    expect(toIso(nextOpening(day, table, berlin, instant('2085-03-24T20:00:00Z')))).toBe('2085-03-25T07:00:00.000Z');
  });
});

/** Whether the window is open, read off the wall clock's text. */
function openByText(window: LocalWindow, zone: IanaZone, at: EpochMs): boolean {
  const text = table.localAt(zone, at);
  const minute = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  const { fromMinute, toMinute } = window;
  return fromMinute < toMinute ? fromMinute <= minute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

/** The first instant from `at` on that passes, tried minute by minute: every change and every edge lies on one. */
function firstByTrying(at: EpochMs, passes: (at: EpochMs) => boolean): EpochMs {
  let tried = at;
  for (let minutes = 0; minutes < 4 * 1_440; minutes += 1) {
    if (passes(tried)) return tried;
    tried = epochMs((Math.floor(tried / MINUTE) + 1) * MINUTE);
  }
  throw new Error('Nothing passed within four days.');
}

describe('against the wall clock, minute by minute', () => {
  const changes = oracle.zones.flatMap(({ name, changes: list }) => list.map(({ at }) => ({ name, at: at * SECOND })));
  const oddOnes = [
    { name: 'Pacific/Apia', at: Date.UTC(2011, 11, 30, 10) },
    { name: 'Pacific/Fakaofo', at: Date.UTC(2011, 11, 30, 11) },
    { name: 'America/Caracas', at: Date.UTC(2016, 4, 1, 7) },
    { name: 'Asia/Pyongyang', at: Date.UTC(2018, 4, 4, 15) },
    { name: 'Australia/Lord_Howe', at: Date.UTC(2026, 9, 3, 15, 30) },
    { name: 'Antarctica/Troll', at: Date.UTC(2026, 2, 29, 1) },
    { name: 'America/Santiago', at: Date.UTC(2026, 8, 6, 4) },
    { name: 'Asia/Kathmandu', at: Date.UTC(2026, 0, 1) },
  ];
  const anyPlace = fc.oneof(fc.constantFrom(...changes), fc.constantFrom(...oddOnes));
  const anyShift = fc.integer({ min: -40 * HOUR, max: 6 * HOUR });
  const minuteOfDay = fc.integer({ min: 0, max: 1_439 });
  // Windows near the hours in which clocks change find more than windows anywhere.
  const smallHour = fc.integer({ min: 0, max: 240 });
  const anyWindow = fc
    .tuple(fc.oneof(minuteOfDay, smallHour), fc.oneof(minuteOfDay, smallHour, fc.constant(1_440)))
    .filter(([from, to]) => from !== to && !(from === 0 && to === 1_440))
    .map(([from, to]) => localWindow(from, to));

  it('opens and closes exactly when the wall clock says so', () => {
    const seen = { open: 0, closed: 0 };
    fc.assert(
      fc.property(anyPlace, anyShift, anyWindow, ({ name, at: change }, shift, window) => {
        const zone = zoneNamed(table, name);
        const at = addMs(epochMs(change), shift);
        const isOpen = openByText(window, zone, at);
        seen[isOpen ? 'open' : 'closed'] += 1;
        expect(isInWindow(window, table, zone, at)).toBe(isOpen);
        const opening = firstByTrying(at, (tried) => openByText(window, zone, tried));
        expect(toIso(nextOpening(window, table, zone, at))).toBe(toIso(opening));
        const closing = firstByTrying(opening, (tried) => !openByText(window, zone, tried));
        expect(toIso(windowEnd(window, table, zone, opening))).toBe(toIso(closing));
        expect(closing - opening).toBeLessThan(3 * DAY);
      }),
      { numRuns: 400 },
    );
    expect(Math.min(seen.open, seen.closed)).toBeGreaterThan(20);
  });
});
