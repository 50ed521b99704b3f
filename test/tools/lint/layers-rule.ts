import { posix } from 'node:path';
import { IMPORT_ALIASES, isWithin, type Layer, layerOf } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { Context, Rule, Visitor } from './rule.ts';

/** Refuses every import that the table in `test/tools/layers.ts` does not allow, however it is written. */
export const layersRule: Rule = {
  create(context) {
    const file = projectPath(context.filename);
    const layer = layerOf(file);
    if (layer === null) return { Program: (node) => refuseUncovered(context, node, file) };
    return onEachSpecifier((specifier, node) => {
      const refusal = refusalOf(specifier, file, layer);
      if (refusal !== null) context.report({ node, message: refusal });
    });
  },
};

type SpecifierNode = Parameters<NonNullable<Visitor['Literal']>>[0];

/** Calls back for every module name written as a literal: import, export from, import(), import type, new URL. */
function onEachSpecifier(found: (specifier: string, node: SpecifierNode) => void): Visitor {
  const look = (node: unknown): void => {
    if (isStringLiteral(node)) found(node.value, node);
  };
  return {
    ImportDeclaration: (node) => look(node.source),
    ExportNamedDeclaration: (node) => look(node.source),
    ExportAllDeclaration: (node) => look(node.source),
    ImportExpression: (node) => look(node.source),
    TSImportType: (node) => look(node.source),
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'URL' && isMetaUrl(node.arguments[1])) {
        const [target] = node.arguments;
        if (isStringLiteral(target) && /\.[cm]?[jt]s$/u.test(target.value)) look(target);
      }
    },
  };
}

function isStringLiteral(node: unknown): node is SpecifierNode & { value: string } {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}

/** `import.meta.url`, as in `new URL('./worker.ts', import.meta.url)`. */
function isMetaUrl(node: unknown): boolean {
  return (
    typeof node === 'object' &&
    node !== null &&
    'type' in node &&
    node.type === 'MemberExpression' &&
    'object' in node &&
    typeof node.object === 'object' &&
    node.object !== null &&
    'type' in node.object &&
    node.object.type === 'MetaProperty'
  );
}

function refuseUncovered(context: Context, node: Parameters<NonNullable<Visitor['Program']>>[0], file: string): void {
  context.report({ node, message: `${file} belongs to no layer; give its folder a row in test/tools/layers.ts.` });
}

/**
 * Why an import is refused.
 *
 * @returns one sentence, or `null` when the import is allowed.
 */
function refusalOf(specifier: string, file: string, layer: Layer): string | null {
  if (specifier.startsWith('./') || specifier.startsWith('../')) return relativeRefusal(specifier, file, layer);
  if (specifier.startsWith('#')) return aliasRefusal(specifier, file, layer);
  return packageRefusal(specifier, file, layer);
}

function relativeRefusal(specifier: string, file: string, layer: Layer): string | null {
  const target = posix.join(posix.dirname(file), specifier);
  const ownFolder = layer.path.endsWith('.ts') ? posix.dirname(layer.path) : layer.path;
  if (specifier.startsWith('../../') || !isWithin(target, ownFolder)) {
    return `${file} imports '${specifier}': relative imports stay inside one folder, use '#…' across folders.`;
  }
  return targetRefusal(target, file, layer);
}

function aliasRefusal(specifier: string, file: string, layer: Layer): string | null {
  const [alias = '', ...rest] = specifier.split('/');
  const folder = IMPORT_ALIASES[alias];
  if (folder === undefined) return `${file} imports '${specifier}': unknown alias ${alias}.`;
  return targetRefusal([folder, ...rest].join('/'), file, layer);
}

function targetRefusal(target: string, file: string, layer: Layer): string | null {
  const allowed = [layer.path, ...layer.mayImport];
  if (allowed.some((path) => isWithin(target, path))) return null;
  return `${file} imports ${target}: ${layer.path} may import only ${allowed.join(', ')}.`;
}

function packageRefusal(specifier: string, file: string, layer: Layer): string | null {
  const builtIn = specifier.startsWith('node:') && layer.packages.includes('node:*');
  const refused = layer.except?.includes(specifier) ?? false;
  const listed = layer.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  if ((builtIn || listed) && !refused) return null;
  const allowed = layer.packages.length === 0 ? 'no package' : `only ${layer.packages.join(', ')}`;
  const except = layer.except === undefined ? '' : ` (never ${layer.except.join(', ')})`;
  return `${file} imports '${specifier}': ${layer.path} may import ${allowed}${except}.`;
}
