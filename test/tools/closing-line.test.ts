import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closingLine } from '#test/support/closing-line.ts';
import { PROJECT_ROOT } from './lint/project-path.ts';

const WENT_WELL = { passed: 55, failed: 0, skipped: 0, wentWell: true } as const;

describe('the closing line', () => {
  it('counts what passed and what failed', () => {
    expect(closingLine(WENT_WELL)).toBe('55 passed, 0 failed');
    expect(closingLine({ ...WENT_WELL, failed: 2, wentWell: false })).toBe('55 passed, 2 failed');
  });

  it('tells of skipped tests only when there are some', () => {
    expect(closingLine({ ...WENT_WELL, skipped: 3 })).toBe('55 passed, 0 failed, 3 skipped');
  });

  it('never reads 0 failed after a run that did not go well', () => {
    expect(closingLine({ ...WENT_WELL, wentWell: false })).toBe('55 passed, 1 failed');
  });
});

/** Runs vitest with the real reporter over the given test files. */
function runVitest(files: Readonly<Record<string, string>>): { readonly code: number | null; readonly last: string } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'sundial-closing-')));
  try {
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    writeFileSync(
      join(root, 'vitest.config.mts'),
      `import { closingLineReporter } from ${JSON.stringify(join(PROJECT_ROOT, 'test/support/reporter.ts'))};
export default { test: { reporters: ['default', closingLineReporter] } };\n`,
    );
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run'], {
      cwd: root,
      encoding: 'utf8',
      // Colours on, because the closing line must be plain even then.
      env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: '1', VITEST: undefined },
    });
    return { code: status, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const PASSES = "import { expect, it } from 'vitest';\nit('holds', () => { expect(1).toBe(1); });\n";

describe('a test run', () => {
  it('ends with the plain closing line', () => {
    expect(runVitest({ 'a.test.ts': PASSES })).toEqual({ code: 0, last: '1 passed, 0 failed' });
  });

  it('counts a failed test', () => {
    const fails = PASSES.replace('toBe(1)', 'toBe(2)');
    expect(runVitest({ 'a.test.ts': PASSES, 'b.test.ts': fails })).toEqual({ code: 1, last: '1 passed, 1 failed' });
  });

  it('counts a file that cannot be loaded', () => {
    const broken = "throw new Error('broken');\n";
    expect(runVitest({ 'a.test.ts': PASSES, 'b.test.ts': broken })).toEqual({ code: 1, last: '1 passed, 1 failed' });
  });

  it('counts an error outside every test', () => {
    const stray = `${PASSES}setTimeout(() => { throw new Error('stray'); }, 0);\nit('waits', () => new Promise((done) => setTimeout(done, 50)));\n`;
    expect(runVitest({ 'a.test.ts': stray })).toEqual({ code: 1, last: '2 passed, 1 failed' });
  });

  it('is no success when there is no test', () => {
    const { code, last } = runVitest({});
    expect(code).toBe(1);
    expect(last).not.toContain(', 0 failed');
  });
});
