import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { addFormulaPrefix } from '#engine/importers/formula-prefix.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { corpusFiles } from '#test/unit/engine/importers/corpora.ts';
import { openImportWorld } from './import-world.ts';

describe('every form a list comes in', () => {
  const rows = [
    { notification_messages_token: '6177341647910041736', recipient_id: '11', topic_title: 'Café, "new"' },
    { notification_messages_token: '2', recipient_id: '12', topic_title: 'two\nlines' },
  ];
  const quoted = (delimiter: string): string =>
    [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
      .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
      .join('\r\n');
  test.each([
    ['CSV', quoted(',')],
    ['CSV with semicolons and a byte order mark', `\uFEFF${quoted(';')}`],
    ['TSV', quoted('\t')],
    ['CSV in UTF-16, little end first', Buffer.from(`\uFEFF${quoted(',')}`, 'utf16le')],
    ['CSV in UTF-16, big end first', Buffer.from(`\uFEFF${quoted(',')}`, 'utf16le').swap16()],
    ['a JSON list', JSON.stringify(rows, null, 2)],
    ['one page of the Graph list', JSON.stringify({ data: rows, paging: { cursors: { after: 'x' } } })],
    ['a list of pages', JSON.stringify(rows.map((row) => ({ data: [row] })))],
    ['NDJSON', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['JSON values one after another', rows.map((row) => JSON.stringify(row, null, 1)).join('\n')],
  ])('%s gives the same people', async (_name, content) => {
    const world = openImportWorld();
    expect(await world.take(content)).toMatchObject({ rows: 2, new: 2, rejected: 0 });
    expect(world.token('6177341647910041736')).toMatchObject({ scoped_id: '11', topic: 'Café, "new"' });
    expect(world.token('2')).toMatchObject({ topic: 'two\nlines' });
  });

  test('a workbook gives them too, and a number that has lost its digits is refused', async () => {
    const world = openImportWorld();
    const cell = (value: string | number): object => ({ value, type: typeof value === 'string' ? String : Number });
    const path = join(world.folder, 'list.xlsx');
    await writeExcelFile([
      [cell('Token'), cell('Recipient'), cell('Name'), cell('Created at')],
      [cell('6177341647910041736'), cell('24512345678901234'), cell('Zoë'), cell(1_700_000_000_000)],
      [cell(Number('6177341647910041736')), cell('12'), cell('rounded'), cell('')],
      [cell('3'), cell(1_234_567_890_123_456), cell('sixteen digits'), cell('')],
      [cell(4), cell(14), cell('short numbers'), cell('')],
    ] as never).toFile(path);
    const result = await world.take('', { path });
    expect(result.rejects.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '3 Token digitsLost',
      '4 Recipient digitsLost',
    ]);
    expect(result).toMatchObject({ rows: 4, new: 2 });
    expect(world.token('6177341647910041736')).toMatchObject({ display_name: 'Zoë', created_at_ms: 1_700_000_000_000 });
  });

  test('a broken line of NDJSON, and a row without its key, cost themselves', async () => {
    const world = openImportWorld();
    const result = await world.take(
      '{"token":"1","recipient":"11"}\n{"token":\n{"recipient":"13"}\n[1]\n{"token":6177341647910041736,"recipient":{"id":"4"}}\n{"token":"5","recipient":"15"}\n',
    );
    expect(result).toMatchObject({ rows: 6, new: 2 });
    expect(result.rejects).toEqual([
      { row: 2, column: null, value: '{"token":', code: 'notJson' },
      { row: 3, column: 'token', value: null, code: 'missing' },
      { row: 4, column: null, value: '{…}', code: 'notARow' },
      { row: 5, column: 'recipient', value: '{…}', code: 'notText' },
    ]);
  });
});

describe('what cannot be imported is refused in one sentence', () => {
  test('a file of another kind, an empty one, one that is not there', async () => {
    const world = openImportWorld();
    expect(await refusalOf(world.take(Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1')))).toContain(
      '"list.csv" is a PNG picture',
    );
    expect(await refusalOf(world.take(''))).toContain('is empty');
    expect(await refusalOf(world.take('token,recipient\n'))).toContain('holds no rows of tokens');
    expect(await refusalOf(world.take('', { path: join(world.folder, 'gone.csv') }))).toContain(
      'there is no such file',
    );
    expect(await refusalOf(world.take('', { path: world.folder }))).toContain('is no file');
    expect(readdirSync(join(world.folder, 'staging'))).toEqual([]);
  });

  test('a ZIP archive that is no workbook', async () => {
    const world = openImportWorld();
    const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
    expect(await refusalOf(world.take(zip))).toContain('is a ZIP archive');
    expect(await refusalOf(world.take(Buffer.concat([Buffer.of(0x50, 0x4b, 3, 4), Buffer.alloc(40)])))).toContain(
      'damaged workbook',
    );
  });

  test('an account that is not there', async () => {
    const world = openImportWorld();
    expect(await refusalOf(world.take('token,recipient\n1,2\n', { accountId: 9 as never }))).toContain(
      'There is no account a9',
    );
  });
});

test('every naughty string goes through a name and comes back unchanged; blank ones are no names', async () => {
  const world = openImportWorld();
  const [file] = corpusFiles('blns', {
    'blns.json': '["Ω≈ç√", "<script>", "\'; DROP TABLE", "=1+1", "\\u202Etest"]',
  }).filter((one) => one.name === 'blns.json');
  const strings = JSON.parse(String(file?.bytes)) as string[];
  const csv = strings.map(
    (text, index) => `${index + 1},9${index + 1},"${addFormulaPrefix(text).replaceAll('"', '""')}"`,
  );
  const result = await world.take(`token,recipient,name\n${csv.join('\n')}\n`);
  expect(result.rejects).toEqual([]);
  const names = new Map(
    world
      .rows('SELECT scoped_id, display_name FROM recipient')
      .map((row) => [String(row['scoped_id']), row['display_name']]),
  );
  strings.forEach((text, index) => {
    expect(names.get(`9${index + 1}`)).toBe(text.trim() === '' ? null : text);
  });
});
