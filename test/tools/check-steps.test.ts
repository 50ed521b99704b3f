import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_STEPS } from './check-steps.ts';
import { IMPORT_ALIASES, LAYERS, layerOf } from './layers.ts';
import { PROJECT_ROOT } from './lint/project-path.ts';

type PackageFile = {
  readonly scripts: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const { scripts, imports, dependencies, devDependencies }: PackageFile = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'),
) as PackageFile;

describe('npm run check', () => {
  it('names only scripts that exist', () => {
    expect(CHECK_STEPS.map(({ script }) => script).filter((script) => !(script in scripts))).toEqual([]);
  });

  it('runs every script that is a check', () => {
    const steps = new Set<string>(CHECK_STEPS.map(({ script }) => script));
    expect(Object.keys(scripts).filter((script) => script.endsWith(':check') && !steps.has(script))).toEqual([]);
  });
});

describe('package.json', () => {
  it('lets no script of ours run under another Node without a word', () => {
    const ours = Object.entries(scripts).filter(([, command]) => /\bnode |\bvitest /u.test(command));
    expect(ours.filter(([, command]) => !command.includes('check-node-version.mjs'))).toEqual([]);
  });

  it('pins every dependency to one version', () => {
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  it('has the import aliases that the layer table knows', () => {
    const expected = Object.entries(IMPORT_ALIASES).map(([alias, path]) =>
      path.endsWith('.json') ? [alias, `./${path}`] : [`${alias}/*`, `./${path}/*`],
    );
    expect(Object.entries(imports)).toEqual(expected);
  });
});

describe('the layer table', () => {
  it('has one row for each path', () => {
    expect(new Set(LAYERS.map(({ path }) => path)).size).toBe(LAYERS.length);
  });

  it('lets the most specific row decide', () => {
    expect(layerOf('electron/engine/store/rows.ts')?.path).toBe('electron/engine/store');
    expect(layerOf('shared/time/format-wall-clock.ts')?.packages).toEqual(['date-fns-tz']);
    expect(layerOf('electron/engineering/a.ts')).toBeNull();
  });
});
