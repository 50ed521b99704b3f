import type { CardOffer } from '#practice/content/card-content.ts';
import { DAY, MINUTE, SECOND } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { draw, drawInteger } from './seeded-draw.ts';

/** Something a simulated person will do, decided by the seed when its cause happened. */
export type Happening =
  | { readonly at: EpochMs; readonly kind: 'accept'; readonly offer: CardOffer; readonly zone: string | null }
  | { readonly at: EpochMs; readonly kind: 'stopAll' }
  | { readonly at: EpochMs; readonly kind: 'stopTopic'; readonly topic: string }
  | { readonly at: EpochMs; readonly kind: 'resumeTopic'; readonly topic: string };

/** Shares of people, Sundial's choice: enough of each kind that a world of a few hundred shows them all. */
const ACCEPT = 0.55;
const ANNOYED = 0.05;
const STOP_LATER = 0.1;
const RESUME_LATER = 0.4;
const STOP_AFTER_MESSAGE = 0.005;

/**
 * What a person does about an opt-in card: accepts one of its offers within ten minutes (and some stop weeks later, of whom
 * some resume), ignores it, or is annoyed and stops everything.
 *
 * @param person - number of the person; `card` - number of the message that carried the card.
 */
export function answerToCard(
  seed: number,
  at: EpochMs,
  who: { readonly person: number; readonly card: number },
  card: { readonly offers: readonly CardOffer[]; readonly zone: string | null },
): readonly Happening[] {
  const lot = (what: number): number => draw(seed, 40, who.person, who.card, what);
  const soon = later(at, 3 * SECOND + lot(1) * 10 * MINUTE);
  if (lot(0) >= 1 - ANNOYED) return [{ at: soon, kind: 'stopAll' }];
  const offer = card.offers[drawInteger(card.offers.length, seed, 41, who.person, who.card)];
  if (lot(0) >= ACCEPT || offer === undefined) return [];
  const accept: Happening = { at: soon, kind: 'accept', offer, zone: card.zone };
  if (lot(2) >= STOP_LATER) return [accept];
  const stopAt = later(soon, DAY + lot(3) * 20 * DAY);
  const stop: Happening = { at: stopAt, kind: 'stopTopic', topic: offer.title };
  if (lot(4) >= RESUME_LATER) return [accept, stop];
  return [accept, stop, { at: later(stopAt, DAY + lot(5) * 10 * DAY), kind: 'resumeTopic', topic: offer.title }];
}

/** What a person does about a marketing message in a lively world: one in two hundred stops the topic within two hours. */
export function answerToMarketing(
  seed: number,
  at: EpochMs,
  who: { readonly person: number; readonly message: number },
  topic: string,
): readonly Happening[] {
  if (draw(seed, 42, who.person, who.message) >= STOP_AFTER_MESSAGE) return [];
  return [{ at: later(at, MINUTE + draw(seed, 43, who.person, who.message) * 120 * MINUTE), kind: 'stopTopic', topic }];
}

function later(at: EpochMs, byMs: number): EpochMs {
  return epochMs(Math.round(at + byMs));
}
