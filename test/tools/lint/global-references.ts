import type { AstNode, Context } from './rule.ts';

type Scope = ReturnType<Context['sourceCode']['getScope']>;
type Reference = Scope['references'][number];

/**
 * Identifiers of a file that stand for something of the runtime, not for a name the file declares or imports.
 * Types (`typeof setTimeout` in a type) are left out: they read nothing at run time.
 */
export function globalReferences(context: Context, names: ReadonlySet<string>): readonly AstNode[] {
  const { globalScope } = context.sourceCode.scopeManager;
  if (globalScope === null) return [];
  const declaredByRuntime = globalScope.variables.filter((variable) => variable.defs.length === 0);
  const references: readonly Reference[] = [
    ...globalScope.through,
    ...declaredByRuntime.flatMap((variable) => variable.references),
  ];
  return references
    .map((reference): AstNode => reference.identifier)
    .filter((node) => 'name' in node && typeof node.name === 'string' && names.has(node.name))
    .filter((node) => node.parent?.type !== 'TSTypeQuery' && node.parent?.type !== 'TSQualifiedName');
}
