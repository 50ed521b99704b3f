import { isWithin } from '#test/tools/layers.ts';
import { globalReferences } from './global-references.ts';
import { projectPath } from './project-path.ts';
import type { Rule } from './rule.ts';

/** Members of `process` that belong to a host: its settings, its end, its streams, its folder, its signals. */
const HOST_ONLY = new Set([
  'abort',
  'argv',
  'chdir',
  'cwd',
  'env',
  'exit',
  'exitCode',
  'kill',
  'on',
  'once',
  'stderr',
  'stdin',
  'stdout',
]);

/**
 * The engine is a library with one composition root (DESIGN 2): it is told its settings, and whoever started it ends it.
 * So it never reads `process.env` nor calls `process.exit`.
 */
export const processRule: Rule = {
  create(context) {
    if (!isWithin(projectPath(context.filename), 'electron/engine')) return {};
    return {
      'Program:exit': () => {
        for (const node of globalReferences(context, new Set(['process', 'console']))) {
          if ('name' in node && node.name === 'console') {
            context.report({ node, message: 'The engine logs through the Logger it is given, not the console.' });
            continue;
          }
          const parent = node.parent;
          if (parent?.type !== 'MemberExpression' || parent.property.type !== 'Identifier') continue;
          if (!HOST_ONLY.has(parent.property.name)) continue;
          context.report({
            node: parent,
            message: `process.${parent.property.name} belongs to the hosts; hand the engine what it needs.`,
          });
        }
      },
      ImportDeclaration: (node) => {
        if (node.source.value === 'node:process' || node.source.value === 'process') {
          context.report({ node, message: 'node:process belongs to the hosts; hand the engine what it needs.' });
        }
      },
    };
  },
};
