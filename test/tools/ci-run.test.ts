import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from './lint/project-path.ts';

/** What `.ci/run` comes to when npm behaves as told: shell lines for `npm ci` and for `npm test`. */
type Case = {
  readonly when: string;
  readonly ci: string;
  readonly test: string;
  readonly code: number;
  readonly last: string;
};

const CASES: readonly Case[] = [
  {
    when: 'all is well',
    ci: 'exit 0',
    test: 'echo "55 passed, 0 failed"; exit 0',
    code: 0,
    last: '55 passed, 0 failed',
  },
  {
    when: 'a test failed and npm has the last word',
    ci: 'exit 0',
    test: 'echo "54 passed, 1 failed"; echo "npm error Lifecycle script failed" >&2; exit 3',
    code: 3,
    last: '54 passed, 1 failed',
  },
  {
    when: 'the install failed',
    ci: 'echo "npm error" >&2; exit 7',
    test: 'exit 0',
    code: 7,
    last: '0 passed, 1 failed',
  },
  {
    when: 'the tests broke off without a count',
    ci: 'exit 0',
    test: 'exit 139',
    code: 139,
    last: '0 passed, 1 failed',
  },
  {
    when: 'the count is good and the exit code is not',
    ci: 'exit 0',
    test: 'echo "55 passed, 0 failed"; exit 1',
    code: 1,
    last: '0 passed, 1 failed',
  },
  { when: 'success is claimed without a count', ci: 'exit 0', test: 'exit 0', code: 1, last: '0 passed, 1 failed' },
  {
    when: 'the count comes in colour',
    ci: 'exit 0',
    test: String.raw`printf '\033[32m55 passed, 0 failed\033[39m\n'`,
    code: 0,
    last: '55 passed, 0 failed',
  },
];

/** Runs a copy of `.ci/run` with an npm of our own first in the path. */
function runCi({ ci, test }: Case): { readonly code: number | null; readonly last: string } {
  const root = mkdtempSync(join(tmpdir(), 'sundial-ci-'));
  try {
    mkdirSync(join(root, '.ci'));
    cpSync(join(PROJECT_ROOT, '.ci/run'), join(root, '.ci/run'));
    writeFileSync(join(root, 'npm'), `#!/bin/sh\ncase "$1" in\n  ci) ${ci} ;;\n  test) ${test} ;;\nesac\n`);
    chmodSync(join(root, 'npm'), 0o755);
    const { status, stdout } = spawnSync('bash', ['.ci/run'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${root}${delimiter}${process.env['PATH'] ?? ''}` },
    });
    return { code: status, last: stdout.split('\n').at(-2) ?? '' };
  } finally {
    rmSync(root, { recursive: true });
  }
}

// The script is bash, and an npm without a file extension is not found on Windows, where CI does not use it.
describe('.ci/run', () => {
  it.each(process.platform === 'win32' ? CASES.slice(0, 0) : CASES)('is honest when $when', (example) => {
    expect(runCi(example)).toEqual({ code: example.code, last: example.last });
  });
});
