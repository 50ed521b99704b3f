import { configDefaults, defineConfig } from 'vitest/config';
import { closingLineReporter } from '#test/support/reporter.ts';

/** Machine zones under which everything about time runs, each in processes that were started in it (DESIGN 5). */
const MACHINE_ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Africa/Casablanca'];

/** Tests whose answer must not depend on the machine's zone. */
const TIME_TESTS = ['test/unit/shared/time/**/*.test.ts', 'test/**/*.time.test.ts'];

/** Planted trees and their like are read by tests, never run as tests. */
const NEVER = [...configDefaults.exclude, 'test/fixtures/**'];

export default defineConfig({
  test: {
    // Processes, not threads: better-sqlite3, signals and TZ belong to a process. Two, for two cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', closingLineReporter],
    projects: [
      { extends: true, test: { name: 'node', include: ['test/**/*.test.ts'], exclude: [...NEVER, ...TIME_TESTS] } },
      ...MACHINE_ZONES.map((zone) => ({
        extends: true as const,
        test: { name: `time in ${zone}`, include: TIME_TESTS, exclude: NEVER, env: { TZ: zone } },
      })),
    ],
  },
});
