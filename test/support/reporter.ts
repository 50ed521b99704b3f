import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';
import { closingLine, type Tally } from './closing-line.ts';

/** Ends every test run with one plain line that a script can read; see `closingLine`. Named last of the reporters. */
export const closingLineReporter: Reporter = {
  onTestRunEnd(modules, unhandled, reason) {
    process.stdout.write(`${closingLine(tallyOf(modules, unhandled, reason))}\n`);
  },
};

/** Counts a run. A file that could not be loaded, and an error outside every test, count as a failure each. */
function tallyOf(modules: readonly TestModule[], unhandled: readonly unknown[], reason: TestRunEndReason): Tally {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
  const brokenFiles = modules.filter((module) => module.state() === 'failed' && isBroken(module)).length;
  return {
    passed: count('passed'),
    failed: count('failed') + brokenFiles + unhandled.length,
    skipped: count('skipped') + count('pending'),
    wentWell: reason === 'passed',
  };
}

/** Failed although none of its tests did: it could not be loaded, or a hook of it threw. */
function isBroken(module: TestModule): boolean {
  return [...module.children.allTests('failed')].length === 0;
}
