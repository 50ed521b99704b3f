import type { OptInCard } from '#shared/domain/opt-in.ts';
import { looksAlike, titlesOf } from './opt-in-titles.ts';

/**
 * Something about a card that is allowed and still worth a look (issue 4, Card editor).
 *
 * - `defaultTitle`: it says nothing of what people will get, and everybody who leaves the title out asks with the same one.
 * - `noImage`: some Pages are then answered with an error of the platform's own (META-API 1.1, image_url).
 * - `frequency`: the obsolete frequency stands in the elements; some accounts refuse it (META-API 1.1).
 * - `alikeInCard`, `alikeCard`: two titles look the same to people, in this card or in another one.
 */
export type OptInWarning<Other> =
  | { readonly kind: 'defaultTitle' | 'noImage' | 'frequency' }
  | { readonly kind: 'alikeInCard'; readonly one: string; readonly other: string }
  | { readonly kind: 'alikeCard'; readonly other: Other; readonly title: string };

/** Everything worth a look about a card, beside the other cards of its account. */
export function cardWarnings<Other extends { readonly card: OptInCard }>(
  card: OptInCard,
  others: readonly Other[],
): readonly OptInWarning<Other>[] {
  const warnings: OptInWarning<Other>[] = [];
  if (card.title === null) warnings.push({ kind: 'defaultTitle' });
  const images = [card, ...card.elements].map(({ imageUrl }) => imageUrl);
  if (images.every((image) => image === null)) warnings.push({ kind: 'noImage' });
  if (card.hasFrequency && card.elements.length > 0) warnings.push({ kind: 'frequency' });
  const titles = titlesOf(card);
  for (const [index, one] of titles.entries()) {
    const other = titles.slice(index + 1).find((later) => looksAlike(one, later));
    if (other !== undefined) warnings.push({ kind: 'alikeInCard', one: one.title, other: other.title });
  }
  for (const other of others) {
    const alike = titlesOf(other.card).find((title) => titles.some((own) => looksAlike(own, title)));
    if (alike !== undefined) warnings.push({ kind: 'alikeCard', other, title: alike.title });
  }
  return warnings;
}
