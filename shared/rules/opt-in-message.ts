import type { OptInCard, OptInElement } from '#shared/domain/opt-in.ts';

/**
 * The Send API's message object of a card, as JSON text: the one that is previewed is the one that is sent, byte for byte
 * (RELIABILITY S-44). Keys stand in the order of seeds/004; what the card leaves out is not written at all.
 *
 * A zone that is UTC is left out: it is what a tool writes when it does not know (DESIGN 5).
 */
export function optInMessageJson(card: OptInCard): string {
  const zone = card.zone === null || isUtcName(card.zone) ? null : card.zone;
  const payload = {
    template_type: 'notification_messages',
    ...given('notification_messages_timezone', zone),
    ...given('title', card.title),
    ...given('image_url', card.imageUrl),
    ...given('image_aspect_ratio', card.imageUrl === null ? null : card.imageRatio),
    ...given('notification_messages_cta_text', card.callToAction),
    payload: card.payload,
    ...(card.elements.length === 0
      ? {}
      : { elements: card.elements.map((element) => elementOf(element, card.hasFrequency)) }),
  };
  return JSON.stringify({ attachment: { type: 'template', payload } });
}

/** Names under which tables of zones list UTC. */
const UTC_NAMES: ReadonlySet<string> = new Set([
  'UTC',
  'Etc/UTC',
  'Etc/UCT',
  'UCT',
  'Zulu',
  'Etc/Zulu',
  'Universal',
  'Etc/Universal',
]);

/** Whether a zone's name means UTC, which no card carries: nobody's clock is set by it, and it is what a tool writes when it does not know. */
export function isUtcName(zone: string): boolean {
  return UTC_NAMES.has(zone);
}

function elementOf(element: OptInElement, hasFrequency: boolean): Readonly<Record<string, string>> {
  return {
    ...given('title', element.title),
    ...given('image_url', element.imageUrl),
    payload: element.payload,
    ...(hasFrequency ? { notification_messages_frequency: 'DAILY' } : {}),
    ...(element.isReoptin === null
      ? {}
      : { notification_messages_reoptin: element.isReoptin ? 'ENABLED' : 'DISABLED' }),
  };
}

function given(key: string, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [key]: value };
}
