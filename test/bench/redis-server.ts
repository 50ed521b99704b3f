import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Found on the path. */
const PROGRAM = 'redis-server';

/** A server of a peer, in a process of its own. */
export interface PeerServer {
  readonly connection: string;
  readonly stop: () => Promise<void>;
}

/** Whether Redis can be started here. */
export function hasRedis(): boolean {
  return spawnSync(PROGRAM, ['--version']).status === 0;
}

/** Starts Redis on a socket in the folder, every write flushed before it is answered (`appendfsync always`). */
export async function startRedis(folder: string): Promise<PeerServer> {
  const socket = `${folder}/redis.sock`;
  const settings = { port: '0', unixsocket: socket, dir: folder, appendonly: 'yes', appendfsync: 'always', save: '' };
  const child = spawn(
    PROGRAM,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const kill = (): boolean => child.kill('SIGTERM');
  process.once('exit', kill);
  const ready = Promise.withResolvers<void>();
  createInterface(child.stdout).on('line', (line) => {
    if (line.includes('ready to accept connections') || line.includes('Ready to accept connections')) ready.resolve();
  });
  await Promise.race([ready.promise, ended.then(() => Promise.reject(new Error('Redis ended before it was ready.')))]);
  return {
    connection: socket,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}
