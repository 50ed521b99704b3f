import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The queues we are held against, in the versions that were measured for STACK 8. They are no dependency of this project. */
const PEERS = { bullmq: '6.7.0', 'pg-boss': '12.35.0', 'graphile-worker': '0.18.0' } as const;

/** What is installed: bullmq does not bring its Redis client. */
const PACKAGES = { ...PEERS, ioredis: '6.0.0' } as const;

/** Name of a peer's package. */
export type PeerPackage = keyof typeof PEERS;

/** Name and version of a peer, for people. */
export function peerTitle(name: PeerPackage): string {
  return `${name} ${PEERS[name]}`;
}

/**
 * Installs the peers into a folder with npm, none of their install scripts run.
 *
 * @throws {Error} with npm's own words.
 */
export function installPeers(folder: string): void {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: PACKAGES }),
  );
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm could not install the peers: ${error?.message ?? stderr}`);
}

/** Loads a peer from that folder. Its types are not here, so the caller says what it uses of it. */
export async function loadPeer<Api>(folder: string, name: PeerPackage): Promise<Api> {
  const path = createRequire(join(folder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(path).href)) as Api; // the caller's view of the pinned version
}
