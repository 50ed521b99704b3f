import { expect, test } from 'vitest';
import { peopleOf, whomOf } from '#renderer/places/ask/who/whom.ts';

test('only a wish with nobody ticked means everybody; the ticked are named, whatever becomes of the list and the ticks', () => {
  expect(peopleOf(whomOf(new Set()))).toBeNull();
  const ticked = new Set(['p3', 'p9']);
  const wish = whomOf(ticked);
  ticked.clear();
  expect(peopleOf(wish)).toEqual(['p3', 'p9']);
});
