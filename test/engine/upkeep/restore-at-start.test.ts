import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openReader } from '#engine/store/connection.ts';
import { selectOne } from '#engine/store/database.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { readSetting, writeSetting } from '#engine/store/operations/settings.ts';
import { restoreAtStart } from '#engine/upkeep/restore-at-start.ts';
import { dropOutcome, readOutcome, readWish, writeWish } from '#engine/upkeep/restore-wish.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const CHILD = fileURLToPath(new URL('./restore-child.ts', import.meta.url));
const BACKUP = 'backups/backup-then.db';
const NOW = Date.UTC(2026, 10, 21, 5);
const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A data folder whose database says `now`, with a backup that says `then`; the last change stands in the log only, as after a crash. */
function folderWithBackup(): string {
  const folder = temporaryFolder();
  const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
  writeSetting(db, { key: 'test.state', value: 'then' });
  cpSync(writeCopy(db, folder), join(folder, BACKUP));
  close();
  const running = openWorkspaceDatabase(workspaceFiles(folder, owner));
  writeSetting(running.db, { key: 'test.state', value: 'now' });
  const crashed = temporaryFolder();
  cpSync(folder, crashed, { recursive: true });
  running.close();
  expect(existsSync(join(crashed, 'sundial.db-wal'))).toBe(true);
  return crashed;
}

function writeCopy(db: ReturnType<typeof openWorkspaceDatabase>['db'], folder: string): string {
  const path = join(folder, 'copy.db');
  db.prepare('VACUUM INTO ?').run(path);
  return path;
}

function stateOf(path: string): string | null {
  const db = openReader(path);
  try {
    expect(selectOne(db, 'PRAGMA quick_check')).toEqual({ quick_check: 'ok' });
    return readSetting(db, { key: 'test.state' });
  } finally {
    db.close();
  }
}

const setAside = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'set-aside')).filter((name) => name.endsWith('.db'));

describe('a restore that waits for a start', () => {
  test('puts the backup in place, disarmed, and sets the present data aside; the wish is gone and the outcome told', () => {
    const folder = folderWithBackup();
    writeWish(folder, { name: BACKUP, askedAt: NOW });
    restoreAtStart(workspaceFiles(folder, owner), NOW, silent);
    expect(stateOf(join(folder, 'sundial.db'))).toBe('then');
    const [present = ''] = setAside(folder);
    expect(stateOf(join(folder, 'set-aside', present))).toBe('now');
    expect(readWish(folder)).toBeNull();
    expect(readOutcome(folder)).toEqual({ name: BACKUP, at: NOW, details: null, refusal: null });
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    expect(readSetting(db, { key: 'armed' })).toBe('false');
    close();
    dropOutcome(folder);
    restoreAtStart(workspaceFiles(folder, owner), NOW, silent);
    expect(readOutcome(folder)).toBeNull();
  });

  test('leaves the data as it was when the backup is no backup, and says why', () => {
    const folder = folderWithBackup();
    writeFileSync(join(folder, BACKUP), 'no database at all');
    writeWish(folder, { name: BACKUP, askedAt: NOW });
    restoreAtStart(workspaceFiles(folder, owner), NOW, silent);
    expect(stateOf(join(folder, 'sundial.db'))).toBe('now');
    expect(readWish(folder)).toBeNull();
    expect(readOutcome(folder)?.details).toContain('no backup made by Sundial');
    expect(readOutcome(folder)?.refusal).toMatchObject({ kind: 'backupOfNobody' });
  });

  test('goes on wherever it was killed, and loses neither the backup nor what was there', { timeout: 180_000 }, () => {
    const template = folderWithBackup();
    writeWish(template, { name: BACKUP, askedAt: NOW });
    let kills = 0;
    for (let dieAt = 1; ; dieAt += 1) {
      const folder = temporaryFolder();
      cpSync(template, folder, { recursive: true });
      const run = (n: number) => spawnSync(process.execPath, [CHILD, folder, String(n)], { encoding: 'utf8' });
      const first = run(dieAt);
      if (first.signal === null) {
        expect(first.stderr).toBe('');
        break;
      }
      kills += 1;
      const second = run(0);
      expect([dieAt, second.status, second.stderr]).toEqual([dieAt, 0, '']);
      expect([dieAt, stateOf(join(folder, 'sundial.db'))]).toEqual([dieAt, 'then']);
      const states = setAside(folder).map((name) => stateOf(join(folder, 'set-aside', name)));
      // A kill after everything was in place has it done once more: the restored data is then set aside too.
      expect([dieAt, states.filter((state) => state === 'now')]).toEqual([dieAt, ['now']]);
      expect(readWish(folder)).toBeNull();
      const { close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
      close();
    }
    expect(kills).toBeGreaterThan(8);
  });
});
