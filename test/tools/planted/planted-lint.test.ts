import { describe, expect, it } from 'vitest';
import { checkLayers } from '#test/tools/check-layers.ts';
import { LAYERS } from '#test/tools/layers.ts';
import { type Diagnostic, runOxlint } from '#test/tools/run-oxlint.ts';
import { CLEAN_TREE, type Tree } from './clean-tree.ts';
import { layerViolations } from './layer-violations.ts';
import { LINT_VIOLATIONS } from './lint-violations.ts';
import { withPlantedTools } from './plant.ts';

/** As `npm run lint` calls it, but for the tools themselves, which are linted in the real project. */
const LINT = [
  '--deny-warnings',
  '--report-unused-disable-directives-severity=error',
  '--ignore-pattern=test/tools/**',
  'shared',
  'electron',
  'renderer',
  'test',
];

function treeOf(files: readonly { readonly file: string; readonly code: string }[]): Tree {
  return { ...CLEAN_TREE, ...Object.fromEntries(files.map(({ file, code }) => [file, code])) };
}

function codesIn(diagnostics: readonly Diagnostic[], file: string): readonly string[] {
  return [...new Set(diagnostics.filter((found) => found.file === file).map(({ code }) => code))].toSorted();
}

describe('the lint', () => {
  const diagnostics = withPlantedTools(treeOf(LINT_VIOLATIONS), (root) => runOxlint(root, LINT));

  it('passes a tree without faults', () => {
    expect(withPlantedTools(CLEAN_TREE, (root) => runOxlint(root, LINT))).toEqual([]);
  });

  it.each(LINT_VIOLATIONS)('catches $fault', ({ file, caughtBy }) => {
    expect(codesIn(diagnostics, file)).toEqual(caughtBy);
  });

  it('leaves the files without faults alone when others have some', () => {
    const clean = new Set(Object.keys(CLEAN_TREE));
    expect(diagnostics.filter(({ file }) => clean.has(file))).toEqual([]);
  });
});

describe('the layer check', () => {
  const violations = layerViolations();
  const found = withPlantedTools(treeOf(violations), checkLayers);

  it('passes a tree without faults and has seen all of it', () => {
    const { seen, violations: refused, unseen } = withPlantedTools(CLEAN_TREE, checkLayers);
    expect({ refused, unseen }).toEqual({ refused: [], unseen: [] });
    expect(seen.get('shared/domain')).toBe(1);
    expect(seen.get('electron/engine/store')).toBe(1);
  });

  it('plants something in every layer that is a folder', () => {
    expect(new Set(violations.map(({ file }) => file.slice(0, file.lastIndexOf('/')))).size).toBe(
      LAYERS.filter(({ path }) => !path.endsWith('.ts')).length,
    );
  });

  it.each(violations)('catches that $fault', ({ file }) => {
    expect(codesIn(found.violations, file)).toEqual(['sundial(layers)']);
  });

  it('catches a circle of files within a layer, through a third file and the short names of folders', () => {
    const imports = (from: string): string =>
      `import { a } from '${from}';\n\n/** A. */\nexport const a2 = a;\nexport { a };\n`;
    const circle = {
      'shared/rules/one.ts': imports('./two.ts'),
      'shared/rules/two.ts': imports('#shared/rules/more/three.ts'),
      'shared/rules/more/three.ts': imports('#shared/rules/one.ts'),
      'shared/rules/beside.ts': imports('./one.ts'),
    };
    const { violations: refused } = withPlantedTools({ ...CLEAN_TREE, ...circle }, checkLayers);
    expect(refused.map(({ code, file }) => `${code} ${file}`).toSorted()).toEqual([
      'import(no-cycle) shared/rules/more/three.ts',
      'import(no-cycle) shared/rules/one.ts',
      'import(no-cycle) shared/rules/two.ts',
    ]);
  });

  it('lets two files know types of each other', () => {
    const pair = {
      'shared/rules/one.ts':
        "import type { B } from './two.ts';\n\n/** A. */\nexport type A = { readonly b: B | null };\n",
      'shared/rules/two.ts':
        "import type { A } from './one.ts';\n\n/** B. */\nexport type B = { readonly a: A | null };\n",
    };
    expect(withPlantedTools({ ...CLEAN_TREE, ...pair }, checkLayers).violations).toEqual([]);
  });

  it('sees no module in a tree without any, so that it cannot pass there', () => {
    const { seen } = withPlantedTools({}, (root) => checkLayers(root));
    expect([...seen.keys()]).toEqual(['test']);
  });
});
