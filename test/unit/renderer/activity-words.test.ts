import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isChange, USE_CASES, type UseCaseName } from '#engine/use-cases/registry.ts';

/** Changes that are no deed of their own: every keystroke saves, and a note is put away. */
const NOT_LOGGED = new Set(['campaign.save', 'data.forgetLastRestore']);

type Words = { readonly [key: string]: string | Words };

test('every change that can stand in the log has a word', () => {
  const file = new URL('../../../renderer/words/en/activity.json', import.meta.url);
  const words = JSON.parse(readFileSync(file, 'utf8')) as Words; // our own file: texts in nested objects
  const wordOf = (name: string): unknown =>
    ['action', ...name.split('.')].reduce<string | Words | undefined>(
      (found, part) => (typeof found === 'object' ? found[part] : undefined),
      words,
    );
  const names = (Object.keys(USE_CASES) as UseCaseName[]).filter(isChange); // the keys of the table
  expect(names.filter((name) => !NOT_LOGGED.has(name) && typeof wordOf(name) !== 'string')).toEqual([]);
});
