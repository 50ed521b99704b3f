import { docstringRule } from './docstring-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'shared/domain/sample.ts';

testRule('docstring-on-export', docstringRule, {
  passes: [
    { name: 'an export with a docstring is fine', file, code: '/** How many. */\nexport const COUNT = 1;' },
    { name: 'what is not exported needs none', file, code: 'const count = 1; function f() {} void [count, f];' },
    { name: 'a re-export has the docstring of its source', file, code: "export { a } from './a.ts';" },
    {
      name: 'overloads share one docstring',
      file,
      code: '/** Twice. */\nexport function f(a: string): string;\nexport function f(a: number): number;\nexport function f(a: unknown): unknown { return a; }',
    },
  ],
  refuses: [
    {
      name: 'a bare constant is refused',
      file,
      code: 'export const COUNT = 1;',
      refusals: ['COUNT is exported without a docstring.'],
    },
    {
      name: 'a bare function is refused',
      file,
      code: 'export function f() {}',
      refusals: ['f is exported without a docstring.'],
    },
    {
      name: 'a bare type is refused',
      file,
      code: 'export type A = string;',
      refusals: ['A is exported without a docstring.'],
    },
    { name: 'a bare interface is refused', file, code: 'export interface A { b: string }', refusals: [/^A is/u] },
    { name: 'a bare class is refused', file, code: 'export class A {}', refusals: [/^A is/u] },
    {
      name: 'a line comment is no docstring',
      file,
      code: '// How many.\nexport const COUNT = 1;',
      refusals: [/^COUNT/u],
    },
    { name: 'an empty docstring says nothing', file, code: '/** */\nexport const COUNT = 1;', refusals: [/^COUNT/u] },
    {
      name: 'the docstring of the file is not that of its first export after an import',
      file,
      code: "/** The file. */\nimport { a } from './a.ts';\nexport const b = a;",
      refusals: [/^b is/u],
    },
  ],
});
