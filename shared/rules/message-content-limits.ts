/** A limit of the platform's message object: how much, of what, and who says so. */
export interface ContentLimit {
  readonly max: number;
  /** `character` counts as {@link characterCount}; `byte` counts UTF-8. */
  readonly unit: 'character' | 'byte' | 'item';
  readonly source: string;
}

const characters = (max: number, source: string): ContentLimit => ({ max, unit: 'character', source });
const items = (max: number, source: string): ContentLimit => ({ max, unit: 'item', source });

/** Every limit of META-API 1.1, 4.1 and 6 that can be checked before anything is sent. */
export const CONTENT_LIMITS = {
  messengerText: characters(2_000, 'META-API 4.1'),
  instagramText: { max: 1_000, unit: 'byte', source: 'META-API 4.1, IGL' },
  followUpText: characters(250, 'seeds/004, follow-up messages; META-API 6'),
  metadata: characters(1_000, 'Send API reference, not in META-API'),
  genericElements: items(10, 'META-API 4.1, GEN'),
  genericTitle: characters(80, 'META-API 4.1, GEN'),
  genericSubtitle: characters(80, 'META-API 4.1, GEN'),
  buttons: items(3, 'META-API 4.1, GEN, BT'),
  buttonTitle: characters(20, 'META-API 4.1, URLB, PB'),
  buttonTemplateText: characters(640, 'META-API 4.1, BT'),
  payload: characters(1_000, 'META-API 4.1, PB'),
  quickReplies: items(13, 'META-API 4.1, MMTPL'),
  quickReplyTitle: characters(20, 'META-API 4.1, MMTPL'),
  messengerImages: items(30, 'META-API 4.1, SM'),
  instagramImages: items(10, 'META-API 4.1, IGL'),
  mediaElements: items(1, 'media template reference, not in META-API'),
  optInTitle: characters(65, 'seeds/004, title of the request; META-API 1.1'),
  optInElements: items(5, 'META-API 1.1'),
} as const satisfies Record<string, ContentLimit>;

/**
 * How many characters a text has. The platform does not say whether it counts code points or UTF-16 units; a text has never
 * fewer units than code points, so counting units is the stricter of the two (RELIABILITY S-43). An emoji counts 2 or more.
 */
export function characterCount(text: string): number {
  return text.length;
}

/** How many bytes a text takes in UTF-8; half a surrogate pair counts as the replacement character, 3 bytes. */
export function byteCount(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
