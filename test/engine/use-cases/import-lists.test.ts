import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stagingFolder } from '#engine/importers/staging-folder.ts';
import { WaitingImports } from '#engine/importers/waiting-imports.ts';
import type { UseCaseName } from '#engine/use-cases/registry.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import { type Peek, type PreparedImport, peekSchema, preparedSchema } from '#shared/contract/imports.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { type ImportWorld, openImportWorld } from '../importers/import-world.ts';

const LIST = [
  'token,recipient,name,timezone,topic,creation_timestamp',
  '7770000000000001,9001,Anna,Europe/Rome,News,1700000000',
  '7770000000000002,9002,Budi,Asia/Jakarta,News,1700000000000',
  ',9003,Carla,Europe/Rome,News,1700000000',
  '7770000000000004,9004,Dai,Mars/Base,News,tomorrow',
].join('\n');

/** A workspace whose screens can hand files over and ask. */
function openListWorld(): {
  readonly world: ImportWorld;
  readonly waiting: WaitingImports;
  readonly hand: (
    name: string,
    content: string | Uint8Array,
  ) => { ticket: string; map: never[]; encoding: null; account: string };
  readonly ask: <Answer>(name: UseCaseName, input: unknown, signal?: AbortSignal) => Promise<Answer>;
  readonly left: () => readonly string[];
} {
  const world = openImportWorld();
  const waiting = new WaitingImports();
  const files = new Map<string, { path: string; name: string }>();
  const services = {
    waitingImports: waiting,
    changed: () => undefined,
    machineZone: () => 'Europe/Rome',
    handedFile: (ticket: string) => {
      const file = files.get(ticket);
      if (file !== undefined) return file;
      throw new DomainError('notFound', 'The file that was handed over is not kept any more.', 'file');
    },
  } as unknown as EngineServices; // what imports use of it
  return {
    world,
    waiting,
    hand: (name, content) => {
      const ticket = `t${files.size}`;
      files.set(ticket, { path: world.file(`upload-${ticket}`, content), name });
      return { ticket, map: [], encoding: null, account: 'a1' };
    },
    ask: async <Answer>(name: UseCaseName, input: unknown, signal = new AbortController().signal) => {
      const context = { parts: world.parts, services, signal, onProgress: () => undefined };
      const answered = await runUseCase(name, input, context);
      if (answered.kind === 'document') return answered.document as Answer; // the caller knows which use case it asks
      const rows: unknown[] = [];
      for await (const row of answered.rows) rows.push(row);
      return rows as Answer; // as above
    },
    left: () => (existsSync(stagingFolder(world.folder)) ? readdirSync(stagingFolder(world.folder)) : []),
  };
}

function tokensOf(world: ImportWorld): readonly unknown[] {
  return world.rows('SELECT token FROM notification_token ORDER BY token').map((row) => row['token']);
}

test('a look at a list says how it is laid out and reads its first rows on the clock of each person', async () => {
  const { hand, ask } = openListWorld();
  const peek = peekSchema.parse(await ask<Peek>('import.peek', hand('guests.csv', LIST)));
  expect(peek).toMatchObject({ name: 'guests.csv', kind: 'table', delimiter: ',', encoding: 'utf-8', faults: [] });
  expect(peek.columns.map(({ field }) => field)).toEqual([
    'token',
    'recipient',
    'name',
    'timezone',
    'topic',
    'createdAt',
  ]);
  const [anna, budi, carla, dai] = peek.rows;
  expect(anna).toMatchObject({ name: 'Anna', metaId: '9001', token: '777000…0001', reject: null, flags: [] });
  expect(anna?.now?.there).toMatchObject({ local: '2026-11-20T13:00:00', zone: 'Europe/Rome' });
  expect(budi?.createdAt?.at).toBe(anna?.createdAt?.at);
  expect(budi?.createdAt?.there?.zone).toBe('Asia/Jakarta');
  expect(carla?.reject).toEqual({ row: 4, column: 'token', value: null, code: 'missing' });
  expect(dai?.flags.map(({ code, value }) => [code, value])).toEqual([
    ['timeNonsense', 'tomorrow'],
    ['zoneUnknown', 'Mars/Base'],
  ]);
});

test('columns that say nothing are shown for the person to choose, and the choice is followed', async () => {
  const { hand, ask } = openListWorld();
  const file = hand('own.csv', 'Handle;Who;Called\n7770000000000001;9001;Anna\n');
  const blind = await ask<Peek>('import.peek', file);
  expect(blind.faults).toEqual(['noToken', 'noRecipient']);
  expect(blind.columns.map(({ column }) => column)).toEqual(['Handle', 'Who', 'Called']);
  const map = [
    { column: 'Handle', field: 'token' },
    { column: 'Who', field: 'recipient' },
    { column: 'Called', field: 'name' },
  ];
  const seeing = await ask<Peek>('import.peek', { ...file, map });
  expect(seeing.faults).toEqual([]);
  expect(seeing.rows[0]).toMatchObject({ name: 'Anna', metaId: '9001', reject: null });
});

test('a look at a webhook log shows who opted in, and two columns of one name are a fault', async () => {
  const { hand, ask } = openListWorld();
  const body = {
    object: 'page',
    entry: [
      {
        id: '1001',
        messaging: [
          {
            sender: { id: '9001' },
            recipient: { id: '1001' },
            timestamp: 1_700_000_000_000,
            optin: {
              type: 'notification_messages',
              notification_messages_token: '7770000000000001',
              notification_messages_timezone: 'Europe/Rome',
              title: 'News',
            },
          },
        ],
      },
    ],
  };
  const log = await ask<Peek>('import.peek', hand('hooks.log', `${JSON.stringify(body)}\n`));
  expect(log).toMatchObject({ kind: 'log', faults: [], rows: [{ metaId: '9001', reject: null }] });
  const twins = await ask<Peek>('import.peek', hand('twins.csv', 'token,recipient,token\n1,2,3\n'));
  expect(twins.faults).toEqual(['twoTokens']);
});

test.each([
  ['empty.csv', ''],
  ['blank.csv', ' \n \n'],
  ['photo.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ['page.csv', '<html><body>no</body></html>'],
  ['wide.csv', `${Array.from({ length: 1_000 }, (_, n) => `column ${n}`).join(',')}\n${','.repeat(999)}\n`],
] as const)('a look at %s is refused in a sentence with the name the person knows', async (name, content) => {
  const { hand, ask } = openListWorld();
  const refusal = await refusalOf(ask('import.peek', hand(name, content)));
  expect(refusal).toContain('fileRefused');
  expect(refusal).toContain(`"${name}"`);
});

test('what was prepared is applied exactly, and its rejected rows stay at hand', async () => {
  const { world, hand, ask, left } = openListWorld();
  const account = 'a1';
  const prepared = preparedSchema.parse(
    await ask<PreparedImport>('import.prepare', { ...hand('guests.csv', LIST), account }),
  );
  expect(prepared).toMatchObject({ file: 'guests.csv', rows: 4, new: 3, newPeople: 3, rejected: 1, flagged: 1 });
  expect(prepared.rejects).toEqual([{ row: 4, column: 'token', value: null, code: 'missing' }]);
  expect(tokensOf(world)).toEqual([]);
  expect(await ask('import.prepared', { prepared: prepared.prepared })).toEqual(prepared);

  const done = await ask<{ import: string }>('import.apply', { prepared: prepared.prepared });
  expect(tokensOf(world)).toHaveLength(3);
  expect(await ask('import.one', { import: done.import })).toMatchObject({ file: 'guests.csv', new: 3, rejected: 1 });
  const pieces = await ask<readonly { csv: string }[]>('import.rejects', { prepared: prepared.prepared });
  expect(pieces.map(({ csv }) => csv).join('')).toContain(',9003,Carla,Europe/Rome,News,1700000000,4,token,,missing');
  expect(left().filter((file) => file.startsWith('import-'))).toEqual([]);
  const twice = await refusalOf(ask('import.apply', { prepared: prepared.prepared }));
  expect(twice).toContain('wrongState');
});

test('a prepared list that is dropped, replaced or left at the end leaves nothing behind', async () => {
  const { world, waiting, hand, ask, left } = openListWorld();
  const order = { ...hand('guests.csv', LIST), account: 'a1' };
  const first = await ask<PreparedImport>('import.prepare', order);
  const second = await ask<PreparedImport>('import.prepare', order);
  expect(left()).toHaveLength(2);
  expect(await refusalOf(ask('import.prepared', { prepared: first.prepared }))).toContain('notFound');
  await ask('import.drop', { prepared: second.prepared });
  await ask('import.drop', { prepared: second.prepared });
  expect(left()).toEqual([]);
  await ask('import.prepare', order);
  waiting.dropAll();
  expect(left()).toEqual([]);
  expect(tokensOf(world)).toEqual([]);
});

test('what changed meanwhile is not overwritten: the prepared list is refused and can be worked out anew', async () => {
  const { world, hand, ask, left } = openListWorld();
  const order = { ...hand('guests.csv', LIST), account: 'a1' };
  const prepared = await ask<PreparedImport>('import.prepare', order);
  await world.take('token,recipient,name\n7770000000000001,9001,Anna from elsewhere\n');
  const refusal = await refusalOf(ask('import.apply', { prepared: prepared.prepared }));
  expect(refusal).toContain('importState');
  expect(left()).toEqual([]);
  const again = await ask<PreparedImport>('import.prepare', order);
  expect(again).toMatchObject({ new: 2, changed: 1 });
  await ask('import.apply', { prepared: again.prepared });
  expect(tokensOf(world)).toHaveLength(3);
});

test('leaving while a list is worked out leaves nothing, and a ticket nobody gave is refused', async () => {
  const { world, hand, ask, left } = openListWorld();
  const leaving = new AbortController();
  leaving.abort(new Error('left'));
  const order = { ...hand('guests.csv', LIST), account: 'a1' };
  await expect(ask('import.prepare', order, leaving.signal)).rejects.toThrow('left');
  expect(left()).toEqual([]);
  expect(tokensOf(world)).toEqual([]);
  for (const name of ['import.peek', 'import.prepare'] as const) {
    const input = { ticket: 'never', map: [], encoding: null, account: 'a1' };
    expect(await refusalOf(ask(name, input))).toContain('notFound');
  }
});

test('a list can be taken in before its Page is connected, a webhook log of that Page too', async () => {
  const { world, hand, ask } = openListWorld();
  const { id } = await ask<{ id: string }>('account.addUnconnected', {
    platform: 'instagram',
    name: 'Café Sole',
    zone: 'Europe/Rome',
  });
  const start = await ask<{ accounts: unknown }>('import.start', {});
  expect(start.accounts).toContainEqual(expect.objectContaining({ id, name: 'Café Sole', isConnected: false }));
  const event = {
    sender: { id: '9001' },
    recipient: { id: '5005' },
    timestamp: 1_700_000_000_000,
    optin: { type: 'notification_messages', notification_messages_token: '7770000000000001', title: 'News' },
  };
  const log = JSON.stringify({ object: 'page', entry: [{ id: '5005', messaging: [event] }] });
  const prepared = await ask<PreparedImport>('import.prepare', { ...hand('hooks.log', log), account: id });
  expect(prepared).toMatchObject({ new: 1, rejected: 0 });
  await ask('import.apply', { prepared: prepared.prepared });
  expect(tokensOf(world)).toEqual(['7770000000000001']);
});

test('rejected rows are written for their owner only', async () => {
  const { world, hand, ask } = openListWorld();
  await ask('import.prepare', { ...hand('guests.csv', LIST), account: 'a1' });
  const folder = stagingFolder(world.folder);
  const [file] = readdirSync(folder).filter((name) => name.startsWith('rejects-'));
  expect(readFileSync(join(folder, file ?? ''), 'utf8')).toContain('Carla');
});
