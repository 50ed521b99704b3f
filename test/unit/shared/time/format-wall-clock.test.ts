import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#shared/time/duration.ts';
import { formatMonth, formatWallClock, formatWallDate, formatWeekdayClock } from '#shared/time/format-wall-clock.ts';
import { epochMs } from '#shared/time/instant.ts';
import { addDays, dateOfDayNumber, weekdayOf } from '#shared/time/local-date.ts';
import { dateOf } from '#shared/time/local-date-time.ts';
import { instant, loadZoneTable, wall, zoneNamed } from '#test/support/zone-table.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

describe('wall-clock text', () => {
  it('names day, date and time', () => {
    const local = wall('2026-11-27T10:00:59');
    expect(formatWallClock(local)).toBe('Fri 27 Nov 2026, 10:00');
    expect(formatWallDate(dateOf(local))).toBe('Fri 27 Nov 2026');
    expect(formatWeekdayClock(local)).toBe('Fri 10:00');
    expect(formatMonth(dateOf(local))).toBe('November 2026');
  });

  it.each([
    // Hours that the clocks of Berlin, New York and Casablanca skip, each of them on some machine of this test's runs.
    ['2026-03-29T02:30', 'Sun 29 Mar 2026, 02:30'],
    ['2026-03-08T02:30', 'Sun 8 Mar 2026, 02:30'],
    ['2026-03-22T02:30', 'Sun 22 Mar 2026, 02:30'],
    ['2012-03-11T02:00', 'Sun 11 Mar 2012, 02:00'],
    ['2026-12-31T23:59', 'Thu 31 Dec 2026, 23:59'],
    ['2027-01-01T00:00', 'Fri 1 Jan 2027, 00:00'],
    ['2028-02-29T00:00', 'Tue 29 Feb 2028, 00:00'],
  ])('shows %s as %s on every machine', (local, text) => {
    expect(formatWallClock(wall(local))).toBe(text);
  });

  it('shows every day of 2024 to 2030 as the calendar has it', () => {
    const first = dateOfDayNumber(Date.UTC(2024, 0, 1) / DAY);
    for (let day = first; day < '2031'; day = addDays(day, 1)) {
      const [year, month, date] = day.split('-').map(Number);
      const weekday = WEEKDAYS[weekdayOf(day) - 1];
      expect(formatWallDate(day)).toBe(`${weekday} ${date} ${MONTHS[(month ?? 0) - 1]} ${year}`);
    }
  });

  it('shows every quarter hour around the changes of a zone as the zone table has it', () => {
    const table = loadZoneTable();
    const berlin = zoneNamed(table, 'Europe/Berlin');
    for (const change of ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z']) {
      for (let step = -24; step <= 24; step += 1) {
        const local = table.localAt(berlin, epochMs(instant(change) + step * 15 * MINUTE));
        const [, weekday, date, time] =
          /^(\w+), 0?(\d+ \w+ \d+) (\d\d:\d\d)/.exec(new Date(`${local}Z`).toUTCString()) ?? [];
        expect(formatWallClock(local)).toBe(`${weekday} ${date}, ${time}`);
      }
    }
  });
});
