import { testRule } from './rule-tester.ts';
import { uniqueTitlesRule } from './unique-titles-rule.ts';

const file = 'test/unit/sample.test.ts';

testRule('unique-titles', uniqueTitlesRule, {
  passes: [
    { name: 'different titles are fine', file, code: "it('a', () => {}); it('b', () => {});" },
    { name: 'a title made at run time is not compared', file, code: 'it(`a ${x}`, () => {}); it(`a ${x}`, () => {});' },
    { name: 'a group may be called like a test', file, code: "describe('a', () => { it('a', () => {}); });" },
  ],
  refuses: [
    {
      name: 'the same title twice is refused',
      file,
      code: "it('a', () => {});\nit('a', () => {});",
      refusals: ["The title 'a' already stands in line 1; say what differs."],
    },
    {
      name: 'another group does not make it another title',
      file,
      code: "describe('x', () => { it('a', () => {}); });\ndescribe('y', () => { test('a', () => {}); });",
      refusals: [/^The title 'a'/u],
    },
    {
      name: 'tables of cases are compared too',
      file,
      code: "it.each([1])('a %d', () => {});\nit.for([2])('a %d', () => {});",
      refusals: [/^The title 'a %d'/u],
    },
  ],
});
