import Database from 'better-sqlite3';
import { better, defineQueue, defineWorker, JobStatus } from 'plainjob';
import { input, report, startProcessorClock } from './child.ts';
import type { Measured } from './ratio.ts';

/** What the parent asks for. */
export interface PlainjobInput {
  readonly databasePath: string;
  readonly jobs: number;
  readonly workers: number;
}

const SILENT = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** plainjob sets NORMAL itself when a queue is made, so FULL is asked for afterwards and checked after a write. */
async function processJobs({ databasePath, jobs, workers }: PlainjobInput): Promise<Measured> {
  const database = new Database(databasePath);
  const connection = better(database);
  const queue = defineQueue({ connection, logger: SILENT });
  database.pragma('synchronous = FULL');
  queue.addMany(
    'send',
    Array.from({ length: jobs }, (_, number) => ({ delivery: number })),
  );
  if (database.pragma('synchronous', { simple: true }) !== 2) throw new Error('plainjob does not run at FULL.');
  const processorMs = startProcessorClock();
  const startedAt = performance.now();
  await runWorkers(queue, jobs, workers);
  const tookMs = performance.now() - startedAt;
  const processor = processorMs();
  const done = queue.countJobs({ status: JobStatus.Done });
  queue.close();
  if (done !== jobs) throw new Error(`plainjob did ${done} of ${jobs} jobs.`);
  return { tookMs, figures: { processor } };
}

async function runWorkers(queue: ReturnType<typeof defineQueue>, jobs: number, workers: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let completed = 0;
  const onCompleted = (): void => {
    completed += 1;
    if (completed === jobs) resolve();
  };
  const running = Array.from({ length: workers }, () =>
    defineWorker('send', () => Promise.resolve(), { queue, logger: SILENT, onCompleted, pollIntervall: 10 }),
  );
  const ends = running.map((worker) => worker.start());
  await promise;
  await Promise.all(running.map((worker) => worker.stop()));
  await Promise.all(ends);
}

report(await processJobs(input() as PlainjobInput)); // given by the case that starts this script
