import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '#test/support/refusal.ts';
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

  test('who was erased before the Page of their account was connected is known by their hash afterwards too', async () => {
    const world = openImportWorld();
    world.db.prepare(`UPDATE account SET is_practice = 0, page_id = 'later-1'`).run();
    await world.take('token,recipient\n1,11\n2,12\n');
    await world.parts.store.write('person.erase', { recipientId: 1, at: NOW });
    const connected = { platform: 'messenger', pageId: '1001', igId: null, name: 'Shop', apiBase: null } as const;
    const page = { ...connected, id: world.accountId, pageZone: 'Europe/Rome' as never };
    await world.parts.store.write('account.connect', page);
    const line = await world.parts.store.read('removals.erasedLine', { recipientId: 2, at: NOW });
    await world.parts.store.write('person.erase', { recipientId: 2, at: NOW });
    await world.parts.store.write('account.connect', { ...page, pageId: '1002' });
    await world.take('token,recipient\n1,11\n2,12\n3,13\n');
    expect(world.token('1')).toMatchObject({ suppressed_at_ms: NOW });
    expect(world.token('2')).toMatchObject({ suppressed_at_ms: NOW });
    expect(world.token('3')).toMatchObject({ suppressed_at_ms: null });
    const kept = world.rows('SELECT salted_hash FROM suppression').map((row) => row['salted_hash']);
    expect(kept).toContain(line?.hash);
  });

  test('a stop outlives its permission that was kept long enough; only a newer yes ends it', async () => {
    const world = openImportWorld();
    await world.take('token,recipient\n1,11\n2,12\n');
    world.db.prepare('UPDATE notification_token SET stopped_at_ms = ?').run(NOW - 1_000);
    const dead = { before: NOW, at: NOW } as const;
    const ids = await world.parts.store.read('retention.deadTokens', dead);
    expect(await world.parts.store.write('retention.removeTokens', { ...dead, ids })).toBe(2);
    const list = `token,recipient,creation_timestamp\n1,11,1700000000\n2,12,${NOW - 999}\n3,13,1700000000\n`;
    const result = await world.take(list);
    expect(result.flags.map(({ row, code }) => [row, code])).toEqual([[2, 'stopped']]);
    expect(world.token('1')).toMatchObject({ stopped_at_ms: NOW - 1_000 });
    expect(world.token('2')).toMatchObject({ stopped_at_ms: null });
    expect(world.token('3')).toMatchObject({ stopped_at_ms: null });
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

test('the staging folder is empty after every end', async () => {
  const world = openImportWorld();
  await world.take('token,recipient\n1,2\n');
  expect(existsSync(join(world.folder, 'staging'))).toBe(true);
  expect(readdirSync(join(world.folder, 'staging'))).toEqual([]);
});
