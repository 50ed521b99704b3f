import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Bytes of a MiB. */
const MIB = 2 ** 20;

/** Code is compiled once and kept, for both sides, as the terminal's own entry does it (`electron/cli/prepare-process.ts`). */
const { directory: compileCache } = enableCompileCache();
const ENVIRONMENT = {
  ...process.env,
  TZ: 'UTC',
  ...(compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache }),
};

/** What a child reported, and when. */
export interface ChildReport<Report> {
  readonly report: Report;
  /** Milliseconds from the start of the process to its report. */
  readonly afterMs: number;
}

/**
 * Runs a script of this folder in a process of its own and returns what it reports by {@link report}. So its memory is its own, and
 * nothing it loaded or compiled helps the next run.
 *
 * @param script - a file of this folder, as `new URL('./…', import.meta.url)`.
 * @param given - handed to the script as JSON, see {@link input}.
 * @throws {Error} when the script fails or ends without a report; what it printed stands on stderr already.
 */
export async function runChild<Report>(script: URL, given: unknown): Promise<Report> {
  return (await runTimedChild<Report>(script, given)).report;
}

/** As {@link runChild}, and tells how long it was from the start of the process to the report. */
export function runTimedChild<Report>(script: URL, given: unknown): Promise<ChildReport<Report>> {
  const startedAt = performance.now();
  const child = fork(fileURLToPath(script), [JSON.stringify(given)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
    env: ENVIRONMENT,
  });
  return new Promise((resolve, reject) => {
    let reported: ChildReport<Report> | null = null;
    child.once('message', (message) => {
      // Each script's report type stands beside it.
      reported = { report: message as Report, afterMs: performance.now() - startedAt };
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const end = `${script.pathname} ended with ${code ?? 'a signal'}`;
      if (code === 0 && reported !== null) resolve(reported);
      else reject(new Error(`${end} and ${reported === null ? 'no' : 'a'} report.`));
    });
  });
}

/** What the parent gave to this script, by {@link runChild}; each script names its type beside it. */
export function input(): unknown {
  return JSON.parse(process.argv[2] ?? 'null') as unknown;
}

/** Hands the result to the parent and lets this process end. */
export function report(result: unknown): void {
  process.send?.(result, () => process.disconnect());
}

/**
 * Most memory this process ever had resident, its threads included, in MiB. Linux counts the parent's into a child's `maxRSS`, so
 * there the kernel is asked for the high-water mark of this program alone.
 */
export function peakMemoryMiB(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const highWaterKiB = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Math.round((Number(highWaterKiB) * 1_024) / MIB);
}

/** Memory this process has resident now, in MiB. */
export function memoryMiB(): number {
  return Math.round(process.memoryUsage.rss() / MIB);
}

/** Starts counting the processor time of this process, its threads included; calling the result gives milliseconds since then. */
export function startProcessorClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.round((user + system) / 1_000);
  };
}
