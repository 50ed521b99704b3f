import { Buffer } from 'node:buffer';
import type { PracticeLimits } from '#practice/rules/limits.ts';
import {
  characters,
  faultInList,
  firstFault,
  isObject,
  type JsonObject,
  linkFault,
  textFault,
  unknownKeys,
  wordFault,
} from './json-value.ts';
import { templateFault } from './template-content.ts';

const MESSAGE_KEYS = new Set(['text', 'attachment', 'quick_replies', 'metadata']);
const MEDIA = ['image', 'video', 'audio', 'file'];

/** What the rules need to know of a checked message, or the sentence on what is wrong with it. */
export type MessageReading =
  | {
      readonly kind: 'ok';
      /** Length of a message that is text and nothing else; `null` for any other. */
      readonly textCharacters: number | null;
    }
  | { readonly kind: 'fault'; readonly sentence: string };

/** Checks a message object against the limits of META-API 4.1. Opt-in cards are read by `card-content.ts`. */
export function readMessage(message: unknown, instagram: boolean, limits: PracticeLimits): MessageReading {
  if (!isObject(message)) return { kind: 'fault', sentence: 'message must be an object.' };
  const sentence = firstFault(
    () => unknownKeys(message, MESSAGE_KEYS, 'message'),
    () => ('text' in message === 'attachment' in message ? 'message needs either text or attachment.' : null),
    () => ('text' in message ? messageTextFault(message['text'], instagram, limits) : null),
    () => ('attachment' in message ? attachmentFault(message['attachment'], limits) : null),
    () => quickRepliesFault(message['quick_replies'], limits),
  );
  if (sentence !== null) return { kind: 'fault', sentence };
  const { text } = message;
  const textOnly = typeof text === 'string' && message['quick_replies'] === undefined;
  return { kind: 'ok', textCharacters: textOnly ? characters(text) : null };
}

function messageTextFault(text: unknown, instagram: boolean, limits: PracticeLimits): string | null {
  if (!instagram) return textFault(text, limits.textCharacters, 'message.text');
  if (typeof text !== 'string' || text === '') return 'message.text must be a text that is not empty.';
  const bytes = Buffer.byteLength(text);
  if (bytes <= limits.instagramTextBytes) return null;
  return `message.text has ${bytes} bytes; at most ${limits.instagramTextBytes} are allowed on Instagram.`;
}

function attachmentFault(attachment: unknown, limits: PracticeLimits): string | null {
  const where = 'message.attachment';
  if (!isObject(attachment)) return `${where} must be an object.`;
  const { type, payload } = attachment;
  if (!isObject(payload)) return `${where}.payload must be an object.`;
  if (type === 'template') return templateFault(payload, limits);
  return firstFault(
    () => wordFault(type, ['template', ...MEDIA], `${where}.type`),
    () => ('url' in payload === 'attachment_id' in payload ? `${where}.payload needs url or attachment_id.` : null),
    () => ('url' in payload ? linkFault(payload['url'], ['http', 'https'], `${where}.payload.url`) : null),
  );
}

function quickRepliesFault(value: unknown, limits: PracticeLimits): string | null {
  if (value === undefined) return null;
  const where = 'message.quick_replies';
  if (!Array.isArray(value)) return `${where} must be a list.`;
  if (value.length > limits.quickReplies) {
    return `${where} has ${value.length} quick replies; at most ${limits.quickReplies} are allowed.`;
  }
  return faultInList(value, where, (reply, place) => quickReplyFault(reply, limits, place));
}

function quickReplyFault(reply: JsonObject, limits: PracticeLimits, where: string): string | null {
  const type = reply['content_type'];
  return firstFault(
    () => wordFault(type, ['text', 'user_phone_number', 'user_email'], `${where}.content_type`),
    () => (type === 'text' ? textFault(reply['title'], limits.buttonTitleCharacters, `${where}.title`) : null),
    () => (type === 'text' ? textFault(reply['payload'], limits.payloadCharacters, `${where}.payload`) : null),
    () =>
      reply['image_url'] === undefined ? null : linkFault(reply['image_url'], ['http', 'https'], `${where}.image_url`),
  );
}
