import { bookkeepingSide, bookkeepingTemplate, DELIVERIES } from './bookkeeping-case.ts';
import { runChild } from './child.ts';
import { readOptions } from './options.ts';
import type { PeerInput } from './peer-input.ts';
import { installPeers, type PeerPackage, peerTitle } from './peer-packages.ts';
import { postgresPrograms, startPostgres } from './postgres-server.ts';
import { compare, type Measured, type Ratio, type Side } from './ratio.ts';
import { hasRedis, type PeerServer, startRedis } from './redis-server.ts';
import { formatNotes, formatTable, writeResults } from './report.ts';
import { openWorkFolder, settleDisk, type WorkFolder } from './work-folder.ts';

interface Peer {
  readonly name: PeerPackage;
  readonly script: URL;
  readonly needs: 'redis' | 'postgresql';
  readonly how: string;
}

/** Each at the settings with which it was fastest in STACK 8, every commit on disk. */
const PEERS: readonly Peer[] = [
  {
    name: 'bullmq',
    script: new URL('./bullmq-process.ts', import.meta.url),
    needs: 'redis',
    how: 'appendfsync always, 50 at once',
  },
  {
    name: 'pg-boss',
    script: new URL('./pg-boss-process.ts', import.meta.url),
    needs: 'postgresql',
    how: 'batches of 500',
  },
  {
    name: 'graphile-worker',
    script: new URL('./graphile-worker-process.ts', import.meta.url),
    needs: 'postgresql',
    how: 'local queue of 500',
  },
];

async function main(): Promise<number> {
  const options = readOptions(
    process.argv.slice(2),
    PEERS.map(({ name }) => name),
  );
  const peers = PEERS.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const missing = missingPrograms(peers);
  if (missing.length > 0) {
    console.error(`Nothing was measured: ${missing.join(' and ')} not installed here.`);
    return 1;
  }
  const work = openWorkFolder();
  try {
    const results = await measurePeers(work, peers, options.rounds);
    console.log(`\n${formatTable(results)}\n\n${formatNotes(results)}\n`);
    console.log(writeResults('peers', { rounds: options.rounds, results }));
  } finally {
    work.remove();
  }
  return 0;
}

function missingPrograms(peers: readonly Peer[]): readonly string[] {
  const needs = new Set(peers.map((peer) => peer.needs));
  return [
    ...(needs.has('redis') && !hasRedis() ? ['redis-server (Debian: redis-server)'] : []),
    ...(needs.has('postgresql') && postgresPrograms() === null ? ['PostgreSQL (Debian: postgresql)'] : []),
  ];
}

async function measurePeers(work: WorkFolder, peers: readonly Peer[], rounds: number): Promise<readonly Ratio[]> {
  const packages = work.fresh('packages');
  console.error('Installing the peers.');
  installPeers(packages);
  const template = await bookkeepingTemplate(work, DELIVERIES);
  const ours = bookkeepingSide(work, template);
  const results: Ratio[] = [];
  for (const peer of peers) {
    console.error(`${peerTitle(peer.name)}: ${rounds} rounds`);
    const yardstick = peerSide(work, peer, { packages, jobs: template.due });
    results.push(
      await compare(
        {
          work: 'bookkeeping',
          rows: template.due,
          measure: 'rate',
          ours,
          yardstick,
          goal: { kind: 'atLeast', bound: 2 },
          figures: [
            { name: 'perSecond', unit: '/s', of: 'median', goal: { kind: 'none' } },
            { name: 'deliveries per claim', unit: '', of: 'median', goal: { kind: 'none' } },
          ],
          notes: [],
        },
        rounds,
      ),
    );
    console.log(formatTable(results.slice(-1)));
  }
  return results;
}

/** A peer on a fresh server of its own for each round. */
function peerSide(work: WorkFolder, peer: Peer, given: Omit<PeerInput, 'connection'>): Side {
  return {
    name: `${peerTitle(peer.name)}, ${peer.how}`,
    run: async () => {
      const server = await startServer(peer.needs, work.fresh('server'));
      try {
        settleDisk();
        return await runChild<Measured>(peer.script, { ...given, connection: server.connection } satisfies PeerInput);
      } finally {
        await server.stop();
      }
    },
  };
}

function startServer(needs: Peer['needs'], folder: string): Promise<PeerServer> | PeerServer {
  if (needs === 'redis') return startRedis(folder);
  const programs = postgresPrograms();
  if (programs === null) throw new Error('PostgreSQL is gone.');
  return startPostgres(programs, folder);
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.exitCode = await main();
