import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarPeriod, nextPeriodStart, periodStart } from '#shared/time/calendar-period.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, epochMs, toIso } from '#shared/time/instant.ts';
import { parseLocalDate, weekdayOf } from '#shared/time/local-date.ts';
import { instant, loadZoneTable, zoneNamed } from '#test/support/zone-table.ts';

const table = loadZoneTable();

function period(zone: string, at: string, kind: CalendarPeriod) {
  const name = zoneNamed(table, zone);
  return [periodStart(table, name, instant(at), kind), nextPeriodStart(table, name, instant(at), kind)].map((start) =>
    table.localWithOffset(name, start),
  );
}

describe('calendar periods', () => {
  it.each<[string, string, CalendarPeriod, [string, string]]>([
    ['Europe/Berlin', '2026-11-27T10:00:00Z', 'weekly', ['2026-11-23T00:00:00+01:00', '2026-11-30T00:00:00+01:00']],
    ['Europe/Berlin', '2026-11-27T10:00:00Z', 'monthly', ['2026-11-01T00:00:00+01:00', '2026-12-01T00:00:00+01:00']],
    // Over a change of clocks a week has 167 or 169 hours.
    ['Europe/Berlin', '2026-10-25T12:00:00Z', 'weekly', ['2026-10-19T00:00:00+02:00', '2026-10-26T00:00:00+01:00']],
    ['Europe/Berlin', '2026-12-31T22:59:59Z', 'monthly', ['2026-12-01T00:00:00+01:00', '2027-01-01T00:00:00+01:00']],
    // Monday in Kiritimati while it is Sunday in Los Angeles.
    [
      'Pacific/Kiritimati',
      '2026-11-29T10:00:00Z',
      'weekly',
      ['2026-11-30T00:00:00+14:00', '2026-12-07T00:00:00+14:00'],
    ],
    [
      'America/Los_Angeles',
      '2026-11-30T07:59:59Z',
      'weekly',
      ['2026-11-23T00:00:00-08:00', '2026-11-30T00:00:00-08:00'],
    ],
    [
      'America/Los_Angeles',
      '2026-11-30T08:00:00Z',
      'weekly',
      ['2026-11-30T00:00:00-08:00', '2026-12-07T00:00:00-08:00'],
    ],
    // Apia lost a whole Friday, and its week began and ended as ever.
    ['Pacific/Apia', '2011-12-30T05:00:00Z', 'weekly', ['2011-12-26T00:00:00-10:00', '2012-01-02T00:00:00+14:00']],
  ])('%s at %s, %s: from and to %j', (zone, at, kind, bounds) => {
    expect(period(zone, at, kind)).toEqual(bounds);
  });

  it('begins with the first valid instant where clocks skip midnight', () => {
    // Asuncion skipped midnight on Sunday 2017-10-01, the first of a month.
    expect(period('America/Asuncion', '2017-10-15T12:00:00Z', 'monthly')).toEqual([
      '2017-10-01T01:00:00-03:00',
      '2017-11-01T00:00:00-03:00',
    ]);
    expect(period('America/Asuncion', '2017-10-01T03:59:59Z', 'monthly')[1]).toBe('2017-10-01T01:00:00-03:00');
  });

  it('begins with the first of two midnights, and not again with the second', () => {
    // Havana shows 00:00 to 01:00 twice on Sunday 2026-11-01.
    const first = '2026-11-01T00:00:00-04:00';
    expect(period('America/Havana', '2026-11-01T04:30:00Z', 'monthly')[0]).toBe(first);
    expect(period('America/Havana', '2026-11-01T05:00:00Z', 'monthly')[0]).toBe(first);
  });

  it('has begun when the clocks are set back from 00:01 to the evening before', () => {
    // St John's, Sunday 2009-11-01: at 00:01 it was 23:01 on 31 October again.
    const during = '2009-11-01T03:00:00Z';
    expect(period('America/St_Johns', during, 'monthly')).toEqual([
      '2009-11-01T00:00:00-02:30',
      '2009-12-01T00:00:00-03:30',
    ]);
  });

  it('holds every instant in exactly one period that begins on a Monday or a first', () => {
    const anyZone = fc.constantFrom(...table.names);
    const anySecond = fc.integer({ min: Date.UTC(2001, 0, 1) / SECOND, max: Date.UTC(2070, 0, 1) / SECOND });
    const anyKind = fc.constantFrom<CalendarPeriod>('weekly', 'monthly');
    fc.assert(
      fc.property(anyZone, anySecond, anyKind, (zone, second, kind) => {
        const at = epochMs(second * SECOND);
        const start = periodStart(table, zone, at, kind);
        const next = nextPeriodStart(table, zone, at, kind);
        expect(start).toBeLessThanOrEqual(at);
        expect(next).toBeGreaterThan(at);
        expect(toIso(periodStart(table, zone, next, kind))).toBe(toIso(next));
        expect(toIso(nextPeriodStart(table, zone, start, kind))).toBe(toIso(next));
        expect(toIso(periodStart(table, zone, addMs(next, -1), kind))).toBe(toIso(start));
        const day = parseLocalDate(table.localAt(zone, start).slice(0, 10));
        expect(kind === 'weekly' ? day !== null && weekdayOf(day) : Number(day?.slice(8))).toBe(1);
      }),
      { numRuns: 2_000 },
    );
  });
});
