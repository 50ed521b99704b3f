import type { CliIo } from '#cli/cli-io.ts';
import type { Invocation } from '#cli/command.ts';
import { openSystemClock } from '#host/system-clock.ts';

/** The command `run` on a data folder, without a terminal. */
export function benchInvocation(folder: string): Invocation {
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
    onEnter: () => undefined,
    isReaderGone: () => false,
  };
  return { command: 'run', args: [], options: {}, io, clock: openSystemClock(), json: true, yes: true, folder };
}
