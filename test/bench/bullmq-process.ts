import { input, report } from './child.ts';
import { CONCURRENCY, countdown, jobGroups, type PeerInput } from './peer-input.ts';
import { loadPeer } from './peer-packages.ts';
import type { Measured } from './ratio.ts';

/** What is used of bullmq. */
interface Bullmq {
  readonly Queue: new (
    name: string,
    options: object,
  ) => {
    addBulk(jobs: readonly object[]): Promise<unknown>;
    getJobCounts(...states: readonly string[]): Promise<Readonly<Record<string, number>>>;
    close(): Promise<void>;
  };
  readonly Worker: new (
    name: string,
    work: () => Promise<void>,
    options: object,
  ) => {
    on(event: 'completed', listener: () => void): unknown;
    run(): Promise<void>;
    close(): Promise<void>;
  };
}

/** Done jobs are removed: the faster of the two ways in STACK 8. */
async function processJobs({ packages, connection, jobs }: PeerInput): Promise<Measured> {
  const { Queue, Worker } = await loadPeer<Bullmq>(packages, 'bullmq');
  const redis = { path: connection, maxRetriesPerRequest: null };
  const queue = new Queue('send', { connection: redis, defaultJobOptions: { removeOnComplete: true } });
  for (const group of jobGroups(jobs)) {
    await queue.addBulk(group.map((delivery) => ({ name: 'send', data: { delivery } })));
  }
  const { done, all } = countdown(jobs);
  const worker = new Worker('send', () => Promise.resolve(), {
    connection: redis,
    concurrency: CONCURRENCY,
    autorun: false,
  });
  worker.on('completed', () => done());
  const startedAt = performance.now();
  const running = worker.run();
  await all;
  const tookMs = performance.now() - startedAt;
  const left = await queue.getJobCounts('wait', 'active', 'failed', 'delayed');
  await worker.close();
  await running;
  await queue.close();
  const open = Object.values(left).reduce((sum, count) => sum + count, 0);
  if (open !== 0) throw new Error(`bullmq left ${open} jobs: ${JSON.stringify(left)}.`);
  return { tookMs };
}

report(await processJobs(input() as PeerInput)); // given by the case that starts this script
