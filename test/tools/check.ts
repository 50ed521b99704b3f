import { spawnSync } from 'node:child_process';
import { PROJECT_ROOT } from '#test/tools/lint/project-path.ts';
import { CHECK_STEPS } from './check-steps.ts';

/** Runs every step, says how each went, and fails if one did; what a failed step printed follows its line. */
function runSteps(): number {
  let failures = 0;
  for (const { script, proves } of CHECK_STEPS) {
    const startedAt = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--run', script], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
      maxBuffer: 64 * 1024 * 1024,
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const ok = status === 0;
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${script.padEnd(16)} ${seconds.padStart(5)} s  ${proves}`);
    if (ok) continue;
    failures += 1;
    console.log(`${stdout}${stderr}`);
  }
  console.log(failures === 0 ? 'All checks passed.' : `${failures} of ${CHECK_STEPS.length} checks failed.`);
  return failures;
}

process.exitCode = runSteps() === 0 ? 0 : 1;
