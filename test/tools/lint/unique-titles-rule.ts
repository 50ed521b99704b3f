import type { AstNode, Rule } from './rule.ts';

/** Test titles are the specification (STYLE-STUDY 9), so each stands once in its file, whatever group it is in. */
export const uniqueTitlesRule: Rule = {
  create(context) {
    const firstLineOf = new Map<string, number>();
    return {
      CallExpression: (node) => {
        if (!isTestCall(node.callee)) return;
        const title = titleOf(node.arguments[0]);
        if (title === null) return;
        const first = firstLineOf.get(title);
        if (first === undefined) {
          firstLineOf.set(title, node.loc.start.line);
          return;
        }
        context.report({ node, message: `The title '${title}' already stands in line ${first}; say what differs.` });
      },
    };
  },
};

/** `it(…)`, `test(…)`, and `it.each(…)(…)`, `it.for(…)(…)`. */
function isTestCall(callee: AstNode): boolean {
  if (callee.type === 'Identifier') return callee.name === 'it' || callee.name === 'test';
  if (callee.type !== 'CallExpression' || callee.callee.type !== 'MemberExpression') return false;
  return isTestCall(callee.callee.object);
}

function titleOf(argument: AstNode | undefined): string | null {
  if (argument?.type === 'Literal' && typeof argument.value === 'string') return argument.value;
  if (argument?.type === 'TemplateLiteral' && argument.expressions.length === 0) {
    return argument.quasis[0]?.value.cooked ?? null;
  }
  return null;
}
