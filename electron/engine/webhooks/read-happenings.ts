import { hash } from 'node:crypto';
import { readWebhookEntries, type WebhookEvent, webhookEntries } from '#engine/importers/webhook-event.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { platformInstant } from '#shared/time/platform-timestamp.ts';

/** What a person did that opens the 24 h window (META-API 8, Window): a message, a tap on a postback button, a reaction. */
export const WINDOW_OPENERS = ['message', 'postback', 'reaction'] as const;
/** See {@link WINDOW_OPENERS}. */
export type WindowOpener = (typeof WINDOW_OPENERS)[number];

interface Common {
  /** The same for the same event, however often it is delivered (RELIABILITY S-54). */
  readonly key: string;
  /** Page or Instagram account it is about. */
  readonly pageId: string;
  readonly recipient: string;
  readonly at: EpochMs;
}

/** One thing a webhook tells. Texts of messages are not in it: they are never kept (issue 4, Webhooks in). */
export type Happening =
  | { readonly kind: 'permission'; readonly event: WebhookEvent }
  | (Common & { readonly kind: 'inbound'; readonly opener: WindowOpener; readonly messageId: string | null })
  /** The way a person came in, e.g. by an m.me link with `ref`. */
  | (Common & { readonly kind: 'referral'; readonly ref: string | null; readonly source: string | null })
  /** A person deleted a message: what is known of it goes, too. */
  | (Common & { readonly kind: 'deletion'; readonly messageId: string });

/** What a body holds. `aside` counts entries that are none of our business: echoes, groups, plugin opt-ins, reads. */
export interface ReadHappenings {
  readonly happenings: readonly Happening[];
  readonly aside: number;
  /** Entries that should be ours and cannot be read. */
  readonly unreadable: number;
}

/**
 * Reads a webhook body (META-API 2, 8, 9). The opt-in part is the very reader that takes in webhook logs, so a log that is imported and
 * the same events live mean the same.
 *
 * @returns `null` when the value is no webhook body.
 */
export function readHappenings(value: unknown): ReadHappenings | null {
  const entries = webhookEntries(value);
  if (entries === null) return null;
  const happenings: Happening[] = [];
  let aside = 0;
  let unreadable = 0;
  for (const finding of readWebhookEntries(entries)) {
    if (finding.kind === 'event') happenings.push({ kind: 'permission', event: finding.event });
    if (finding.kind === 'bad') unreadable += 1;
  }
  for (const [item, entry] of itemsOf(entries)) {
    if (isRecord(item['optin'])) {
      if (item['optin']['notification_messages_token'] === undefined) aside += 1;
      continue;
    }
    const happening = readItem(item, entry);
    if (happening === null) aside += 1;
    else happenings.push(happening);
  }
  return { happenings, aside, unreadable };
}

type Fields = Readonly<Record<string, unknown>>;

function itemsOf(entries: readonly unknown[]): readonly (readonly [Fields, Fields])[] {
  return entries.flatMap((entry) => {
    if (!isRecord(entry)) return [];
    const items: readonly unknown[] = [...listOf(entry['messaging']), ...listOf(entry['standby'])];
    return items.filter(isRecord).map((item) => [item, entry] as const);
  });
}

function readItem(item: Fields, entry: Fields): Happening | null {
  const recipient = textOf(isRecord(item['sender']) ? item['sender']['id'] : undefined);
  const pageId = textOf(entry['id']) ?? textOf(isRecord(item['recipient']) ? item['recipient']['id'] : undefined);
  const at = platformInstant(item['timestamp']) ?? platformInstant(entry['time']);
  if (recipient === null || pageId === null || at === null || recipient === pageId || isOfGroup(item)) return null;
  const place = { pageId, recipient, at };
  return readMessage(item, place) ?? readTap(item, place) ?? readReferral(item, place);
}

interface Place {
  readonly pageId: string;
  readonly recipient: string;
  readonly at: EpochMs;
}

function readMessage(item: Fields, place: Place): Happening | null {
  const { message } = item;
  // An echo is a message of our own (META-API 8); it opens nothing.
  if (!isRecord(message) || message['is_echo'] === true) return null;
  const mid = textOf(message['mid']);
  if (message['is_deleted'] === true) {
    return mid === null ? null : { kind: 'deletion', key: keyOf(place, 'deletion', mid), messageId: mid, ...place };
  }
  return { kind: 'inbound', opener: 'message', messageId: mid, key: keyOf(place, 'message', mid), ...place };
}

function readTap(item: Fields, place: Place): Happening | null {
  if (isRecord(item['postback'])) {
    const mid = textOf(item['postback']['mid']);
    return { kind: 'inbound', opener: 'postback', messageId: mid, key: keyOf(place, 'postback', mid), ...place };
  }
  const { reaction } = item;
  // Taking a reaction back is no message to anybody.
  if (!isRecord(reaction) || reaction['action'] === 'unreact') return null;
  const mid = textOf(reaction['mid']);
  return { kind: 'inbound', opener: 'reaction', messageId: mid, key: keyOf(place, 'reaction', mid), ...place };
}

function readReferral(item: Fields, place: Place): Happening | null {
  const { referral } = item;
  if (!isRecord(referral)) return null;
  const ref = textOf(referral['ref']);
  return { kind: 'referral', key: keyOf(place, 'referral', ref), ref, source: textOf(referral['source']), ...place };
}

/** Groups are none of our business: one person a conversation (META-API 8, Restrictions). */
function isOfGroup(item: Fields): boolean {
  const { thread, thread_type: type, recipient } = item;
  if (type === 'GROUP' || isRecord(thread)) return true;
  return isRecord(recipient) && recipient['thread_key'] !== undefined;
}

function keyOf(place: Place, kind: string, id: string | null): string {
  return hash('sha256', [place.pageId, place.recipient, place.at, id ?? '', kind].join('\n'), 'hex');
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
