import { layerOf } from '#test/tools/layers.ts';
import { projectPath } from './project-path.ts';
import type { Rule } from './rule.ts';

/**
 * Reports every module with its layer. Switched on only by `test/tools/check-layers.ts`, which counts the reports: a
 * layer check that saw no module proves nothing (STACK 6 tells of one that was silently useless).
 */
export const layerCensusRule: Rule = {
  create: (context) => ({
    Program: (node) => {
      const file = projectPath(context.filename);
      context.report({ node, message: layerOf(file)?.path ?? 'no layer' });
    },
  }),
};
