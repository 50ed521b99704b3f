import { expect, test } from 'vitest';
import { undoImport } from '#engine/importers/import-service.ts';
import { type ImportId, parsePublicId } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/time/duration.ts';
import { contents, NOW, openImportWorld } from './import-world.ts';

const windows = (world: ReturnType<typeof openImportWorld>) =>
  world.rows('SELECT scoped_id, last_inbound_at_ms, window_opened_by FROM recipient ORDER BY scoped_id');

test('a list that says when people last wrote opens their window, and only a later time replaces an earlier one', async () => {
  const world = openImportWorld();
  await world.take(`token,recipient,last_inbound_at\n1,91,${NOW - HOUR}\n2,92,\n3,93,${NOW + HOUR}\n`);
  expect(windows(world)).toEqual([
    { scoped_id: '91', last_inbound_at_ms: NOW - HOUR, window_opened_by: 'list' },
    { scoped_id: '92', last_inbound_at_ms: null, window_opened_by: null },
    // Nobody can have written in an hour's time.
    { scoped_id: '93', last_inbound_at_ms: null, window_opened_by: null },
  ]);
  await world.take(`token,recipient,last_inbound_at\n1,91,${NOW - 2 * HOUR}\n2,92,${NOW - 3 * HOUR}\n`);
  expect(windows(world)).toMatchObject([
    { scoped_id: '91', last_inbound_at_ms: NOW - HOUR },
    { scoped_id: '92', last_inbound_at_ms: NOW - 3 * HOUR, window_opened_by: 'list' },
    { scoped_id: '93', last_inbound_at_ms: null },
  ]);
});

test('an undone import leaves the windows as they were', async () => {
  const world = openImportWorld();
  await world.take(`token,recipient,last_inbound_at\n1,91,${NOW - 5 * HOUR}\n`);
  const before = contents(world);
  const second = await world.take(`token,recipient,last_inbound_at\n1,91,${NOW - HOUR}\n`);
  expect(windows(world)).toMatchObject([{ last_inbound_at_ms: NOW - HOUR }]);
  const importId = parsePublicId('import', second.import ?? '') as ImportId; // the import just made
  await undoImport(world.parts, { importId });
  expect(contents(world)).toEqual(before);
});

test('a column can be named as that time, and our own last message to them is never taken for it', async () => {
  const world = openImportWorld();
  const text = `token,recipient,last_message_at,Zuletzt\n1,91,${NOW - HOUR},${NOW - 2 * HOUR}\n`;
  await world.take(text);
  expect(windows(world)).toMatchObject([{ last_inbound_at_ms: null }]);
  await world.take(text, { map: [{ column: 'Zuletzt', field: 'lastInbound' }] });
  expect(windows(world)).toMatchObject([{ last_inbound_at_ms: NOW - 2 * HOUR, window_opened_by: 'list' }]);
});
