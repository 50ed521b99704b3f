import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How a tool ended, and all it printed. */
export type ToolRun = {
  readonly code: number;
  readonly output: string;
};

/**
 * Runs a tool of node_modules/.bin in a folder, by the Node of this project and without colours.
 *
 * @param root - folder with node_modules.
 * @param script - the tool's JavaScript, from node_modules.
 */
export function runTool(root: string, script: string, args: readonly string[]): ToolRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  return { code: status ?? 1, output: `${stdout}${stderr}` };
}
