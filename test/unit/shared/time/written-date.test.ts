import { describe, expect, test } from 'vitest';
import { readWrittenDate, type WrittenDate } from '#shared/time/written-date.ts';

const wall = (text: string): string | null => {
  const read = readWrittenDate(text);
  return read.kind === 'wall' ? `${read.local}${read.order === null ? '' : ` ${read.order}`}` : null;
};

describe('a date that can be read in one way only is what a wall clock shows', () => {
  test.each([
    ['2026-09-01 10:00', '2026-09-01T10:00:00'],
    ['2026-09-01', '2026-09-01T00:00:00'],
    ['2026/9/1', '2026-09-01T00:00:00'],
    ['2026-09-01T10:00:00.123456', '2026-09-01T10:00:00'],
    ['1.9.2026', '2026-09-01T00:00:00'],
    ['1. 9. 2026', '2026-09-01T00:00:00'],
    ['13/10/2026', '2026-10-13T00:00:00 dayFirst'],
    ['13/10/2026 09:30', '2026-10-13T09:30:00 dayFirst'],
    ['10/13/2026, 9:30:00 PM', '2026-10-13T21:30:00 monthFirst'],
    ['13/10/2026 09.30.00', '2026-10-13T09:30:00 dayFirst'],
    ['13-10-2026', '2026-10-13T00:00:00 dayFirst'],
    ['3/3/2026', '2026-03-03T00:00:00'],
    ['12/31/2026 12:00 a.m.', '2026-12-31T00:00:00 monthFirst'],
    ['13 ottobre 2026', '2026-10-13T00:00:00'],
    ['13. Oktober 2026, 09:30 Uhr', '2026-10-13T09:30:00'],
    ['Oct 13, 2026', '2026-10-13T00:00:00'],
    ['5 mei 2026', '2026-05-05T00:00:00'],
    ['1 ago 2026', '2026-08-01T00:00:00'],
    ['2026年10月13日 9:30', '2026-10-13T09:30:00'],
    ['２０２６/０９/０１', '2026-09-01T00:00:00'],
    ['46275', '2026-09-10T00:00:00'],
    ['46275.4166667', '2026-09-10T10:00:00'],
    ['46275,4166667', '2026-09-10T10:00:00'],
  ])('%s', (text, expected) => expect(wall(text)).toBe(expected));
});

test('a date whose day and month could change places stays both', () => {
  expect(readWrittenDate('03/04/2026 10:00')).toEqual({
    kind: 'either',
    dayFirst: '2026-04-03T10:00:00',
    monthFirst: '2026-03-04T10:00:00',
    offsetSeconds: null,
  });
});

test('an offset in a text is kept, and numbers of seconds are instants', () => {
  expect(readWrittenDate('Tue, 13 Oct 2026 09:30:00 GMT')).toMatchObject({ offsetSeconds: 0 });
  expect(readWrittenDate('2026-09-01 10:00:00+02')).toMatchObject({ offsetSeconds: 7_200 });
  expect(readWrittenDate('1763600000')).toEqual({ kind: 'instant', at: 1_763_600_000_000 });
  expect(readWrittenDate('0').kind).toBe('absent');
});

test.each([
  'soon',
  '12',
  '-5',
  '01.02.03',
  '9:30',
  '32/10/2026',
  '2026-02-30',
  '2026-09-01 25:00',
  '1/1/1999',
  '10.13.2026',
  '30000',
])('"%s" is no date', (text) => expect(readWrittenDate(text)).toEqual({ kind: 'nonsense' } satisfies WrittenDate));
