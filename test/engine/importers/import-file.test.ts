import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { addFormulaPrefix } from '#engine/importers/formula-prefix.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { corpusFiles } from '#test/unit/engine/importers/corpora.ts';
import { contents, NOW, openImportWorld } from './import-world.ts';

const HEADER = 'token,recipient,name,timezone,topic,next_eligible_time';

describe('a list of new people', () => {
  test('goes in whole, and the result says so in the agreed shape', async () => {
    const world = openImportWorld();
    const result = await world.take(
      `${HEADER}\n6177341647910041736,24512345678901234,Anna,Europe/Rome,Offers,1795100000\n72,25,,Asia/Tokyo,,\n`,
    );
    expect(result).toMatchObject({
      import: 'i1',
      rows: 2,
      new: 2,
      changed: 0,
      unchanged: 0,
      flagged: 0,
      rejected: 0,
      rejects: [],
    });
    expect(world.token('6177341647910041736')).toMatchObject({
      scoped_id: '24512345678901234',
      display_name: 'Anna',
      zone: 'Europe/Rome',
      topic: 'Offers',
      next_eligible_at_ms: 1_795_100_000_000,
      next_eligible_source: 'file',
    });
  });

  test('imported again adds and changes nothing', async () => {
    const world = openImportWorld();
    const text = `${HEADER}\n1,2,Anna,Europe/Rome,Offers,1795100000\n3,4,,Mars/City,,\n`;
    await world.take(text);
    const before = contents(world);
    const result = await world.take(text);
    expect(result).toMatchObject({ rows: 2, new: 0, changed: 0, unchanged: 2, flagged: 1 });
    expect(contents(world)).toEqual(before);
  });

  test('is entered into the consent record, whose hashes hold', async () => {
    const world = openImportWorld();
    await world.take(
      `${HEADER},creation_timestamp\n1,2,,Europe/Rome,Offers,,1700000000\n5,2,,Europe/Rome,News,,1700000001\n`,
    );
    const events = world.rows('SELECT kind, at_ms, source, wording, import_id FROM consent_event ORDER BY id');
    expect(events).toEqual([
      { kind: 'optIn', at_ms: 1_700_000_000_000, source: 'file', wording: 'Offers', import_id: 1 },
      { kind: 'optIn', at_ms: 1_700_000_001_000, source: 'file', wording: 'News', import_id: 1 },
    ]);
    expect(await world.parts.store.read('consent.verify', { recipientId: null })).toEqual([]);
  });
});

test('a dry run tells the same and writes nothing, its own staging file included', async () => {
  const world = openImportWorld();
  const text = `${HEADER}\n1,2,Anna,Europe/Rome,Offers,\nx y,2,,,,\n`;
  const before = contents(world);
  const dry = await world.take(text, { dryRun: true });
  expect(contents(world)).toEqual(before);
  expect(world.rows('SELECT * FROM import')).toEqual([]);
  expect(readdirSync(join(world.folder, 'staging'))).toEqual([]);
  const { import: dryId, ...told } = dry;
  const { import: realId, ...done } = await world.take(text);
  expect([dryId, realId]).toEqual([null, 'i1']);
  expect(done).toEqual(told);
});

describe('rows that are not taken', () => {
  test('are each told with row, column, value and code, and do not keep the others out', async () => {
    const world = openImportWorld();
    const result = await world.take(
      [
        'token,recipient,name',
        '1,11,Anna',
        ',12,no token',
        '3,,no recipient',
        '6.17734E+18,14,rounded',
        '5 5,15,space',
        '6,16',
        '7,17,x,y',
        '8,18,"open',
        '1,11,again',
        '1,99,another person',
        '10,20,Zoë',
      ].join('\n'),
    );
    expect(result).toMatchObject({ rows: 11, new: 2, rejected: 9 });
    expect(result.rejects).toEqual([
      { row: 3, column: 'token', value: null, code: 'missing' },
      { row: 4, column: 'recipient', value: null, code: 'missing' },
      { row: 5, column: 'token', value: '6.17734E+18', code: 'digitsLost' },
      { row: 6, column: 'token', value: '5 5', code: 'space' },
      { row: 7, column: 'name', value: null, code: 'tooFewCells' },
      { row: 8, column: null, value: 'y', code: 'tooManyCells' },
      { row: 9, column: null, value: '8,18,"open', code: 'quote' },
      { row: 10, column: 'token', value: '1', code: 'duplicate' },
      { row: 11, column: 'token', value: '1', code: 'tokenOfTwoPeople' },
    ]);
    expect(world.token('10')).toMatchObject({ display_name: 'Zoë' });
    expect(world.token('1')).toMatchObject({ scoped_id: '11', display_name: 'Anna' });
  });

  test('one zero byte costs its row, in whatever column it stands', async () => {
    const world = openImportWorld();
    const result = await world.take('token,recipient,name,shoe size\n1,11,A\0,1\n2\0,12,B,2\n3,13,C,3\0\n4,14,D,4\n');
    expect(result).toMatchObject({ rows: 4, new: 1, rejected: 3 });
    expect(result.rejects.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '2 name hiddenCharacter',
      '3 token hiddenCharacter',
      '4 shoe size hiddenCharacter',
    ]);
  });

  test('a second column for the token refuses the table, one for another field is named as ignored', async () => {
    const world = openImportWorld();
    expect(await refusalOf(world.take('token,recipient,Token\n1,11,2\n'))).toContain(
      'the columns 1 ("token") and 3 ("Token") could both be the token',
    );
    expect(await world.take('token,recipient,Name,name\n1,11,A,B\n')).toMatchObject({ ignoredColumns: ['name'] });
  });

  test('a token that belongs to somebody else here is refused, and a right row of the same file still counts', async () => {
    const world = openImportWorld();
    await world.take('token,recipient,name\n1,11,Anna\n');
    const result = await world.take('token,recipient,name\n1,99,Bert\n1,11,Anna Rossi\n');
    expect(result).toMatchObject({ changed: 1, rejected: 1 });
    expect(result.rejects).toEqual([{ row: 2, column: 'token', value: '1', code: 'tokenOfOtherPerson' }]);
    expect(world.token('1')).toMatchObject({ scoped_id: '11', display_name: 'Anna Rossi' });
  });

  test('a person may hold several tokens', async () => {
    const world = openImportWorld();
    expect(await world.take('token,recipient\n1,11\n2,11\n3,11\n')).toMatchObject({
      new: 3,
      newPeople: 1,
      rejected: 0,
    });
    expect(world.rows('SELECT count(*) AS n FROM recipient')).toEqual([{ n: 1 }]);
  });

  test('bytes that are no UTF-8 are told with their row; Windows-1252 is read when the caller says so', async () => {
    const world = openImportWorld();
    const bytes = Buffer.concat([
      Buffer.from('token,recipient,name\n1,11,Jos'),
      Buffer.of(0xe9),
      Buffer.from('\n2,12,Ann\n'),
    ]);
    const result = await world.take(bytes, { dryRun: true });
    expect(result).toMatchObject({ new: 1, rejects: [{ row: 2, column: 'name', value: 'Jos�', code: 'encoding' }] });
    await world.take(bytes, { encoding: 'windows-1252' });
    expect(world.token('1')).toMatchObject({ display_name: 'José' });
  });
});

describe('rows that are taken and flagged', () => {
  test('an unknown zone, a missing one, UTC and a nonsense time are told, and the token is kept', async () => {
    const world = openImportWorld();
    const result = await world.take(
      `${HEADER}\n1,11,,Mars/City,,\n2,12,,,,\n3,13,,UTC,,\n4,14,,asia/calcutta,,soon\n5,15,,W. Europe Standard Time,,\n`,
    );
    expect(result).toMatchObject({ new: 5, flagged: 4, rejected: 0 });
    expect(result.flags).toEqual([
      { row: 2, column: 'timezone', value: 'Mars/City', code: 'zoneUnknown' },
      { row: 3, column: 'timezone', value: null, code: 'zoneMissing' },
      { row: 4, column: 'timezone', value: 'UTC', code: 'zoneUtc' },
      { row: 5, column: 'next_eligible_time', value: 'soon', code: 'timeNonsense' },
    ]);
    const kept = world.rows('SELECT zone FROM notification_token ORDER BY token').map((row) => row['zone']);
    expect(kept).toEqual(['Mars/City', null, 'UTC', 'Asia/Calcutta', 'Europe/Berlin']);
    expect(world.token('4')).toMatchObject({ next_eligible_at_ms: null });
  });

  test('a suppressed person stays so after every import, and the row says it', async () => {
    const world = openImportWorld();
    await world.take('token,recipient\n1,11\n');
    await world.parts.store.write('person.suppress', { recipientId: 1 as never, at: NOW });
    const result = await world.take('token,recipient,creation_timestamp\n1,11,1795000000\n2,11,1795000000\n');
    expect(result.flags.map((flag) => flag.code)).toEqual(['suppressed', 'suppressed']);
    expect(world.token('2')).toMatchObject({ suppressed_at_ms: NOW });
  });

  test('a person of whom an erasure left only a hash comes back suppressed', async () => {
    const world = openImportWorld();
    await world.take('token,recipient\n1,11\n');
    await world.parts.store.write('person.erase', { recipientId: 1, at: NOW });
    const result = await world.take('token,recipient\n1,11\n2,12\n');
    expect(result.flags).toEqual([{ row: 2, column: null, value: '11', code: 'suppressed' }]);
    expect(world.token('1')).toMatchObject({ suppressed_at_ms: NOW });
    expect(world.token('2')).toMatchObject({ suppressed_at_ms: null });
  });

  test('a person who has stopped stays so unless the list knows a newer opt-in', async () => {
    const world = openImportWorld();
    await world.take('token,recipient,creation_timestamp\n1,11,1700000000\n');
    await world.parts.store.write('token.stop', {
      tokenId: 1 as never,
      at: (NOW - 1_000) as never,
      recordedAt: NOW,
      source: 'refusal',
    });
    const same = await world.take('token,recipient,creation_timestamp\n1,11,1700000000\n');
    expect(same.flags).toEqual([{ row: 2, column: null, value: '1', code: 'stopped' }]);
    expect(world.token('1')).toMatchObject({ stopped_at_ms: NOW - 1_000 });
    const tie = await world.take(`token,recipient,creation_timestamp\n1,11,${NOW - 1_000}\n`);
    expect(tie.flags.map((flag) => flag.code)).toEqual(['stopped']);
    await world.take(`token,recipient,creation_timestamp\n1,11,${NOW - 999}\n`);
    expect(world.token('1')).toMatchObject({ stopped_at_ms: null, opted_in_at_ms: NOW - 999 });
    expect(world.rows('SELECT kind FROM consent_event ORDER BY id').map((row) => row['kind'])).toEqual([
      'optIn',
      'stop',
      'refresh',
      'resume',
    ]);
    expect(await world.parts.store.read('consent.verify', { recipientId: null })).toEqual([]);
  });

  test('a list that says somebody has stopped is believed, once', async () => {
    const world = openImportWorld();
    await world.take('token,recipient,status\n1,11,active\n2,12,STOP_NOTIFICATIONS\n');
    expect(world.token('2')).toMatchObject({ stopped_at_ms: NOW });
    await world.clock.advance(1_000);
    expect(await world.take('token,recipient,status\n1,11,unsubscribed\n2,12,stopped\n')).toMatchObject({
      changed: 1,
      unchanged: 1,
    });
    expect(world.token('1')).toMatchObject({ stopped_at_ms: NOW + 1_000 });
  });
});

test('what a list leaves out stays as it is, and a text that is no zone never replaces one', async () => {
  const world = openImportWorld();
  await world.take(`${HEADER}\n1,11,Anna,Europe/Rome,Offers,1795100000\n`);
  const result = await world.take('token,recipient,name,timezone\n1,11,,Nowhere\n');
  expect(result).toMatchObject({ changed: 0, unchanged: 1, flagged: 1 });
  expect(world.token('1')).toMatchObject({ display_name: 'Anna', zone: 'Europe/Rome', topic: 'Offers' });
});

test('a mapping of the user is followed, and columns that mean nothing are listed', async () => {
  const world = openImportWorld();
  const map = [
    { column: 'handle', field: 'token' },
    { column: 'who', field: 'recipient_id' },
  ];
  const result = await world.take('handle;who;shoe size\n1;11;42\n', { map });
  expect(result).toMatchObject({
    new: 1,
    mapping: [
      { column: 'handle', field: 'token' },
      { column: 'who', field: 'recipient' },
    ],
    ignoredColumns: ['shoe size'],
  });
  expect(await refusalOf(world.take('handle;who\n1;11\n', { map: [{ column: 'shoe', field: 'token' }] }))).toBe(
    'invalidInput: There is no column "shoe" in "list.csv"; its columns are "handle", "who".',
  );
});

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

  test('date cells of a workbook are instants in UTC', async () => {
    const world = openImportWorld();
    const path = join(world.folder, 'dates.xlsx');
    const cell = (value: string): object => ({ value, type: String });
    const at = new Date('2025-11-20T10:20:30Z');
    await writeExcelFile([
      [cell('token'), cell('recipient'), cell('creation_timestamp')],
      [cell('1'), cell('11'), { value: at, type: Date, format: 'yyyy-mm-dd hh:mm:ss' }],
    ] as never).toFile(path);
    expect(await world.take('', { path })).toMatchObject({ new: 1, flagged: 0 });
    expect(world.token('1')).toMatchObject({ created_at_ms: at.getTime() });
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

test('the staging folder is empty after every end', async () => {
  const world = openImportWorld();
  await world.take('token,recipient\n1,2\n');
  expect(existsSync(join(world.folder, 'staging'))).toBe(true);
  expect(readdirSync(join(world.folder, 'staging'))).toEqual([]);
});
