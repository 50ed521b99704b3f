import { expect, test } from 'vitest';
import { seenLength, titleFrom } from '#renderer/places/ask/editor/title-from.ts';

test('an answer becomes a title: one line, a capital first, no full stop', () => {
  expect(titleFrom('  the new cake\n every   Friday. ')).toBe('The new cake every Friday');
  expect(titleFrom('毎週金曜の新作ケーキ。')).toBe('毎週金曜の新作ケーキ');
  expect(titleFrom(' \n ')).toBeNull();
});

test('a title that is too long is cut between words, and never inside a sign', () => {
  const long = titleFrom('all the concerts and readings of the whole winter season in our little café');
  expect(long).toBe('All the concerts and readings of the whole winter season in our');
  expect(titleFrom(`${'x'.repeat(64)}🍰`)).toBe(`X${'x'.repeat(63)}`);
  expect(titleFrom('é'.repeat(80))?.length).toBe(65);
});

test('people see one sign where the platform counts several', () => {
  expect(seenLength('Cake 🍰')).toBe(6);
  expect(seenLength('👩‍🍳é')).toBe(2);
});
