import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerServer } from './redis-server.ts';

/** Where Debian keeps the programs of each major version, outside the path. */
const DEBIAN = '/usr/lib/postgresql';

/** Folder of PostgreSQL's programs; `null` when it is not installed. */
export function postgresPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'))) ?? null;
}

/**
 * Makes a new cluster in the folder and starts it on a socket there, settings as PostgreSQL ships them: every commit is flushed.
 * Root may not run it, so root runs it as Debian's user `postgres`.
 */
export function startPostgres(programs: string, folder: string): PeerServer {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    // The user postgres has to reach the folder through ours, which only we may list.
    for (const path of [join(folder, '..'), folder]) chmodSync(path, 0o711);
    run('chown', ['-R', 'postgres', folder]);
  }
  const asOwner = (program: string, args: readonly string[]): void => {
    const path = join(programs, program);
    if (isRoot) run('runuser', ['-u', 'postgres', '--', path, ...args]);
    else run(path, args);
  };
  asOwner('initdb', ['-D', data, '-U', 'bench', '-A', 'trust', '--no-locale', '-E', 'UTF8']);
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}'`;
  asOwner('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start']);
  const stop = (): void => {
    process.off('exit', stop);
    asOwner('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']);
  };
  // Before the folder goes, when the bench is interrupted: a server left behind would run on without its files.
  process.prependListener('exit', stop);
  return {
    connection: `postgres://bench@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: () => {
      stop();
      return Promise.resolve();
    },
  };
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, [...args], {
    encoding: 'utf8',
    cwd: '/',
    // pg_ctl leaves a server behind that would hold a pipe open for ever.
    stdio: ['ignore', 'ignore', args.includes('start') ? 'ignore' : 'pipe'],
  });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr ?? status}`);
}
