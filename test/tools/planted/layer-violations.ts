import { isWithin, LAYERS, type Layer } from '#test/tools/layers.ts';

/** A planted import that the table does not allow. */
export type LayerViolation = {
  readonly fault: string;
  readonly file: string;
  readonly code: string;
};

/** Folders with the alias they are imported by. */
const FOLDERS: readonly (readonly [folder: string, specifier: string])[] = [
  ['shared/lang', '#shared/lang/planted.ts'],
  ['shared/time', '#shared/time/planted.ts'],
  ['shared/domain', '#shared/domain/planted.ts'],
  ['shared/rules', '#shared/rules/planted.ts'],
  ['shared/contract', '#shared/contract/planted.ts'],
  ['electron/engine', '#engine/planted.ts'],
  ['electron/host', '#host/planted.ts'],
  ['electron/practice', '#practice/planted.ts'],
  ['electron/cli', '#cli/planted.ts'],
  ['test', '#test/planted.ts'],
];

/** Packages of this project, of which each layer may use only its own. */
const PACKAGES = ['better-sqlite3', 'commander', 'csv-parse', 'date-fns-tz', 'electron', 'pino', 'undici', 'zod'];

/** For every row of the table: each folder and each package it may not import, in a file each. */
export function layerViolations(): readonly LayerViolation[] {
  return LAYERS.filter(({ path }) => !path.endsWith('.ts')).flatMap((layer) => [
    ...FOLDERS.filter(([folder]) => !mayImport(layer, folder)).map(([folder, specifier]) =>
      planted(layer, folder, specifier),
    ),
    ...PACKAGES.filter((name) => !layer.packages.includes(name)).map((name) => planted(layer, name, name)),
  ]);
}

function mayImport(layer: Layer, folder: string): boolean {
  return [layer.path, ...layer.mayImport].some((path) => isWithin(folder, path));
}

function planted(layer: Layer, what: string, specifier: string): LayerViolation {
  return {
    fault: `${layer.path} imports ${what}`,
    file: `${layer.path}/planted-${what.replaceAll('/', '-')}.ts`,
    code: `import { planted } from '${specifier}';\n\n/** Passed on. */\nexport const passedOn: unknown = planted;\n`,
  };
}
