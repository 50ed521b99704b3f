import type { AstNode, Context, Rule } from './rule.ts';

/**
 * Requires a docstring on every export: what a thing means, its units, what null means, where its numbers come from
 * (STYLE-STUDY 8). Re-exports carry the docstring of their source.
 */
export const docstringRule: Rule = {
  create: (context) => ({
    ExportNamedDeclaration: (node) => {
      if (node.declaration === null || hasDocstring(context, node)) return;
      if (isLaterOverload(node)) return;
      context.report({
        node: node.declaration,
        message: `${nameOf(node.declaration)} is exported without a docstring.`,
      });
    },
  }),
};

/** The comment directly above must be a docstring that says something; a suppression may stand between. */
function hasDocstring(context: Context, node: AstNode): boolean {
  const comments = context.sourceCode.getCommentsBefore(node);
  const last = comments.findLast(({ value }) => !value.trimStart().startsWith('oxlint-disable'));
  if (last === undefined || last.type !== 'Block' || !last.value.startsWith('*')) return false;
  return /\p{L}{2,}/u.test(last.value);
}

/** The second and later signatures of an overloaded function share the first one's docstring. */
function isLaterOverload(node: AstNode): boolean {
  const siblings = node.parent?.type === 'Program' ? node.parent.body : [];
  const before = siblings[siblings.findIndex((sibling) => sibling === node) - 1];
  if (before?.type !== 'ExportNamedDeclaration' || before.declaration === null) return false;
  return before.declaration.type === 'TSDeclareFunction' && nameOf(before.declaration) === ownName(node);
}

function ownName(node: AstNode): string {
  return node.type === 'ExportNamedDeclaration' && node.declaration !== null ? nameOf(node.declaration) : '';
}

function nameOf(declaration: AstNode): string {
  if (declaration.type === 'VariableDeclaration') {
    const first = declaration.declarations[0]?.id;
    return first?.type === 'Identifier' ? first.name : 'a destructured constant';
  }
  if (
    'id' in declaration &&
    declaration.id !== null &&
    typeof declaration.id === 'object' &&
    'name' in declaration.id
  ) {
    return declaration.id.name;
  }
  return 'this declaration';
}
