import { describe, expect, it } from 'vitest';
import { createZoneTable } from '#shared/time/zone-table.ts';

const schedule = { at: [100, 200], offsets: [0, 3_600, 0] };
const good = {
  iana: { release: '2026c', schedules: [schedule], zones: { 'A/B': 0, 'A/C': 0 }, links: { 'A/C': 'A/B' } },
  windows: { zones: { 'B Time': 'A/B' } },
};

describe('zone data', () => {
  it('makes a table when it is whole', () => {
    const table = createZoneTable(good);
    expect(table.names).toEqual(['A/B', 'A/C']);
    expect(table.identify('a/c')).toEqual({ kind: 'known', zone: 'A/C', note: 'link' });
  });

  it.each([
    ['no object', { iana: null }, 'zone table is null, must be an object'],
    ['a list for an object', { iana: [] }, 'zone table is [], must be an object'],
    ['no release', { iana: { ...good.iana, release: 2026 } }, 'release is 2026, must be like 2026c'],
    ['no schedules', { iana: { ...good.iana, schedules: {} } }, 'schedules is {}, must be a list'],
    ['times out of order', withSchedule({ at: [200, 100], offsets: [0, 1, 2] }), 'must be in ascending order'],
    ['times twice', withSchedule({ at: [100, 100], offsets: [0, 1, 2] }), 'must be in ascending order'],
    ['offsets missing', withSchedule({ at: [100], offsets: [0] }), 'schedules[0] is 1, must be 2 offsets'],
    ['an offset of a day', withSchedule({ at: [], offsets: [86_400] }), 'must be within 16 hours of UTC'],
    ['a half second', withSchedule({ at: [], offsets: [0.5] }), 'schedules[0].offsets is 0.5, must be whole numbers'],
    [
      'a text for a time',
      withSchedule({ at: ['1'], offsets: [0, 1] }),
      'schedules[0].at is "1", must be whole numbers',
    ],
    ['a schedule that is not there', { iana: { ...good.iana, zones: { 'A/B': 7 } } }, 'zones.A/B is 7'],
    ['a link to nowhere', { iana: { ...good.iana, links: { 'A/C': 'X/Y' } } }, 'links.A/C is "X/Y"'],
    ['a link from nowhere', { iana: { ...good.iana, links: { 'X/Y': 'A/B' } } }, 'links.X/Y is "X/Y"'],
    ['a Windows name for nowhere', { windows: { zones: { Mars: 'X/Y' } } }, 'windows.Mars is "X/Y"'],
    ['no Windows names', { windows: {} }, 'windows is undefined, must be an object'],
  ])('is refused with %s', (_, change, message) => {
    expect(() => createZoneTable({ ...good, ...change })).toThrow(message);
  });
});

function withSchedule(broken: unknown) {
  return { iana: { ...good.iana, schedules: [broken] } };
}
