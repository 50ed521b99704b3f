import { expect, test } from 'vitest';
import { undoImport } from '#engine/importers/import-service.ts';
import { execute } from '#engine/store/database.ts';
import { type ImportId, parsePublicId } from '#shared/domain/ids.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { bodyOf, inbound, optin, PAGE } from '#test/engine/webhooks/bodies.ts';
import { contents, type ImportWorld, NOW, openImportWorld } from './import-world.ts';

function openOne(): ImportWorld {
  const world = openImportWorld();
  execute(world.db, 'UPDATE account SET page_id = ?', [PAGE]);
  return world;
}

const asLog = (...bodies: readonly object[]): string => bodies.map((body) => JSON.stringify(body)).join('\n');
const permission = (token: string, at: number, more: object = {}): object =>
  bodyOf(optin({ notification_messages_token: token, ...more }, { sender: { id: `9${token}` }, timestamp: at }));
const wrote = (person: string, mid: string, at: number, more: object = {}): object =>
  bodyOf(inbound({ message: { mid, text: 'ciao', ...more } }, at, person));
const STOP = { notification_messages_status: 'STOP NOTIFICATIONS' };

async function undo(world: ImportWorld, result: { readonly import: string | null }) {
  const importId = parsePublicId('import', result.import ?? '') as ImportId; // the import just made
  return undoImport(world.parts, { importId });
}

test('a log of messages opens the windows of their own times and brings the people, and can be taken back whole', async () => {
  const world = openOne();
  await world.take(asLog(permission('1', NOW - 50 * HOUR), wrote('91', 'm0', NOW - 40 * HOUR)));
  const before = contents(world);
  const result = await world.take(
    asLog(
      wrote('91', 'm1', NOW - HOUR),
      wrote('92', 'm2', NOW - 30 * HOUR),
      bodyOf(inbound({ referral: { ref: 'door' } }, NOW, '93')),
    ),
  );
  expect(result).toMatchObject({
    rows: 0,
    new: 0,
    newPeople: 0,
    aside: 0,
    happenings: { entries: 3, newPeople: 2, wrote: 2, canBeAsked: 1, waysIn: 1, deleted: 0 },
  });
  expect(
    world.rows('SELECT scoped_id, last_inbound_at_ms AS at, window_opened_by AS way FROM recipient ORDER BY 1'),
  ).toEqual([
    { scoped_id: '91', at: NOW - HOUR, way: 'message' },
    { scoped_id: '92', at: NOW - 30 * HOUR, way: 'message' },
    { scoped_id: '93', at: null, way: null },
  ]);
  expect(world.rows(`SELECT 1 FROM webhook_event WHERE body_json LIKE '%ciao%'`)).toEqual([]);
  await undo(world, result);
  expect(contents(world)).toEqual(before);
});

test('a stop that a log told stays when the log is taken back, of a permission known before and of a new one', async () => {
  const world = openOne();
  await world.take(asLog(permission('1', NOW - 50 * HOUR)));
  const result = await world.take(
    asLog(
      permission('1', NOW - HOUR, { ...STOP, title: 'Cakes' }),
      permission('2', NOW - HOUR),
      permission('2', NOW - MINUTE, STOP),
      permission('3', NOW - HOUR),
    ),
  );
  expect(await undo(world, result)).toEqual({ restored: 1, removed: 1, kept: [{ token: '2', code: 'hasStopped' }] });
  expect(world.token('1')).toMatchObject({ topic: 'Fresh bread', stopped_at_ms: NOW - HOUR });
  expect(world.token('2')).toMatchObject({ stopped_at_ms: NOW - MINUTE });
  expect(world.token('3')).toBeNull();
});

test('somebody who wrote again since stays when the log that brought them is taken back', async () => {
  const world = openOne();
  const result = await world.take(asLog(wrote('92', 'm2', NOW - 3 * HOUR)));
  const { id } = world.rows('SELECT id FROM recipient')[0] ?? {};
  await world.parts.store.write('ask.noteInbound', {
    recipientId: id as never,
    at: (NOW - HOUR) as never,
    openedBy: 'message',
  });
  await undo(world, result);
  expect(world.rows('SELECT scoped_id, last_inbound_at_ms AS at FROM recipient')).toEqual([
    { scoped_id: '92', at: NOW - HOUR },
  ]);
});

test('a message that was deleted leaves nothing, whichever of the two stands first in the log', async () => {
  const world = openOne();
  const gone = wrote('91', 'm1', NOW - HOUR, { is_deleted: true });
  await world.take(asLog(gone, wrote('91', 'm1', NOW - 2 * HOUR)));
  expect(world.rows('SELECT kind FROM webhook_event')).toEqual([{ kind: 'deletion' }]);
  expect(world.rows('SELECT last_inbound_at_ms AS at FROM recipient')).toEqual([{ at: NOW - 2 * HOUR }]);
});

test('a log of another Page is told line by line', async () => {
  const world = openOne();
  execute(world.db, 'UPDATE account SET page_id = ?', ['5']);
  expect(await world.take(asLog(wrote('91', 'm1', NOW)))).toMatchObject({
    rejected: 1,
    rejects: [{ row: 1, column: 'entry.id', value: PAGE, code: 'otherAccount' }],
  });
});
