import { honestTestsRule } from './honest-tests-rule.ts';
import { testRule } from './rule-tester.ts';

const file = 'test/unit/sample.test.ts';

testRule('honest-tests', honestTestsRule, {
  passes: [
    { name: 'an ordinary test is fine', file, code: "it('holds', () => {}); describe('a', () => {});" },
    { name: 'a table of cases is fine', file, code: "it.each([1])('holds for %d', () => {});" },
    { name: 'another object may skip', file, code: 'cursor.skip(3); reader.only();' },
  ],
  refuses: [
    ...['only', 'skip', 'skipIf', 'runIf', 'todo', 'fails'].map((way) => ({
      name: `it.${way} is refused`,
      file,
      code: `it.${way}('holds', () => {});`,
      refusals: [`it.${way}: a written test runs every time, and passes by being right.`],
    })),
    { name: 'describe.skip is refused', file, code: "describe.skip('a', () => {});", refusals: [/^describe\.skip/u] },
    {
      name: 'it.concurrent.only is refused',
      file,
      code: "it.concurrent.only('a', () => {});",
      refusals: [/^it\.only/u],
    },
    {
      name: 'a module mock is refused',
      file,
      code: "vi.mock('./a.ts');",
      refusals: [/^vi\.mock replaces our own code/u],
    },
    { name: 'a spy is refused', file, code: "vi.spyOn(store, 'claim');", refusals: [/^vi\.spyOn/u] },
  ],
});
