import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#test/tools/lint/project-path.ts';
import { type Diagnostic, runOxlint } from './run-oxlint.ts';
import { isLayeredSource, projectFiles } from './source-files.ts';

/** What a look at the layers found. */
export type LayerCheck = {
  /** Modules the parser saw, by layer. */
  readonly seen: ReadonlyMap<string, number>;
  /** Refused imports: those that leave their layer, and those that close a circle of files. */
  readonly violations: readonly Diagnostic[];
  /** Source files the parser did not see; the check holds only when there are none. */
  readonly unseen: readonly string[];
};

/**
 * Holds every import of a project to `test/tools/layers.ts`, refuses circles of files, and counts what was looked at: a check that
 * saw nothing must not pass.
 *
 * @param root - a project with this project's `test/tools` and `node_modules` in it.
 */
export function checkLayers(root: string): LayerCheck {
  const sources = projectFiles(root, isLayeredSource);
  const diagnostics = withConfig(root, (config) => runOxlint(root, ['-c', config, ...sources]));
  const census = diagnostics.filter(({ code }) => code === 'sundial(layer-census)');
  const seenFiles = new Set(census.map(({ file }) => file));
  return {
    seen: tally(census.map(({ message }) => message)),
    violations: diagnostics.filter(({ code }) => code !== 'sundial(layer-census)'),
    unseen: sources.filter((file) => !seenFiles.has(file)),
  };
}

/** Only the layer rules and circles of imports, so that a suppression or a setting of the everyday lint cannot soften them. */
function withConfig<T>(root: string, use: (config: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sundial-layers-'));
  const config = join(folder, 'layers.json');
  try {
    writeFileSync(
      config,
      JSON.stringify({
        plugins: ['import'],
        jsPlugins: [join(root, 'test/tools/lint/plugin.ts')],
        categories: { correctness: 'off' },
        rules: {
          'sundial/layers': 'error',
          'sundial/layer-census': 'warn',
          // A type is gone when the module runs, so what only types close is no circle.
          'import/no-cycle': ['error', { ignoreTypes: true }],
        },
      }),
    );
    return use(config);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function main(): number {
  const { seen, violations, unseen } = checkLayers(PROJECT_ROOT);
  const modules = [...seen.values()].reduce((sum, count) => sum + count, 0);
  for (const { message, file, line } of violations) console.error(`${file}:${line}: ${message}`);
  for (const file of unseen) console.error(`${file}: the layer check did not see this file.`);
  console.log(`${modules} modules in ${seen.size} layers, ${violations.length} refused imports.`);
  return modules > 0 && violations.length === 0 && unseen.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
