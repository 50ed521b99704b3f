import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { closingLineReporter } from '#test/support/reporter.ts';

/** Machine zones under which everything about time runs, each in processes that were started in it (DESIGN 5). */
const MACHINE_ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Africa/Casablanca'];

/** Tests whose answer must not depend on the machine's zone. */
const TIME_TESTS = ['test/unit/shared/time/**/*.test.ts', 'test/**/*.time.test.ts'];

/** Tests of the screens: a real browser on the real web host. */
const SCREEN_TESTS = ['test/e2e/**/*.e2e.test.ts'];

/** Planted trees and their like are read by tests, never run as tests. */
const NEVER = [...configDefaults.exclude, 'test/fixtures/**'];

/**
 * Every test that owns a data folder starts threads and processes from TypeScript sources. What Node makes of a source once is kept
 * for all of them; without this each start reads all sources anew, which was half of the work of the whole run.
 */
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'node-compile');

export default defineConfig({
  // There is no Electron under Node: `electron/main` runs against the stand-in (DESIGN 9).
  resolve: {
    alias: [
      {
        find: /^electron$/,
        replacement: join(import.meta.dirname, 'test', 'support', 'electron-stand-in', 'electron.ts'),
      },
    ],
  },
  test: {
    // Processes, not threads: better-sqlite3, signals and TZ belong to a process. Two, for two cores.
    pool: 'forks',
    maxWorkers: 2,
    // How long something that must come may take on a slow computer that does other work too; nothing is proven by these.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', closingLineReporter],
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: [...NEVER, ...TIME_TESTS, ...SCREEN_TESTS] },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: SCREEN_TESTS,
          exclude: NEVER,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          globalSetup: ['test/e2e/support/prepare-screens.ts'],
        },
      },
      ...MACHINE_ZONES.map((zone) => ({
        extends: true as const,
        test: { name: `time in ${zone}`, include: TIME_TESTS, exclude: NEVER, env: { TZ: zone } },
      })),
    ],
  },
});
