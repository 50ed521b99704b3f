import { input, report } from './child.ts';
import { countdown, jobGroups, type PeerInput } from './peer-input.ts';
import { loadPeer } from './peer-packages.ts';
import type { Measured } from './ratio.ts';

/** What is used of pg-boss. */
interface PgBossPackage {
  readonly PgBoss: new (
    connection: string,
  ) => {
    on(event: 'error', listener: (error: unknown) => void): unknown;
    start(): Promise<unknown>;
    stop(options: object): Promise<void>;
    createQueue(name: string): Promise<void>;
    insert(name: string, jobs: readonly object[]): Promise<unknown>;
    work(name: string, options: object, work: (jobs: readonly unknown[]) => Promise<void>): Promise<string>;
    getDb(): { executeSql(text: string): Promise<{ readonly rows: readonly { readonly n: string }[] }> };
  };
}

/** 500 at a time, and the next at once while there are more: the fastest way in STACK 8. */
const BATCH = 500;

async function processJobs({ packages, connection, jobs }: PeerInput): Promise<Measured> {
  const { PgBoss } = await loadPeer<PgBossPackage>(packages, 'pg-boss');
  const boss = new PgBoss(connection);
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue('send');
  for (const group of jobGroups(jobs)) {
    const data = group.map((delivery) => ({ data: { delivery } }));
    await boss.insert('send', data);
  }
  const { done, all } = countdown(jobs);
  const startedAt = performance.now();
  const polling = { batchSize: BATCH, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true };
  await boss.work('send', polling, (batch) => {
    done(batch.length);
    return Promise.resolve();
  });
  await all;
  // The handler has seen the last batch; it is done when the table says so.
  while ((await countOpen(boss)) > 0) await new Promise((resolve) => setImmediate(resolve));
  const tookMs = performance.now() - startedAt;
  await boss.stop({ graceful: false });
  return { tookMs };
}

async function countOpen(boss: InstanceType<PgBossPackage['PgBoss']>): Promise<number> {
  const { rows } = await boss
    .getDb()
    .executeSql(`SELECT count(*) AS n FROM pgboss.job WHERE name = 'send' AND state IN ('created', 'retry', 'active')`);
  return Number(rows[0]?.n);
}

report(await processJobs(input() as PeerInput)); // given by the case that starts this script
