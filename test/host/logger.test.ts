import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnownSecrets } from '#host/known-secrets.ts';
import { openLogger } from '#host/logger.ts';
import { openRotatingFile } from '#host/rotating-file.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const CANARY = `EAAM${'cAnaRy0123'.repeat(12)}`;

function logged(folder: string): string {
  return readFileSync(join(folder, 'logs', 'sundial.log'), 'utf8');
}

describe('the log', () => {
  it('is one JSON object a line: time, level, event, facts', () => {
    const folder = temporaryFolder();
    const log = openLogger({ kind: 'workspace', folder }, createKnownSecrets());
    log.info('send.accepted', { account: 'a1', n: 3 });
    log.warn('account.paused');
    log.close();
    const lines = logged(folder)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>); // written above
    expect(lines).toMatchObject([
      { level: 30, event: 'send.accepted', account: 'a1', n: 3 },
      { level: 40, event: 'account.paused' },
    ]);
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  });

  it('holds no secret, whichever way one gets in', () => {
    const folder = temporaryFolder();
    const known = createKnownSecrets();
    known.add('a-secret-of-no-known-look');
    const log = openLogger({ kind: 'workspace', folder }, known);
    log.info(`event with ${CANARY}`, { accessToken: CANARY, url: `https://x/?access_token=${CANARY}` });
    log.error('failed', {
      error: new Error(`failed ${CANARY}`, { cause: { body: `{"next":"https://x?t=${CANARY}"}` } }),
    });
    log.warn('nested', {
      deep: [{ headers: { Authorization: `Bearer ${CANARY}` } }],
      plain: 'a-secret-of-no-known-look',
    });
    log.info('token', { token: '6177341647910041736', path: '/notification_messages_6177341647910041736' });
    log.close();
    expect(logged(folder)).not.toMatch(/cAnaRy|a-secret-of-no-known-look|6177341647910041736/);
    expect(logged(folder)).toContain('6177…1736');
  });

  it('takes no line after it was closed, and may be closed twice', () => {
    const folder = temporaryFolder();
    const log = openLogger({ kind: 'workspace', folder }, createKnownSecrets());
    log.close();
    log.close();
    log.info('too late');
    expect(logged(folder)).toBe('');
  });
});

describe('a rotating file', () => {
  it('never grows past its size, keeps the newest lines and a fixed number of older files', () => {
    const folder = temporaryFolder();
    const file = openRotatingFile({ folder, name: 'x.log', maxBytes: 100, keep: 2 });
    for (let i = 0; i < 100; i++) file.write(`line ${String(i).padStart(3, '0')}\n`);
    file.close();
    expect(readdirSync(folder).toSorted()).toEqual(['x.log', 'x.log.1', 'x.log.2']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(100);
    const kept = ['x.log.2', 'x.log.1', 'x.log'].flatMap((name) =>
      readFileSync(join(folder, name), 'utf8').trim().split('\n'),
    );
    expect(kept.at(-1)).toBe('line 099');
    expect(kept).toEqual(kept.toSorted());
  });

  it('goes on where an earlier process ended, and is readable by its owner alone', () => {
    const folder = join(temporaryFolder(), 'new');
    for (const line of ['one\n', 'two\n']) {
      const file = openRotatingFile({ folder, name: 'x.log', maxBytes: 100, keep: 2 });
      file.write(line);
      file.close();
    }
    expect(readFileSync(join(folder, 'x.log'), 'utf8')).toBe('one\ntwo\n');
    expect(statSync(join(folder, 'x.log')).mode & 0o777).toBe(0o600);
  });

  it('takes a line longer than its size whole', () => {
    const folder = temporaryFolder();
    const file = openRotatingFile({ folder, name: 'x.log', maxBytes: 10, keep: 1 });
    file.write('a line that is longer\n');
    file.close();
    expect(readFileSync(join(folder, 'x.log'), 'utf8')).toBe('a line that is longer\n');
  });
});
