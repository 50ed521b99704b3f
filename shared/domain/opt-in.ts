import type { EpochMs } from '#shared/time/instant.ts';

/** Texts the platform offers for the button of a card that asks (seeds/004, notification_messages_cta_text). */
export const CALLS_TO_ACTION = ['ALLOW', 'GET', 'GET_UPDATES', 'OPT_IN', 'SIGN_UP'] as const;
/** See {@link CALLS_TO_ACTION}. */
export type CallToAction = (typeof CALLS_TO_ACTION)[number];

/** How the platform crops a card's picture: 1.91:1 or 1:1 (seeds/004, image_aspect_ratio). */
export const IMAGE_RATIOS = ['HORIZONTAL', 'SQUARE'] as const;
/** See {@link IMAGE_RATIOS}. */
export type ImageRatio = (typeof IMAGE_RATIOS)[number];

/** One thing a carousel asks for. */
export interface OptInElement {
  /** `null` = it carries the card's own title. */
  readonly title: string | null;
  readonly imageUrl: string | null;
  /** Comes back with the answer, unchanged. */
  readonly payload: string;
  /** Whether the platform may ask again when the permission runs out; `null` = not said. */
  readonly isReoptin: boolean | null;
}

/** A card that asks a person for permission (seeds/004, messageattachment). */
export interface OptInCard {
  /** `null` = the platform's default title, which counts as a title like any other (seeds/004, Limitazioni). */
  readonly title: string | null;
  readonly imageUrl: string | null;
  /** `null` = the platform chooses. */
  readonly imageRatio: ImageRatio | null;
  /** `null` = the platform's default, GET_UPDATES. */
  readonly callToAction: CallToAction | null;
  /** IANA zone of the person it goes to; `null` = none is sent, never a guess (DESIGN 5). */
  readonly zone: string | null;
  readonly payload: string;
  /** Empty = one card; else 1 to 5 elements of a carousel. */
  readonly elements: readonly OptInElement[];
  /** Whether elements carry the obsolete frequency DAILY, which one document asks for and some accounts refuse (META-API 1.1). */
  readonly hasFrequency: boolean;
}

/** Title and picture a person is asked about: what decides whether two requests are the same (seeds/004, Limitazioni). */
export interface AskedTitle {
  /** The default title by its name when the card has none. */
  readonly title: string;
  readonly imageUrl: string | null;
}

/** One request that was sent to a person, or may have been: what cannot be settled counts as sent (DESIGN 6.4). */
export interface EarlierRequest {
  /** When it was accepted, or when the attempt that cannot be settled could have been at the latest. */
  readonly at: EpochMs;
  /** The card's own title first, then those of its elements that have one. */
  readonly titles: readonly AskedTitle[];
}
