import { input, report } from './child.ts';
import { CONCURRENCY, countdown, jobGroups, type PeerInput } from './peer-input.ts';
import { loadPeer } from './peer-packages.ts';
import type { Measured } from './ratio.ts';

/** What is used of graphile-worker. */
interface GraphileWorker {
  readonly makeWorkerUtils: (options: object) => Promise<{
    migrate(): Promise<void>;
    addJobs(jobs: readonly object[]): Promise<unknown>;
    withPgClient<T>(ask: (client: PgClient) => Promise<T>): Promise<T>;
    release(): Promise<void>;
  }>;
  readonly run: (options: object) => Promise<{ stop(): Promise<void> }>;
  readonly Logger: new (factory: () => () => void) => unknown;
}

interface PgClient {
  query(text: string): Promise<{ readonly rows: readonly { readonly n: string }[] }>;
}

/** Jobs fetched at once and completed in batches: the fastest way in STACK 8. */
const LOCAL_QUEUE = 500;

async function processJobs({ packages, connection, jobs }: PeerInput): Promise<Measured> {
  const { makeWorkerUtils, run, Logger } = await loadPeer<GraphileWorker>(packages, 'graphile-worker');
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ connectionString: connection, logger });
  await utils.migrate();
  for (const group of jobGroups(jobs)) {
    await utils.addJobs(group.map((delivery) => ({ identifier: 'send', payload: { delivery } })));
  }
  const { done, all } = countdown(jobs);
  const startedAt = performance.now();
  const runner = await run({
    preset: {
      worker: {
        connectionString: connection,
        concurrentJobs: CONCURRENCY,
        localQueue: { size: LOCAL_QUEUE },
        completeJobBatchDelay: 0,
        logger,
      },
    },
    noHandleSignals: true,
    taskList: { send: () => done() },
  });
  await all;
  // The handler has seen the last job; it is done when its row is gone.
  const left = (): Promise<number> =>
    utils.withPgClient(async (client) => {
      const { rows } = await client.query('SELECT count(*) AS n FROM graphile_worker._private_jobs');
      return Number(rows[0]?.n);
    });
  while ((await left()) > 0) await new Promise((resolve) => setImmediate(resolve));
  const tookMs = performance.now() - startedAt;
  await runner.stop();
  await utils.release();
  return { tookMs };
}

report(await processJobs(input() as PeerInput)); // given by the case that starts this script
