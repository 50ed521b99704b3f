import type { EpochMs } from '#shared/time/instant.ts';
import { type Refusal, refuse } from './graph-error.ts';
import type { PracticeLimits } from './limits.ts';

/** Title and image of a card or of one carousel element; they decide what is a duplicate. */
export type CardTitle = { readonly title: string; readonly image: string | null };

/** One title of a card that was accepted earlier. */
export type EarlierTitle = CardTitle & { readonly at: EpochMs; readonly card: number };

/** What the platform knows of a person when an opt-in request arrives. */
export type CardFacts = {
  readonly instagram: boolean;
  readonly blocked: boolean;
  readonly lastInboundAt: EpochMs | null;
  /** Cards of at least the last 7 days to this person. */
  readonly earlier: readonly EarlierTitle[];
  /** Whether only one request per window is taken (the Italian reading, META-API 1.3). */
  readonly strict: boolean;
};

/**
 * Decides an opt-in request to a person; its content is checked already.
 *
 * The week and the day roll: a request exactly 7 × 24 h after the last is taken. The window is open before 24 h have
 * passed, not at them (Sundial's choice for both bounds; the documents are silent).
 *
 * @param titles - the card's own title first (the default title counts), then those of its elements.
 * @returns `null` when the card is taken.
 */
export function decideCard(
  facts: CardFacts,
  titles: readonly CardTitle[],
  at: EpochMs,
  limits: PracticeLimits,
): Refusal | null {
  if (facts.blocked) return refuse('unavailable');
  if (facts.lastInboundAt === null || at - facts.lastInboundAt >= limits.windowMs) {
    return refuse(facts.instagram ? 'windowClosedInstagram' : 'windowClosed');
  }
  const { lastInboundAt } = facts;
  if (facts.strict && facts.earlier.some((card) => card.at >= lastInboundAt)) {
    return refuse('tooManyCards', 'Only one opt-in request is taken per window (strict mode).');
  }
  const week = facts.earlier.filter((card) => at - card.at < limits.sameTitleMs);
  if (titles.some((title) => week.some((card) => isSame(card, title, facts.instagram)))) return refuse('duplicateCard');
  return facts.instagram ? decideInstagramCount(facts.earlier, titles, at, limits) : null;
}

function isSame(one: CardTitle, other: CardTitle, instagram: boolean): boolean {
  return one.title === other.title && (!instagram || one.image === other.image);
}

function decideInstagramCount(
  earlier: readonly EarlierTitle[],
  titles: readonly CardTitle[],
  at: EpochMs,
  limits: PracticeLimits,
): Refusal | null {
  const week = earlier.filter((card) => at - card.at < limits.instagramTitlesMs);
  const distinct = new Set([...week, ...titles].map((card) => card.title));
  if (distinct.size > limits.instagramTitles) return refuse('tooManyCards');
  const day = new Set(earlier.filter((card) => at - card.at < limits.instagramDailyCardsMs).map((card) => card.card));
  return day.size + 1 > limits.instagramDailyCards ? refuse('tooManyCards') : null;
}
