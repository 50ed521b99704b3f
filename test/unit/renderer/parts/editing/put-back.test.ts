import { expect, test } from 'vitest';
import { putBack } from '#renderer/parts/editing/put-back.ts';

const before = ['one', 'two', 'three'];
const taken = { item: 'two', index: 1, before, most: 3 };

test('what was taken out comes back where it stood, and what was changed meanwhile stays', () => {
  expect(putBack(['one, changed', 'three'], taken)).toEqual(['one, changed', 'two', 'three']);
  expect(putBack([], taken)).toEqual(['two']);
});

test('where another took its place and there is no room for both, the list is as it was', () => {
  expect(putBack(['one', 'three', 'four'], taken)).toEqual(before);
});
