import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { execute } from '#engine/store/database.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { type ImportWorld, openImportWorld } from './import-world.ts';

function openRome(): ImportWorld {
  const world = openImportWorld();
  execute(world.db, `UPDATE account SET page_zone = 'Europe/Rome'`);
  return world;
}

const createdAt = (world: ImportWorld, token: string): unknown => world.token(token)?.['created_at_ms'];

test("times without a zone are on the Page's clock, and the change set shows how each way was read", async () => {
  const world = openRome();
  const result = await world.take(
    'token;recipient;Opt-in date\n1;11;2026-09-01 10:00\n2;12;1.12.2026\n3;13;46275,5\n4;14;1763600000\n5;15;2026-09-01T10:00:00+00:00\n',
  );
  expect(result).toMatchObject({ new: 5, flagged: 0 });
  expect([1, 2, 3, 4, 5].map((token) => createdAt(world, String(token)))).toEqual([
    Date.UTC(2026, 8, 1, 8),
    Date.UTC(2026, 10, 30, 23),
    Date.UTC(2026, 8, 10, 10),
    1_763_600_000_000,
    Date.UTC(2026, 8, 1, 10),
  ]);
  expect(result.dates).toEqual([
    {
      column: 'Opt-in date',
      field: 'createdAt',
      form: 'pageClock',
      count: 2,
      written: '2026-09-01 10:00',
      at: Date.UTC(2026, 8, 1, 8),
    },
    {
      column: 'Opt-in date',
      field: 'createdAt',
      form: 'serial',
      count: 1,
      written: '46275,5',
      at: Date.UTC(2026, 8, 10, 10),
    },
    {
      column: 'Opt-in date',
      field: 'createdAt',
      form: 'instant',
      count: 2,
      written: '1763600000',
      at: 1_763_600_000_000,
    },
  ]);
});

describe('whether the day or the month comes first in 03/04/2026', () => {
  const list = (...dates: readonly string[]): string =>
    `token,recipient,created_at,last_inbound_at\n${dates.map((date, n) => `${n + 1},1${n},${date},${date}`).join('\n')}\n`;

  test.each([
    ['13/10/2026', Date.UTC(2026, 3, 2, 22), 'dayFirst'],
    ['10/13/2026', Date.UTC(2026, 2, 3, 23), 'monthFirst'],
  ])('is shown by another date of the column: %s', async (proof, at, form) => {
    const world = openRome();
    const result = await world.take(list('03/04/2026', proof));
    expect(createdAt(world, '1')).toBe(at);
    expect(world.token('1')).toMatchObject({ opted_in_at_ms: at });
    expect(result.dates[0]).toMatchObject({ form, count: 2, written: '03/04/2026', at });
    expect(world.rows('SELECT last_inbound_at_ms AS at FROM recipient ORDER BY id')).toMatchObject([{ at }, {}]);
  });

  test.each([
    ['nothing', ['03/04/2026', '05/06/2026']],
    ['dates of both orders', ['03/04/2026', '13/10/2026', '10/13/2026']],
  ])('is not known from %s: the list is refused with the way out', async (_what, dates) => {
    const world = openRome();
    const sentence = await refusalOf(world.take(list(...dates)));
    expect(sentence).toContain('"03/04/2026" of the column "created_at"');
    expect(sentence).toContain('--dates day-first');
    expect(world.rows('SELECT count(*) AS n FROM recipient')).toEqual([{ n: 0 }]);
  });

  test('is what the person says, whatever the column shows; a date of the other order alone is still read', async () => {
    const world = openRome();
    await world.take(list('03/04/2026', '13/10/2026'), { dateOrder: 'monthFirst' });
    expect(createdAt(world, '1')).toBe(Date.UTC(2026, 2, 3, 23));
    expect(createdAt(world, '2')).toBe(Date.UTC(2026, 9, 12, 22));
  });

  test('is decided column by column', async () => {
    const world = openRome();
    const text = 'token,recipient,created_at,expires_at\n1,11,03/04/2026,2027-01-01\n2,12,13/04/2026,05/06/2027\n';
    expect(await refusalOf(world.take(text))).toContain('"05/06/2027" of the column "expires_at"');
  });
});

test('a cell that is no date costs the date and not the person, and only cells of dates are days of a spreadsheet', async () => {
  const world = openRome();
  const result = await world.take('token,recipient,created_at,name\n46275,46276,soon,46277\n');
  expect(result).toMatchObject({
    new: 1,
    rejected: 0,
    flags: [{ row: 2, column: 'created_at', code: 'timeNonsense' }],
  });
  expect(world.token('46275')).toMatchObject({ scoped_id: '46276', display_name: '46277', created_at_ms: null });
});

test("date cells and plain day numbers of a workbook are on the Page's clock", async () => {
  const world = openRome();
  const path = join(world.folder, 'dates.xlsx');
  const cell = (value: string | number): object => ({ value, type: typeof value === 'string' ? String : Number });
  await writeExcelFile([
    [cell('token'), cell('recipient'), cell('creation_timestamp')],
    [cell('1'), cell('11'), { value: new Date('2025-11-20T10:20:30Z'), type: Date, format: 'yyyy-mm-dd hh:mm:ss' }],
    [cell('2'), cell('12'), cell(46_275)],
  ] as never).toFile(path);
  expect(await world.take('', { path })).toMatchObject({ new: 2, flagged: 0 });
  expect(createdAt(world, '1')).toBe(Date.UTC(2025, 10, 20, 9, 20, 30));
  expect(createdAt(world, '2')).toBe(Date.UTC(2026, 8, 9, 22));
});
