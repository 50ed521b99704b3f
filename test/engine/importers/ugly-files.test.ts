import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { refusalOf } from '#test/support/refusal.ts';
import { openImportWorld } from './import-world.ts';

describe('what stands above the column names is no row', () => {
  test('titles, dates and blank lines of a semicolon list from an Italian Excel', async () => {
    const world = openImportWorld();
    const text = [
      'Elenco clienti Caffè Sole;;;;',
      'Esportato il 21/11/2026;;;;',
      ';;;;',
      'Contatto;;Permesso;;',
      'Nome;PSID;Token;Scade;Telefono',
      '"Rossi; Anna 🌻";24512345678901234;6177341647910041736;31/12/2027;+39 333',
      'مريم;24512345678901235;6177341647910041737;30/11/2027;',
      'Totale;2;;;',
    ].join('\r\n');
    const result = await world.take(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(result).toMatchObject({
      rows: 3,
      new: 2,
      rejects: [{ row: 8, column: 'Token', code: 'missing' }],
      ignoredColumns: ['Telefono'],
    });
    expect(world.token('6177341647910041736')).toMatchObject({ display_name: 'Rossi; Anna 🌻' });
    expect(world.token('6177341647910041737')).toMatchObject({ display_name: 'مريم' });
  });

  test('a title over names only the person can give, and a workbook with a merged title', async () => {
    const world = openImportWorld();
    const map = [
      { column: 'Handle', field: 'token' },
      { column: 'Who', field: 'recipient' },
    ];
    expect(await world.take('My list\n\nHandle,Who,Called\n71,9001,Anna\n', { map })).toMatchObject({
      rows: 1,
      new: 1,
    });
    const path = join(world.folder, 'title.xlsx');
    const line = (...cells: readonly string[]): readonly object[] => cells.map((value) => ({ value, type: String }));
    await writeExcelFile([
      [{ value: 'Our guests', type: String, columnSpan: 3 }, null, null],
      [null, null, null],
      line('Token', 'PSID', 'Name', 'Note'),
      line('72', '9002', 'Budi'),
    ] as never).toFile(path);
    expect(await world.take('', { path })).toMatchObject({ rows: 1, new: 1, rejected: 0 });
    expect(world.token('72')).toMatchObject({ display_name: 'Budi' });
  });

  test('rows that are rejected keep their place in the file', async () => {
    const world = openImportWorld();
    const result = await world.take('Title,,\n,,\ntoken,recipient,name\n1,x,Anna\n');
    expect(result.rejects).toEqual([{ row: 4, column: 'recipient', value: 'x', code: 'notAnId' }]);
  });
});

test('a list without column names goes by letters, and its first person is not lost', async () => {
  const world = openImportWorld();
  const text = '6177341647910041736,24512345678901234,Anna\n6177341647910041737,24512345678901235,Budi\n';
  expect(await refusalOf(world.take(text))).toContain('the columns are "A", "B", "C"');
  const map = [
    { column: 'A', field: 'token' },
    { column: 'B', field: 'recipient' },
    { column: 'C', field: 'name' },
  ];
  expect(await world.take(text, { map })).toMatchObject({ new: 2 });
  expect(world.token('6177341647910041736')).toMatchObject({ display_name: 'Anna' });
});

test('forty columns, two of the same name and empty ones between are read', async () => {
  const world = openImportWorld();
  const extra = Array.from({ length: 35 }, (_, n) => (n % 5 === 0 ? '' : `field ${n % 9}`));
  const columns = ['PSID', '', 'Token', ...extra, 'Note', 'Note'];
  const cells = columns.map((name) => (name === 'PSID' ? '9001' : name === 'Token' ? '71' : 'x'));
  expect(await world.take(`${columns.join('\t')}\n${cells.join('\t')}\n`)).toMatchObject({ new: 1, rejected: 0 });
});

describe('a file that is no list is refused with what to do', () => {
  const container = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      Buffer.from(stream, 'utf16le'),
      Buffer.alloc(200),
    ]);
  test.each([
    [
      'a table of a web page saved as .xls',
      Buffer.from('<html><table><tr><td>token</td></tr></table></html>'),
      'open it in Excel and save it',
    ],
    ['a workbook behind a password', container('EncryptedPackage'), 'protected by a password'],
    ['an old workbook', container('Workbook'), 'an old Excel'],
  ])('%s', async (_what, content, words) => {
    expect(await refusalOf(openImportWorld().take(content))).toContain(words);
  });
});
