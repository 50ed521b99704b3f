import { describe, expect, it } from 'vitest';
import { CLEAN_TREE, type Tree } from './clean-tree.ts';
import { withPlantedProject } from './plant.ts';
import { runTool, type ToolRun } from './run-tool.ts';

/** Package file with only what the clean tree uses, so that the real one's other dependencies are not reported here. */
const PACKAGE = {
  name: 'planted',
  private: true,
  type: 'module',
  imports: {
    '#shared/*': './shared/*',
    '#engine/*': './electron/engine/*',
    '#host/*': './electron/host/*',
    '#test/*': './test/*',
  },
  scripts: { test: 'vitest run' },
  dependencies: { 'better-sqlite3': '*' },
  devDependencies: { vitest: '*' },
};

/** The real settings of knip, but for exceptions that name what is not planted. */
const PLAIN: Tree = {
  ...CLEAN_TREE,
  'package.json': JSON.stringify(PACKAGE),
  'vitest.config.ts': "export default { test: { include: ['test/**/*.test.ts'] } };\n",
};

const BIN = 'knip/bin/knip.js';

/** Hints on exceptions without use are for the real project. */
const EVERYDAY = ['--no-config-hints', '--exclude', 'unlisted,unresolved,binaries'];

function knip(tree: Tree, args: readonly string[]): ToolRun {
  return withPlantedProject({ ...PLAIN, ...tree }, (root) => runTool(root, BIN, [...EVERYDAY, ...args]));
}

describe('the search for dead code', () => {
  it('passes a tree without dead code, in both ways of looking', () => {
    expect(knip({}, []).output).toBe('');
    expect(knip({}, ['--production']).output).toBe('');
  });

  it('finds an export nobody imports', () => {
    const file = 'shared/time/instant.ts';
    const { code, output } = knip({ [file]: `${CLEAN_TREE[file]}export const deadExport = 1;\n` }, []);
    expect(code).toBe(1);
    expect(output).toContain('deadExport');
  });

  it('finds a file nobody imports', () => {
    const { code, output } = knip({ 'shared/domain/dead-file.ts': 'export const a = 1;\n' }, []);
    expect(code).toBe(1);
    expect(output).toContain('shared/domain/dead-file.ts');
  });

  it('finds a dependency nobody uses', () => {
    const dependencies = { ...PACKAGE.dependencies, undici: '*' };
    const { code, output } = knip({ 'package.json': JSON.stringify({ ...PACKAGE, dependencies }) }, []);
    expect(code).toBe(1);
    expect(output).toContain('undici');
  });

  it('finds, looking at the product alone, an export that only a test uses', () => {
    const file = 'shared/time/instant.ts';
    const tree = {
      [file]: `${CLEAN_TREE[file]}export const onlyTested = 1;\n`,
      'test/unit/instant.test.ts': `import { expect, it } from 'vitest';
import { onlyTested } from '#shared/time/instant.ts';

it('is one', () => {
  expect(onlyTested).toBe(1);
});
`,
    };
    expect(knip(tree, []).code).toBe(0);
    const { code, output } = knip(tree, ['--production']);
    expect(code).toBe(1);
    expect(output).toContain('onlyTested');
  });
});
