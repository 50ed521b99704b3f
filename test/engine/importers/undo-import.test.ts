import { describe, expect, test } from 'vitest';
import { undoImport } from '#engine/importers/import-service.ts';
import { execute } from '#engine/store/database.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { insertCampaignRow, insertDeliveryRow } from '#test/support/workspace-rows.ts';
import { contents, type ImportWorld, NOW, openImportWorld } from './import-world.ts';

const HEADER = 'token,recipient,name,timezone,topic,next_eligible_time';

const undo = (world: ImportWorld, id: number): ReturnType<typeof undoImport> =>
  undoImport(world.parts, { importId: id as ImportId });

function plan(world: ImportWorld, token: number, recipient: number): void {
  const campaign = insertCampaignRow(world.db, world.accountId);
  insertDeliveryRow(world.db, { account: world.accountId, campaign, recipient, token }, 'scheduled');
}

test('an undone import leaves people and tokens as they were, row for row, and says so in the record', async () => {
  const world = openImportWorld();
  await world.take(`${HEADER}\n1,11,Anna,Europe/Rome,Offers,1795100000\n2,12,Bert,Asia/Tokyo,,\n`);
  const before = contents(world);
  await world.clock.advance(60_000);
  const result = await world.take(
    `${HEADER}\n1,11,Anna Rossi,Europe/Paris,News,1795200000\n2,12,Bert,Asia/Tokyo,,\n3,13,Cy,,,\n4,11,,,,\n`,
  );
  expect(result).toMatchObject({ import: 'i2', new: 2, changed: 1, unchanged: 1 });
  expect(world.token('1')).toMatchObject({
    display_name: 'Anna Rossi',
    zone: 'Europe/Paris',
    next_eligible_at_ms: 1_795_200_000_000,
  });
  expect(await undo(world, 2)).toEqual({ restored: 1, removed: 2, kept: [] });
  expect(contents(world)).toEqual(before);
  const events = world.rows(`SELECT recipient_id, wording FROM consent_event WHERE kind = 'importUndone' ORDER BY id`);
  expect(events).toHaveLength(3);
  expect(world.rows(`SELECT action, subject FROM audit_event WHERE action = 'importUndone'`)).toEqual([
    { action: 'importUndone', subject: 'i2' },
  ]);
  expect(await world.parts.store.read('consent.verify', { recipientId: null })).toEqual([]);
});

describe('what is kept and named', () => {
  test('a new token that holds a delivery', async () => {
    const world = openImportWorld();
    await world.take('token,recipient\n1,11\n2,12\n');
    plan(world, 1, 1);
    expect(await undo(world, 1)).toEqual({ restored: 0, removed: 1, kept: [{ token: '1', code: 'holdsDelivery' }] });
    expect(world.token('1')).not.toBeNull();
    expect(world.token('2')).toBeNull();
  });

  test('a token that another import, a stop or a person has changed since', async () => {
    const world = openImportWorld();
    await world.take('token,recipient,topic\n1,11,A\n2,12,A\n3,13,A\n4,14,A\n');
    await world.take('token,recipient,topic\n1,11,B\n');
    await world.parts.store.write('token.stop', { tokenId: 2 as never, at: NOW, recordedAt: NOW, source: 'refusal' });
    await world.parts.store.write('person.suppress', { recipientId: 3 as never, at: NOW });
    const result = await undo(world, 1);
    expect(result).toMatchObject({ restored: 0, removed: 2 });
    expect(result.kept).toEqual([
      { token: '1', code: 'changedSince' },
      { token: '2', code: 'changedSince' },
    ]);
    // The person's own wish outlives the list that brought them.
    expect(world.rows('SELECT scoped_id FROM recipient ORDER BY id').map((row) => row['scoped_id'])).toEqual([
      '11',
      '12',
      '13',
    ]);
  });

  test('a known token that was changed, and changed once more by something else', async () => {
    const world = openImportWorld();
    await world.take('token,recipient,topic\n1,11,A\n2,12,A\n');
    await world.take('token,recipient,topic\n1,11,B\n2,12,B\n');
    execute(world.db, `UPDATE notification_token SET zone = 'Asia/Tokyo' WHERE token = '2'`);
    expect(await undo(world, 2)).toEqual({ restored: 1, removed: 0, kept: [{ token: '2', code: 'changedSince' }] });
    expect(world.token('1')).toMatchObject({ topic: 'A' });
    expect(world.token('2')).toMatchObject({ topic: 'B', zone: 'Asia/Tokyo' });
  });

  test('a known token for which a message was planned since; one planned and done before holds nothing', async () => {
    const world = openImportWorld();
    await world.take('token,recipient,topic\n1,11,A\n2,12,A\n');
    const campaign = insertCampaignRow(world.db, world.accountId);
    insertDeliveryRow(world.db, { account: world.accountId, campaign, recipient: 1, token: 1 }, 'sent');
    await world.take('token,recipient,topic\n1,11,B\n2,12,B\n');
    plan(world, 2, 2);
    expect(await undo(world, 2)).toEqual({ restored: 1, removed: 0, kept: [{ token: '2', code: 'holdsDelivery' }] });
  });
});

test('imports may be undone in any order: the later one gives back what the earlier one had brought', async () => {
  const world = openImportWorld();
  await world.take('token,recipient,topic\n1,11,A\n');
  await world.take('token,recipient,topic\n1,11,B\n2,12,B\n');
  await world.take('token,recipient,topic\n1,11,C\n3,13,C\n');
  expect((await undo(world, 2)).kept).toEqual([{ token: '1', code: 'changedSince' }]);
  expect(await undo(world, 3)).toEqual({ restored: 1, removed: 1, kept: [] });
  expect(world.token('1')).toMatchObject({ topic: 'B' });
  expect(world.token('2')).toBeNull();
});

test('ids of people and tokens that are gone are never given to others', async () => {
  const world = openImportWorld();
  await world.take('token,recipient\n1,11\n2,12\n');
  await undo(world, 1);
  await world.take('token,recipient\n3,13\n');
  expect(world.token('3')).toMatchObject({ id: 3, recipient_id: 3 });
});

test('a person who comes back after an undo has the earlier record too', async () => {
  const world = openImportWorld();
  await world.take('token,recipient,topic\n1,11,Offers\n');
  await undo(world, 1);
  await world.take('token,recipient,topic\n1,11,Offers\n');
  const [shown] = await world.parts.store.read('token.show', { token: '1' as never, accountId: null, now: NOW });
  expect(shown?.consent.map((entry) => entry.kind)).toEqual(['optIn', 'importUndone', 'optIn']);
  expect(shown?.importId).toBe(2);
});

test('an import is undone once; an unknown one is refused by name', async () => {
  const world = openImportWorld();
  await world.take('token,recipient\n1,11\n');
  await undo(world, 1);
  expect(await refusalOf(undo(world, 1))).toBe('importState: Import i1 was undone already; it cannot be undone twice.');
  expect(await refusalOf(undo(world, 7))).toBe('notFound: There is no import i7 in this workspace.');
});

test('foreign keys hold after an undo, and are watched again', async () => {
  const world = openImportWorld();
  await world.take('token,recipient\n1,11\n2,12\n');
  plan(world, 1, 1);
  await undo(world, 1);
  expect(world.rows('PRAGMA foreign_key_check')).toEqual([]);
  expect(() => execute(world.db, 'DELETE FROM recipient')).toThrow(/FOREIGN KEY/);
});

test('a stop that comes with a list takes planned messages back at once, and the result counts them', async () => {
  const world = openImportWorld();
  await world.take('token,recipient,status\n1,11,\n2,12,\n');
  plan(world, 1, 1);
  plan(world, 2, 2);
  const dry = await world.take('token,recipient,status\n1,11,stopped\n', { dryRun: true });
  expect(dry.planned).toEqual({ touched: 1, takenBack: 1 });
  const result = await world.take('token,recipient,status\n1,11,stopped\n');
  expect(result.planned).toEqual({ touched: 1, takenBack: 1 });
  expect(world.rows('SELECT token_id, state, reason FROM delivery ORDER BY token_id')).toEqual([
    { token_id: 1, state: 'skipped', reason: 'stopped' },
    { token_id: 2, state: 'scheduled', reason: null },
  ]);
  expect(world.rows('SELECT state FROM campaign ORDER BY id')).toEqual([{ state: 'finished' }, { state: 'scheduled' }]);
});

test('a suppression that comes with one token takes back what is planned for every token of the person', async () => {
  const world = openImportWorld();
  await world.take('token,recipient,status\n1,11,\n2,11,\n3,12,\n');
  plan(world, 1, 1);
  plan(world, 2, 1);
  plan(world, 3, Number(world.token('3')?.['recipient_id']));
  const list = 'token,recipient,status\n1,11,suppressed\n';
  expect((await world.take(list, { dryRun: true })).planned).toEqual({ touched: 2, takenBack: 2 });
  expect((await world.take(list)).planned).toEqual({ touched: 2, takenBack: 2 });
  expect(world.rows('SELECT token_id, state, reason FROM delivery ORDER BY token_id')).toEqual([
    { token_id: 1, state: 'skipped', reason: 'suppressed' },
    { token_id: 2, state: 'skipped', reason: 'suppressed' },
    { token_id: 3, state: 'scheduled', reason: null },
  ]);
});
