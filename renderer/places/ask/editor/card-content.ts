import type { SavedCard } from '#shared/contract/opt-in-card.ts';

/** A card as it is written. */
export type Card = SavedCard['card'];
/** One thing a carousel asks for. */
export type CardElement = Card['elements'][number];

/** Everything the editor changes. */
export interface CardContent {
  readonly name: string;
  readonly card: Card;
  readonly followUps: readonly string[];
}

/** What a saved card says. */
export function contentOf({ name, card, followUps }: SavedCard): CardContent {
  return { name, card, followUps };
}

/**
 * What comes back with an answer, unchanged: it says nothing to people and has to tell cards apart (seeds/004, payload), so it is
 * made here and folded away.
 */
export function newPayload(): string {
  return `ask-${crypto.randomUUID().slice(0, 8)}`;
}

/** A card nobody has written yet: what is not said is left to the platform, and no time zone is guessed. */
export function emptyCard(): Card {
  return {
    title: null,
    imageUrl: null,
    imageRatio: null,
    callToAction: null,
    zone: null,
    payload: newPayload(),
    elements: [],
    hasFrequency: false,
  };
}

/** One more thing to ask for. */
export function emptyElement(): CardElement {
  return { title: null, imageUrl: null, payload: newPayload(), isReoptin: null };
}

/** A card like this one that counts as another: what comes back tells the two apart. */
export function copyOf(card: Card): Card {
  return {
    ...card,
    payload: newPayload(),
    elements: card.elements.map((element) => ({ ...element, payload: newPayload() })),
  };
}

/** What a field holds: nothing written means that the platform decides. */
export function writtenOrNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
