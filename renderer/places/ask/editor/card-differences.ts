import { inOrder } from '#renderer/parts/saving/in-order.ts';
import type { CardContent } from './card-content.ts';

/** Everything two texts of a card can differ in, in the order of the form. */
export const CARD_PARTS = [
  'name',
  'title',
  'imageUrl',
  'imageRatio',
  'callToAction',
  'elements',
  'hasFrequency',
  'followUps',
  'zone',
  'payload',
] as const;
/** See {@link CARD_PARTS}. */
export type CardPart = (typeof CARD_PARTS)[number];

/** What is not the same in both. */
export function cardDifferences(mine: CardContent, theirs: CardContent): readonly CardPart[] {
  return CARD_PARTS.filter((part) => inOrder(partOf(mine, part)) !== inOrder(partOf(theirs, part)));
}

function partOf({ name, card, followUps }: CardContent, part: CardPart): unknown {
  return { ...card, name, followUps }[part];
}
