import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusalOf } from '#test/support/refusal.ts';
import { corpusFiles } from '#test/unit/engine/importers/corpora.ts';
import { openImportWorld } from './import-world.ts';

test('the rejects file holds the rows as they stood, with row, column, value and code, and can be mended and imported', async () => {
  const world = openImportWorld();
  const rejectsPath = join(world.folder, 'rejects.csv');
  await world.take('token;recipient;shop note;name\n1;11;a;Anna\n;12;"b, c";"Bert ""B"""\n3;13\n4;"14\n1;11;d;Anna\n', {
    rejectsPath,
  });
  const text = readFileSync(rejectsPath, 'utf8');
  expect(text).toBe(
    [
      '\uFEFFtoken,recipient,shop note,name,row,column,value,code',
      ',12,"b, c","Bert ""B""",3,token,,missing',
      '3,13,,,4,shop note,,tooFewCells',
      '1,11,d,Anna,6,token,1,duplicate',
      ',,,,5,,"4;""14",quote',
      '',
    ].join('\r\n'),
  );
  expect(statSync(rejectsPath).mode & 0o777).toBe(0o600);
  const mended = text.replace(',12,', '2,12,');
  const result = await world.take(mended, { path: world.file('mended.csv', mended) });
  expect(result).toMatchObject({
    new: 2,
    unchanged: 1,
    rejected: 1,
    ignoredColumns: ['shop note', 'row', 'column', 'value', 'code'],
  });
  expect(world.token('2')).toMatchObject({ display_name: 'Bert "B"' });
});

test('a rejects file of a rejects file has the added columns once', async () => {
  const world = openImportWorld();
  const rejectsPath = join(world.folder, 'rejects.csv');
  await world.take('token,recipient\n,12\n1,2\n', { rejectsPath });
  await world.take('', { path: rejectsPath, rejectsPath: join(world.folder, 'again.csv') });
  expect(readFileSync(join(world.folder, 'again.csv'), 'utf8')).toBe(
    '\uFEFFtoken,recipient,row,column,value,code\r\n,12,2,token,,missing\r\n',
  );
});

test('no cell of a rejects file opens a formula, whatever stood in the list, and its names survive the way back', async () => {
  const files = corpusFiles('csv-injection-payloadbox/Intruder', { 'few.txt': '=1+1\n@SUM(1)\n+1+1\n-2+3' });
  const payloads = files.flatMap((file) => file.bytes.toString('utf8').split('\n')).filter(Boolean);
  const world = openImportWorld();
  const rejectsPath = join(world.folder, 'rejects.csv');
  const rows = payloads.map((payload) => `,11,"${payload.replaceAll('"', '""')}"`);
  await world.take(`token,recipient,name\n${rows.join('\n')}\n`, { rejectsPath });
  const lines = readFileSync(rejectsPath, 'utf8').slice(1).split('\r\n').slice(1, -1);
  expect(lines).toHaveLength(payloads.length);
  for (const line of lines) expect(line.split(',')[2]).not.toMatch(/^"?[\s"]*[=+\-@]/u);
  const mended = lines.map((line, index) => `${index + 1}${line.replace(',11,', `,${index + 100},`)}`);
  await world.take(`token,recipient,name,row,column,value,code\n${mended.join('\n')}\n`);
  payloads.forEach((payload, index) => expect(world.token(String(index + 1))).toMatchObject({ display_name: payload }));
});

test('broken lines of NDJSON stand in it as they were, rows with the keys of all rows', async () => {
  const world = openImportWorld();
  const rejectsPath = join(world.folder, 'rejects.csv');
  await world.take('{"token":"1","recipient":"11"}\n{"token":\n{"recipient":"13","city":"Rome"}\n', { rejectsPath });
  expect(readFileSync(rejectsPath, 'utf8').slice(1).split('\r\n')).toEqual([
    'token,recipient,city,row,column,value,code',
    ',13,Rome,3,token,,missing',
    ',,,2,,"{""token"":",notJson',
    '',
  ]);
});

test('a rejects file that cannot be written is refused by name, and nothing is stored', async () => {
  const world = openImportWorld();
  const rejectsPath = join(world.folder, 'no', 'such', 'folder.csv');
  expect(await refusalOf(world.take('token,recipient\n1,2\n', { rejectsPath }))).toContain(
    `The rejects file "${rejectsPath}" cannot be written`,
  );
  expect(world.rows('SELECT * FROM import')).toEqual([]);
});
