import type { AstNode, Rule } from './rule.ts';

/** Ways to leave a test out, or to make a failing one pass. */
const REFUSED = new Set(['fails', 'only', 'runIf', 'skip', 'skipIf', 'todo', 'concurrent.only', 'concurrent.skip']);

/** Test functions of vitest. */
const TEST_NAMES = new Set(['describe', 'it', 'suite', 'test']);

/** Functions of vitest that replace our own code by something else. */
const REPLACERS = new Set(['doMock', 'mock', 'spyOn']);

/** Every written test runs, every time, against the real code (STYLE-STUDY 9). */
export const honestTestsRule: Rule = {
  create: (context) => ({
    MemberExpression: (node) => {
      if (node.property.type !== 'Identifier') return;
      const { name } = node.property;
      const root = rootName(node.object);
      if (TEST_NAMES.has(root) && REFUSED.has(name)) {
        context.report({
          node,
          message: `${root}.${name}: a written test runs every time, and passes by being right.`,
        });
      }
      if (root === 'vi' && REPLACERS.has(name)) {
        context.report({ node, message: `vi.${name} replaces our own code; hand in a fake at an edge instead.` });
      }
    },
  }),
};

/** `it` in `it`, `it.each`, `it.each([…])`. */
function rootName(node: AstNode): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  if (node.type === 'CallExpression') return rootName(node.callee);
  return '';
}
