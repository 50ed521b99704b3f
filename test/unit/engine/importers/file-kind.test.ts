import { expect, test } from 'vitest';
import { findLayout } from '#engine/importers/delimiter.ts';
import { fileKindOf } from '#engine/importers/file-kind.ts';
import { refusalIn } from './refusal-in.ts';

const bytes = (...values: (number | string)[]): Buffer =>
  Buffer.concat(values.map((value) => (typeof value === 'number' ? Buffer.of(value) : Buffer.from(value))));

test.each([
  ['a PNG picture', bytes(0x89, 'PNG\r\n', 0x1a)],
  ['a PDF document', bytes('%PDF-1.7', 0x0a, 0xe2, 0xe3)],
  ['a ZIP archive', bytes('PK', 5, 6, 0, 0)],
  ['a Windows program', bytes('MZ', 0x90, 0, 3)],
  ['an SQLite database', bytes('SQLite format 3', 0)],
  ['an old Excel or Word file', bytes(0xd0, 0xcf, 0x11, 0xe0)],
  ['a gzip archive', bytes(0x1f, 0x8b, 8)],
  ['a JPEG picture', bytes(0xff, 0xd8, 0xff, 0xe0)],
  ['a web page or XML file', bytes('<!doctype html><title>x</title>')],
  ['no text', bytes('abc', 0, 1, 2, 'def,ghi')],
])('a file that is %s is refused by this name', (name, sample) => {
  const found = refusalIn(() => fileKindOf(sample, null, 'list.csv'));
  expect(found).toMatchObject({ code: 'fileRefused' });
  expect(found.message).toContain(`"list.csv" is ${name}`);
});

test('an empty file and one of white space are refused as such', () => {
  expect(refusalIn(() => fileKindOf(Buffer.alloc(0), null, 'x')).message).toContain('is empty');
  expect(refusalIn(() => fileKindOf(Buffer.from(' \n\n'), null, 'x')).message).toContain('white space');
});

test('a list whose first word looks like a signature is still a list', () => {
  expect(fileKindOf(Buffer.from('MZ_token,recipient\n1,2\n'), null, 'x')).toEqual({ kind: 'table', encoding: 'utf-8' });
});

test('UTF-16 is found by its mark and without one', () => {
  const text = 'token,recipient\n1,2\n';
  expect(fileKindOf(Buffer.from(`\uFEFF${text}`, 'utf16le'), null, 'x')).toMatchObject({ encoding: 'utf-16le' });
  expect(fileKindOf(Buffer.from(text, 'utf16le'), null, 'x')).toMatchObject({ encoding: 'utf-16le' });
  expect(fileKindOf(Buffer.from(text, 'utf16le').swap16(), null, 'x')).toMatchObject({ encoding: 'utf-16be' });
});

test('one zero byte in a list leaves it a list', () => {
  expect(fileKindOf(bytes('token,recipient\n1,2', 0, '\n3,4\n'), null, 'x')).toEqual({
    kind: 'table',
    encoding: 'utf-8',
  });
});

test('a log is known behind a first line that is none, a list with JSON in a cell stays a list', () => {
  const row = '{"token":"1","recipient":"2"}\n';
  for (const first of ['garbage', '<html>', 'Nov 21 started', '\0\0']) {
    expect(fileKindOf(Buffer.from(`${first}\n${row}${row}`), null, 'x')).toMatchObject({ kind: 'json' });
  }
  expect(fileKindOf(Buffer.from(`who,what\n${row}`), null, 'x')).toMatchObject({ kind: 'json' });
  expect(fileKindOf(Buffer.from('token,recipient,note\n1,2,"\n{""token"":1}"\n'), null, 'x').kind).toBe('table');
  expect(fileKindOf(Buffer.from('Nov 21\n{"handle":"1"}\n'), null, 'x').kind).toBe('table');
  expect(fileKindOf(Buffer.from('Nov 21\n{"handle":"1"}\n'), null, 'x', ['handle']).kind).toBe('json');
});

test('JSON is told from a table by its first sign', () => {
  expect(fileKindOf(Buffer.from('\uFEFF [{"a":1}]'), null, 'x')).toMatchObject({ kind: 'json' });
});

test.each([',', ';', '\t', '|', '^', '~', ':', '\u001F'])('the delimiter %j is found', (delimiter) => {
  const row = (...cells: string[]): string => cells.join(delimiter);
  const sample = `${row('token', 'recipient', 'name')}\n${row('1', '2', 'Rossi, Anna; Maria')}\n`;
  expect(findLayout(sample, [])).toEqual({ delimiter, hasSeparatorLine: false });
});

test('a quoted delimiter in a column name misleads nobody', () => {
  expect(findLayout('token;recipient;"name, first"\n1;2;"a,b,c"\n', []).delimiter).toBe(';');
});

test("names of the user's mapping help to find the delimiter of a list without known names", () => {
  expect(findLayout('tok a;rec,b;c\n1;2;3\n', ['tok a', 'rec,b']).delimiter).toBe(';');
});

test("Excel's separator line is obeyed", () => {
  expect(findLayout('sep=;\ntoken;recipient\n', [])).toEqual({ delimiter: ';', hasSeparatorLine: true });
});
