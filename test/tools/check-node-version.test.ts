import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from './lint/project-path.ts';

/** Runs the guard in a project that pins the given Node. */
function guardUnder(pinned: string): { readonly code: number | null; readonly stderr: string } {
  const root = mkdtempSync(join(tmpdir(), 'sundial-guard-'));
  try {
    mkdirSync(join(root, 'test/tools'), { recursive: true });
    cpSync(join(PROJECT_ROOT, 'test/tools/check-node-version.mjs'), join(root, 'test/tools/check-node-version.mjs'));
    writeFileSync(join(root, 'package.json'), JSON.stringify({ devDependencies: { node: pinned } }));
    writeFileSync(join(root, 'entry.mjs'), "process.stdout.write('started');\n");
    const args = ['--import', './test/tools/check-node-version.mjs', 'entry.mjs'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return { code: status, stderr };
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the Node guard', () => {
  it('lets the pinned Node through, whatever its minor version', () => {
    const [major] = process.versions.node.split('.');
    expect(guardUnder(`${major}.0.0`)).toEqual({ code: 0, stderr: '' });
  });

  it('stops another Node with one sentence that names both', () => {
    const { code, stderr } = guardUnder('99.1.2');
    expect(code).toBe(1);
    expect(stderr).toContain(`Sundial runs on Node 99 (pinned: 99.1.2) but was started by Node ${process.version}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
