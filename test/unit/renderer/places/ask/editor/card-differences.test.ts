import { expect, test } from 'vitest';
import { type CardContent, emptyCard, emptyElement } from '#renderer/places/ask/editor/card-content.ts';
import { CARD_PARTS, cardDifferences } from '#renderer/places/ask/editor/card-differences.ts';

const card = emptyCard();
const mine: CardContent = { name: 'Bakery', card, followUps: [] };

test('two cards differ in what is not the same, follow-ups and pictures too', () => {
  expect(cardDifferences(mine, { ...mine, card: { ...card } })).toEqual([]);
  expect(cardDifferences(mine, { ...mine, followUps: ['Thank you!'] })).toEqual(['followUps']);
  expect(cardDifferences(mine, { ...mine, card: { ...card, imageUrl: 'https://cafe.example/a.png' } })).toEqual([
    'imageUrl',
  ]);
});

test('everything that can be written in a card is compared', () => {
  const other: CardContent = {
    name: 'Other',
    card: {
      title: 'Other',
      imageUrl: 'https://cafe.example/a.png',
      imageRatio: 'SQUARE',
      callToAction: 'GET',
      zone: 'Europe/Rome',
      payload: 'other',
      elements: [emptyElement()],
      hasFrequency: true,
    },
    followUps: ['Other'],
  };
  expect(cardDifferences(mine, other)).toEqual([...CARD_PARTS]);
  expect(Object.keys({ ...other.card, name: 0, followUps: 0 }).toSorted()).toEqual([...CARD_PARTS].toSorted());
});
