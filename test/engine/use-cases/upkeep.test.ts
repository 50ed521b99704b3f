import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import { openReader } from '#engine/store/connection.ts';
import { selectAll, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { writeDailyBackup } from '#engine/upkeep/backup.ts';
import { checkBeforeSending } from '#engine/upkeep/check-database.ts';
import { UpkeepService } from '#engine/upkeep/upkeep-service.ts';
import { DAY, HOUR } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { sundial } from '#test/cli/support.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };
const START = epochMs(Date.UTC(2026, 10, 20, 9));

/** Upkeep of a real workspace on a clock of its own. */
function upkeepParts(): {
  readonly parts: EngineParts;
  readonly clock: FakeClock;
  readonly folder: string;
  readonly db: WritableDb;
  readonly close: () => void;
} {
  const folder = temporaryFolder();
  const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
  const clock = createFakeClock(START);
  let drawn = 0;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const random = { next: () => 0, hex: () => `r${(drawn += 1)}` };
  const parts = { store: openInlineStore(db), folder, ports: { clock, random, logger: silent } };
  return { parts: parts as unknown as EngineParts, clock, folder, db, close }; // upkeep asks no platform and reads no zones
}

const backups = (folder: string): readonly string[] => readdirSync(join(folder, 'backups')).toSorted();

describe('automatic backups', () => {
  test("come once a day, are whole databases that only the user can read, and the last seven are kept beside the user's own", async () => {
    const { parts, clock, folder, close } = upkeepParts();
    for (let day = 1; day <= 10; day += 1) {
      expect(await writeDailyBackup(parts)).not.toBeNull();
      expect(await writeDailyBackup(parts)).toBeNull();
      if (day === 1) writeFileSync(join(folder, 'backups', 'mine.db'), "the user's own");
      await clock.advance(DAY);
    }
    expect(backups(folder)).toEqual([
      ...[23, 24, 25, 26, 27, 28, 29].map((day) => `automatic-2026-11-${day}.db`),
      'mine.db',
    ]);
    const newest = join(folder, 'backups', 'automatic-2026-11-29.db');
    expect(statSync(newest).mode & 0o777).toBe(0o600);
    const copy = openReader(newest);
    expect(selectAll(copy, 'PRAGMA quick_check')).toEqual([{ quick_check: 'ok' }]);
    copy.close();
    close();
  });

  test('are written while the engine runs, and stopping waits for the one that is being written', async () => {
    const { parts, clock, folder, close } = upkeepParts();
    const service = new UpkeepService(parts);
    service.start();
    await clock.whenSleeping();
    await clock.advance(HOUR);
    await clock.whenSleeping();
    expect(backups(folder)).toEqual(['automatic-2026-11-20.db']);
    await service.stop();
    await service.stop();
    close();
  });
});

describe('the check before sending', () => {
  test('is made first, then again after an unclean end and after seven days', async () => {
    const { parts, clock, folder, close } = upkeepParts();
    const checkedAt = (): Promise<string | null> => parts.store.read('setting.read', { key: 'lastCheckAt' });
    await checkBeforeSending(parts);
    expect(await checkedAt()).toBe(String(START));
    await clock.advance(6 * DAY);
    await checkBeforeSending(parts);
    expect(await checkedAt()).toBe(String(START));
    await parts.store.write('setting.write', { key: 'checkWanted', value: 'yes' });
    await checkBeforeSending(parts);
    expect(await checkedAt()).toBe(String(START + 6 * DAY));
    await clock.advance(8 * DAY);
    await checkBeforeSending(parts);
    expect(await checkedAt()).toBe(String(START + 14 * DAY));
    close();
    expect(folder).not.toBe('');
  });

  test('is decided by two settings, without counting people or messages', async () => {
    const { parts, close, db } = upkeepParts();
    await checkBeforeSending(parts);
    db.exec('ALTER TABLE recipient RENAME TO people; ALTER TABLE delivery RENAME TO messages');
    await checkBeforeSending(parts);
    expect(await parts.store.read('setting.read', { key: 'lastCheckAt' })).toBe(String(START));
    close();
  });

  test('an end that was not in good order asks for it', () => {
    const folder = temporaryFolder();
    const wanted = (): unknown => {
      const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
      const rows = selectAll(db, `SELECT value FROM setting WHERE key = 'checkWanted'`);
      close();
      return rows;
    };
    expect(wanted()).toEqual([]);
    expect(wanted()).toEqual([]);
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    db.close();
    close();
    expect(wanted()).toEqual([{ value: 'yes' }]);
  });

  test('a damaged database sends nothing and says so', async () => {
    const folder = temporaryFolder();
    await sundial(folder, ['account', 'list']);
    const path = join(folder, 'sundial.db');
    const bytes = readFileSync(path);
    bytes.fill(0xaa, bytes.length - 60_000, bytes.length - 20_000);
    writeFileSync(path, bytes);
    const said = await sundial(folder, ['run', '--until-idle', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows.at(-1)).toMatchObject({ error: { code: 'databaseBroken' } });
  });
});
