import { explainedAsRule } from './explained-as-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'shared/domain/sample.ts';

testRule('explained-as', explainedAsRule, {
  passes: [
    { name: 'as const overrules nothing', file, code: "export const STATES = ['a'] as const;" },
    { name: 'as unknown takes knowledge away', file, code: 'const value = JSON.parse(text) as unknown;' },
    { name: 'a reason on the line above is read', file, code: '// Checked by the pattern.\nconst id = text as Id;' },
    { name: 'a reason on the same line is read', file, code: 'const id = text as Id; // checked by the pattern' },
    { name: 'tests may cast to build wrong values', file: 'test/unit/a.test.ts', code: 'const id = text as Id;' },
  ],
  refuses: [
    {
      name: 'a bare as is refused',
      file,
      code: 'const id = text as Id;',
      refusals: ["'as Id' needs a comment on this line or the one above: why is it safe?"],
    },
    {
      name: 'a comment two lines up is too far away',
      file,
      code: '// About something else.\nf();\nconst id = text as Id;',
      refusals: [/^'as Id'/u],
    },
  ],
});
