import { DomainError } from '#shared/domain/errors.ts';
import { epochMs } from '#shared/time/instant.ts';
import { readPracticeArguments } from './practice-arguments.ts';
import type { PracticeRuntime } from './server/practice-runtime.ts';
import { type RunningPractice, type StartOptions, startPractice } from './server/start-practice.ts';

/** Where the process is handed the secret of its webhooks: other users of the computer can read arguments, and not this. */
const WEBHOOK_SECRET = 'SUNDIAL_PRACTICE_WEBHOOK_SECRET';

/** The real clock and the real turns of this process's event loop. */
const RUNTIME: PracticeRuntime = {
  now: () => epochMs(Date.now()),
  soon: (run) => void setImmediate(run),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref(); // the listening server keeps the process alive, not what is waited for
    return () => clearTimeout(timer);
  },
};

/** Starts the practice server in this process on the real clock; see {@link startPractice}. */
export function runPractice(options: StartOptions = {}): Promise<RunningPractice> {
  return startPractice(options, RUNTIME);
}

/**
 * Runs the practice server as a program: prints the account as one line of JSON, then serves until SIGTERM, SIGINT or,
 * when asked, the end of standard input.
 *
 * @returns when the server has stopped.
 * @throws {DomainError} as {@link startPractice}.
 */
export async function runPracticeProgram(options: StartOptions, untilStdinEnds = false): Promise<void> {
  const webhookSecret = process.env[WEBHOOK_SECRET];
  const running = await runPractice({ ...options, ...(webhookSecret === undefined ? {} : { webhookSecret }) });
  // Listening before the line is printed: whoever reads it may stop us at once.
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
    if (untilStdinEnds) {
      process.stdin
        .once('end', resolve)
        .once('error', () => resolve())
        .resume();
    }
  });
  process.stdout.write(`${JSON.stringify(running.accounts[0])}\n`);
  await stopped;
  await running.stop();
}

async function main(): Promise<void> {
  try {
    const { start, untilStdinEnds } = readPracticeArguments(process.argv.slice(2));
    await runPracticeProgram(start, untilStdinEnds);
    process.exitCode = 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.where === 'arguments' ? 2 : 1;
  }
  process.stdin.destroy();
}

if (import.meta.main) await main();
