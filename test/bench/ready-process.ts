import { startEngine } from '#cli/start-engine.ts';
import { benchInvocation } from './bench-invocation.ts';
import { input, memoryMiB, report } from './child.ts';

/** What the parent asks for. */
export interface ReadyInput {
  readonly folder: string;
}

/** What the first answer took from this process's point of view, and its memory then. */
export interface ReadyReport {
  /** Milliseconds from the start of the engine to its first answer; without the start of Node and the loading of code. */
  readonly engineMs: number;
  readonly memoryMiB: number;
}

/** Starts the engine as the terminal's `run` does and asks it two short questions. */
async function answerOnce({ folder }: ReadyInput): Promise<void> {
  const startedAt = performance.now();
  const engine = await startEngine(benchInvocation(folder), { store: 'threads' });
  const { store } = engine.parts;
  const [accounts, campaigns] = await Promise.all([
    store.read('account.list', null),
    store.read('campaign.list', { accountId: null }),
  ]);
  if (accounts.length === 0 || campaigns.length === 0) throw new Error('The workspace is empty.');
  report({ engineMs: performance.now() - startedAt, memoryMiB: memoryMiB() } satisfies ReadyReport);
  await engine.stop('finish');
}

await answerOnce(input() as ReadyInput); // given by the case that starts this script
