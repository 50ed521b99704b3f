import { join } from 'node:path';
import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import { PROJECT_ROOT } from './project-path.ts';
import type { Rule } from './rule.ts';

/** A piece of code that a rule is shown as if it stood in a file of the project. */
export type Sample = {
  /** The test's title: the rule in words. */
  readonly name: string;
  /** Path from the project root. */
  readonly file: string;
  readonly code: string;
};

/** A sample that the rule must refuse. */
export type RefusedSample = Sample & {
  /** What each refusal says, in order; a string is the whole message, a pattern part of it. */
  readonly refusals: readonly (string | RegExp)[];
};

/** Shows a rule what it must let pass and what it must refuse, one test each, in oxlint's own test bench. */
export function testRule(
  name: string,
  rule: Rule,
  samples: { readonly passes: readonly Sample[]; readonly refuses: readonly RefusedSample[] },
): void {
  RuleTester.describe = describe;
  RuleTester.it = it;
  const place = (file: string): string => join(PROJECT_ROOT, file);
  const tester = new RuleTester({ languageOptions: { sourceType: 'module', parserOptions: { lang: 'ts' } } });
  tester.run(name, rule, {
    valid: samples.passes.map(({ name: title, file, code }) => ({ name: title, filename: place(file), code })),
    invalid: samples.refuses.map(({ name: title, file, code, refusals }) => ({
      name: title,
      filename: place(file),
      code,
      errors: [...refusals],
    })),
  });
}
