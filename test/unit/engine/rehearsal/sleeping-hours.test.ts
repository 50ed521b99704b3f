import { describe, expect, test } from 'vitest';
import { parseSleepingHours, wakingAt } from '#engine/rehearsal/sleeping-hours.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { instant, loadZoneTable, zoneNamed } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const rome = zoneNamed(table, 'Europe/Rome');

describe('the hours in which a computer sleeps', () => {
  test('are written as two times of day', () => {
    expect(parseSleepingHours('22:00-07:00')).toEqual({ fromMinute: 22 * 60, toMinute: 7 * 60 });
    expect(parseSleepingHours('13:00 - 14:30')).toEqual({ fromMinute: 13 * 60, toMinute: 14 * 60 + 30 });
  });

  test.each(['', '22', '22-7', '22:00', '22:00-07:00-08:00', '07:00-07:00', '24:00-07:00', 'night'])(
    'are not "%s"',
    (text) => {
      expect(() => parseSleepingHours(text)).toThrow(DomainError);
    },
  );

  test('end at the wall clock of the computer, also in the night in which clocks change', () => {
    const asleep = { hours: parseSleepingHours('22:00-07:00'), zone: rome };
    expect(wakingAt(table, asleep, instant('2026-11-24T23:30:00+01:00'))).toBe(instant('2026-11-25T07:00:00+01:00'));
    expect(wakingAt(table, asleep, instant('2026-11-25T07:00:00+01:00'))).toBeNull();
    expect(wakingAt(table, asleep, instant('2027-03-27T23:00:00+01:00'))).toBe(instant('2027-03-28T07:00:00+02:00'));
    expect(wakingAt(table, null, instant('2026-11-24T23:30:00+01:00'))).toBeNull();
  });
});
