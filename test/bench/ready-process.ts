import type { CliIo } from '#cli/cli-io.ts';
import type { Invocation } from '#cli/command.ts';
import { startEngine } from '#cli/start-engine.ts';
import { openSystemClock } from '#host/system-clock.ts';
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
  const engine = await startEngine(invocationOf(folder), { store: 'threads' });
  const { store } = engine.parts;
  const [accounts, campaigns] = await Promise.all([
    store.read('account.list', null),
    store.read('campaign.list', { accountId: null }),
  ]);
  if (accounts.length === 0 || campaigns.length === 0) throw new Error('The workspace is empty.');
  report({ engineMs: performance.now() - startedAt, memoryMiB: memoryMiB() } satisfies ReadyReport);
  await engine.stop('finish');
}

/** The command `run` without a terminal. */
function invocationOf(folder: string): Invocation {
  const io: CliIo = {
    write: () => Promise.resolve(),
    writeError: (text) => void process.stderr.write(text),
    readInput: () => Promise.resolve(''),
    isTerminal: { input: false, output: false, error: false },
    columns: 80,
    cwd: folder,
    env: {},
    signal: new AbortController().signal,
    machineZone: () => null,
    isReaderGone: () => false,
  };
  return { command: 'run', args: [], options: {}, io, clock: openSystemClock(), json: true, yes: true, folder };
}

await answerOnce(input() as ReadyInput); // given by the case that starts this script
