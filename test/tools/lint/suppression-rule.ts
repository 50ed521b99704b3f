import type { Rule } from './rule.ts';

/** A comment that silences a tool, and what it says after the marker. */
const SUPPRESSION = /^\s*\*?\s*(?:oxlint-disable|eslint-disable|oxlint-enable|eslint-enable|biome-ignore)/u;

/** The one accepted form: the next line or this line, named rules, a reason in words. */
const EXPLAINED = /^\s*oxlint-disable-(?:next-line|line)\s+[\w@/-]+(?:\s*,\s*[\w@/-]+)*\s+--\s+\S+(?:\s+\S+){2,}/u;

/** A suppression names its rules and its reason on the same line, and covers one line only (STYLE-STUDY 5, point 65). */
export const suppressionRule: Rule = {
  create: (context) => ({
    Program: () => {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!SUPPRESSION.test(comment.value) || EXPLAINED.test(comment.value)) continue;
        context.report({
          loc: comment.loc,
          message: 'Write a suppression as `oxlint-disable-next-line rule-name -- reason in a few words`.',
        });
      }
    },
  }),
};
