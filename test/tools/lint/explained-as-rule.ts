import { isWithin } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { Rule } from './rule.ts';

/** Casts that overrule nothing: one narrows what is written there, the other takes knowledge away. */
const HARMLESS = new Set(['const', 'unknown']);

/** `as` overrules the compiler, so the line, or the one above it, says why it is safe. */
export const explainedAsRule: Rule = {
  create(context) {
    if (isWithin(projectPath(context.filename), 'test')) return {};
    const commentLines = new Set<number>();
    return {
      Program: () => {
        for (const comment of context.sourceCode.getAllComments()) {
          for (let line = comment.loc.start.line; line <= comment.loc.end.line; line += 1) commentLines.add(line);
        }
      },
      TSAsExpression: (node) => {
        const type = context.sourceCode.getText(node.typeAnnotation);
        if (HARMLESS.has(type)) return;
        const { line } = node.loc.start;
        const { line: lastLine } = node.loc.end;
        if ([line - 1, line, lastLine].some((at) => commentLines.has(at))) return;
        context.report({
          node,
          message: `'as ${type}' needs a comment on this line or the one above: why is it safe?`,
        });
      },
    };
  },
};
