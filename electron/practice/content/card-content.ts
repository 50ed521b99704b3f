import type { CardTitle } from '#practice/rules/decide-card.ts';
import type { PracticeLimits } from '#practice/rules/limits.ts';
import {
  faultInList,
  firstFault,
  isObject,
  type JsonObject,
  linkFault,
  textFault,
  unknownKeys,
  wordFault,
} from './json-value.ts';

/** Title of a card without one (seeds/004, title: "Aggiornamenti e promozioni"; English: META-API 1.1). */
export const DEFAULT_TITLE = 'Updates and promotions';

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY'];
const CARD_KEYS = new Set([
  'template_type',
  'title',
  'image_url',
  'image_aspect_ratio',
  'notification_messages_cta_text',
  'notification_messages_timezone',
  'notification_messages_frequency',
  'notification_messages_reoptin',
  'payload',
  'elements',
]);
const ELEMENT_KEYS = new Set([
  'title',
  'image_url',
  'payload',
  'notification_messages_frequency',
  'notification_messages_reoptin',
]);

/** What a person can say yes to: the whole card, or one element of a carousel. */
export type CardOffer = CardTitle & { readonly payload: string };

/** A checked opt-in card, or the sentence on what is wrong with it. */
export type CardReading =
  | {
      readonly kind: 'ok';
      /** All titles that count for the week: the card's own, then those of its elements (DESIGN 4). */
      readonly titles: readonly CardTitle[];
      readonly offers: readonly CardOffer[];
      /** Zone as given; `null` when the card names none. */
      readonly zone: string | null;
    }
  | { readonly kind: 'fault'; readonly sentence: string };

/** Whether a message object is an opt-in card. */
export function isCard(message: unknown): boolean {
  return cardPayload(message)?.['template_type'] === 'notification_messages';
}

/** Checks an opt-in card by seeds/004, "Riferimento all'oggetto Message Attachment". */
export function readCard(message: unknown, limits: PracticeLimits): CardReading {
  const card = cardPayload(message);
  if (card === null) return { kind: 'fault', sentence: 'message.attachment.payload must be an object.' };
  const sentence = cardFault(card, limits, 'message.attachment.payload');
  if (sentence !== null) return { kind: 'fault', sentence };
  const own = offerOf(card, DEFAULT_TITLE);
  const elements = Array.isArray(card['elements']) ? card['elements'].filter(isObject) : [];
  const offers = elements.map((element) => offerOf(element, own.title));
  const titled = offers.filter((_, index) => elements[index]?.['title'] !== undefined);
  const zone = card['notification_messages_timezone'];
  return {
    kind: 'ok',
    titles: [own, ...titled].map(({ title, image }) => ({ title, image })),
    offers: offers.length > 0 ? offers : [own],
    zone: typeof zone === 'string' ? zone : null,
  };
}

function cardPayload(message: unknown): JsonObject | null {
  const attachment = isObject(message) ? message['attachment'] : null;
  if (!isObject(attachment) || attachment['type'] !== 'template') return null;
  return isObject(attachment['payload']) ? attachment['payload'] : null;
}

function cardFault(card: JsonObject, limits: PracticeLimits, where: string): string | null {
  const { elements } = card;
  return firstFault(
    () => unknownKeys(card, CARD_KEYS, where),
    () => offerFault(card, limits, where),
    given(card, 'image_aspect_ratio', where, (value, at) => wordFault(value, ['HORIZONTAL', 'SQUARE'], at)),
    given(card, 'notification_messages_cta_text', where, (value, at) =>
      wordFault(value, ['ALLOW', 'GET', 'GET_UPDATES', 'OPT_IN', 'SIGN_UP'], at),
    ),
    given(card, 'notification_messages_timezone', where, (value, at) => textFault(value, 100, at)),
    given(card, 'notification_messages_frequency', where, (value, at) => wordFault(value, FREQUENCIES, at)),
    () => (elements === undefined ? null : carouselFault(card, limits, where)),
  );
}

function carouselFault(card: JsonObject, limits: PracticeLimits, where: string): string | null {
  const { elements } = card;
  if (!Array.isArray(elements) || elements.length === 0) {
    return `${where}.elements must be a list of at least one element.`;
  }
  if (elements.length > limits.carouselElements) {
    return `${where}.elements has ${elements.length} elements; at most ${limits.carouselElements} are allowed.`;
  }
  if (card['title'] === undefined) return `${where}.title is needed for a carousel.`;
  return faultInList(elements, `${where}.elements`, (element, place) =>
    firstFault(
      () => unknownKeys(element, ELEMENT_KEYS, place),
      () => offerFault(element, limits, place),
      () =>
        wordFault(element['notification_messages_frequency'], FREQUENCIES, `${place}.notification_messages_frequency`),
    ),
  );
}

/** What a card and a carousel element have in common. */
function offerFault(offer: JsonObject, limits: PracticeLimits, where: string): string | null {
  return firstFault(
    () => payloadFault(offer, limits, where),
    given(offer, 'title', where, (value, at) => textFault(value, limits.cardTitleCharacters, at)),
    given(offer, 'image_url', where, (value, at) => linkFault(value, ['http', 'https'], at)),
    given(offer, 'notification_messages_reoptin', where, (value, at) => wordFault(value, ['ENABLED', 'DISABLED'], at)),
  );
}

/** Every offer carries a payload; the card around a carousel may leave it to its elements (seeds/004, elements, payload). */
function payloadFault(offer: JsonObject, limits: PracticeLimits, where: string): string | null {
  if (offer['payload'] === undefined && offer['elements'] !== undefined) return null;
  return textFault(offer['payload'], limits.payloadCharacters, `${where}.payload`);
}

function given(
  value: JsonObject,
  key: string,
  where: string,
  check: (value: unknown, where: string) => string | null,
): () => string | null {
  return () => (value[key] === undefined ? null : check(value[key], `${where}.${key}`));
}

function offerOf(offer: JsonObject, titleIfNone: string): CardOffer {
  const { title, image_url: image, payload } = offer;
  return {
    title: typeof title === 'string' ? title : titleIfNone,
    image: typeof image === 'string' ? image : null,
    payload: typeof payload === 'string' ? payload : '',
  };
}
