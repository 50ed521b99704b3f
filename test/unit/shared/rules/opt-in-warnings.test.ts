import { describe, expect, test } from 'vitest';
import { cardWarnings } from '#shared/rules/opt-in-warnings.ts';
import { CARD } from '#test/support/ask-world.ts';

const CAKES = { title: 'Cakes', imageUrl: null, payload: 'card-1-1', isReoptin: null };

describe('what is worth a look in a card', () => {
  test('a card that says what people get, with a picture, and unlike any other is worth none', () => {
    expect(cardWarnings(CARD, [])).toEqual([]);
  });

  test('the default title is told, for it says nothing of what people get', () => {
    expect(cardWarnings({ ...CARD, title: null }, [])).toEqual([{ kind: 'defaultTitle' }]);
  });

  test('no picture at all is told, a picture in one element is enough', () => {
    const bare = { ...CARD, imageUrl: null };
    expect(cardWarnings({ ...bare, elements: [CAKES] }, [])).toEqual([{ kind: 'noImage' }]);
    expect(
      cardWarnings({ ...bare, elements: [{ ...CAKES, imageUrl: 'https://bakery.example/cake.png' }] }, []),
    ).toEqual([]);
  });

  test('the obsolete frequency is told where it is sent, which is in a carousel alone', () => {
    expect(cardWarnings({ ...CARD, hasFrequency: true }, [])).toEqual([]);
    expect(cardWarnings({ ...CARD, hasFrequency: true, elements: [CAKES] }, [])).toEqual([{ kind: 'frequency' }]);
  });

  test('two titles of a card that people take for the same are told with both wordings', () => {
    const card = { ...CARD, elements: [{ ...CAKES, title: 'FRESH bread — every friday!' }] };
    expect(cardWarnings(card, [])).toEqual([
      { kind: 'alikeInCard', one: 'Fresh bread every Friday', other: 'FRESH bread — every friday!' },
    ]);
  });

  test('another card that looks alike is told once, with its title', () => {
    const other = { id: 7, card: { ...CARD, imageUrl: null, title: 'fresh bread, every Friday 🥖' } };
    const unlike = { id: 8, card: { ...CARD, title: 'Cakes', imageUrl: null } };
    expect(cardWarnings(CARD, [other, unlike])).toEqual([
      { kind: 'alikeCard', other, title: 'fresh bread, every Friday 🥖' },
    ]);
  });
});
