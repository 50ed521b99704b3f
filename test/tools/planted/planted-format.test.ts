import { describe, expect, it } from 'vitest';
import { CLEAN_TREE, type Tree } from './clean-tree.ts';
import { withPlantedProject } from './plant.ts';
import { runTool } from './run-tool.ts';

/** The planted folder is no git repository, and Biome asks git what to leave out. */
const ARGS = ['check', '--vcs-enabled=false', 'shared', 'electron', 'test/unit'];

function biome(tree: Tree): number {
  return withPlantedProject({ ...CLEAN_TREE, ...tree }, (root) => runTool(root, '@biomejs/biome/bin/biome', ARGS).code);
}

describe('the format check', () => {
  it('passes a tree that is formatted', () => {
    expect(biome({})).toBe(0);
  });

  it('refuses double quotes and a missing semicolon', () => {
    expect(biome({ 'shared/domain/a.ts': 'export const a = "a"\n' })).not.toBe(0);
  });

  it('refuses unsorted imports', () => {
    const code = `import { b } from './b.ts';\nimport { a } from './a.ts';\n\nexport const c = a + b;\n`;
    expect(biome({ 'shared/domain/c.ts': code })).not.toBe(0);
  });
});
