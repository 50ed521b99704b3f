import { testRule } from './rule-tester.ts';
import { suppressionRule } from './suppression-rule.ts';

const file = 'shared/domain/sample.ts';
const message = 'Write a suppression as `oxlint-disable-next-line rule-name -- reason in a few words`.';

testRule('suppression', suppressionRule, {
  passes: [
    { name: 'an ordinary comment is fine', file, code: '// why this is so\nexport const a = 1;' },
    {
      name: 'a suppression with rule and reason is fine',
      file,
      code: `// oxlint-disable-next-line eslint/no-console -- the terminal is its screen\nf();`,
    },
  ],
  refuses: [
    {
      name: 'a suppression without a reason is refused',
      file,
      code: `// oxlint-disable-next-line no-console\nf();`,
      refusals: [message],
    },
    {
      name: 'a reason of one word is none',
      file,
      code: `// oxlint-disable-next-line no-console -- needed\nf();`,
      refusals: [message],
    },
    {
      name: 'a suppression of every rule is refused',
      file,
      code: `// oxlint-disable-next-line\nf();`,
      refusals: [message],
    },
    {
      name: 'a suppression of a whole file is refused',
      file,
      code: `/* oxlint-disable no-console -- this file prints a lot */\nf();`,
      refusals: [message],
    },
    {
      name: 'the words of another linter are refused',
      file,
      code: `// eslint-disable-next-line no-console -- printing is its job\nf();`,
      refusals: [message],
    },
  ],
});
