import { hash } from 'node:crypto';
import {
  readEntryItem,
  type WebhookEvent,
  type WebhookFinding,
  webhookEntries,
} from '#engine/importers/webhook-event.ts';
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
  const sum = { aside: 0, unreadable: 0 };
  for (const finding of readFindings(entries)) {
    if (finding.kind === 'event') happenings.push({ kind: 'permission', event: finding.event });
    else if (finding.kind === 'happening') happenings.push(finding.happening);
    else if (finding.kind === 'bad') sum.unreadable += 1;
    else sum.aside += 1;
  }
  return { happenings, ...sum };
}

/** Anything a webhook tells besides permissions. */
export type OtherHappening = Exclude<Happening, { readonly kind: 'permission' }>;

/** What one entry of a body is: a permission, something else that is taken in, broken, or none of our business. */
export type Finding = WebhookFinding | { readonly kind: 'happening'; readonly happening: OtherHappening };

/** Every finding of a webhook body, in its order; live events and logs are read by this one reader. */
export function readFindings(entries: readonly unknown[]): readonly Finding[] {
  return entries.flatMap((entry) => {
    if (!isRecord(entry)) return [ASIDE];
    const items: readonly unknown[] = [...listOf(entry['messaging']), ...listOf(entry['standby'])];
    return items.map((item) => readOne(item, entry));
  });
}

const ASIDE: Finding = { kind: 'aside' };

function readOne(item: unknown, entry: Fields): Finding {
  if (!isRecord(item) || isRecord(item['optin'])) return readEntryItem(item, entry);
  const happening = readItem(item, entry);
  return happening === null ? ASIDE : { kind: 'happening', happening };
}

/** A happening as it is stored: ids and times only, no text of a message ever (DESIGN 3, webhook_event). */
export interface StoredHappening {
  readonly key: string;
  readonly kind: WindowOpener | 'referral' | 'deletion';
  readonly recipient: string;
  readonly at: EpochMs;
  /** JSON text. */
  readonly body: string;
}

/** What is kept of a happening; the same for an event that came live and one of a log. */
export function storedHappening(happening: OtherHappening): StoredHappening {
  const { key, recipient, at } = happening;
  const common = { key, recipient, at };
  if (happening.kind === 'inbound') {
    return { ...common, kind: happening.opener, body: JSON.stringify({ mid: happening.messageId }) };
  }
  if (happening.kind === 'deletion') {
    return { ...common, kind: 'deletion', body: JSON.stringify({ mid: happening.messageId }) };
  }
  return { ...common, kind: 'referral', body: JSON.stringify({ ref: happening.ref, source: happening.source }) };
}

type Fields = Readonly<Record<string, unknown>>;

function readItem(item: Fields, entry: Fields): OtherHappening | null {
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

function readMessage(item: Fields, place: Place): OtherHappening | null {
  const { message } = item;
  // An echo is a message of our own (META-API 8); it opens nothing.
  if (!isRecord(message) || message['is_echo'] === true) return null;
  const mid = textOf(message['mid']);
  if (message['is_deleted'] === true) {
    return mid === null ? null : { kind: 'deletion', key: keyOf(place, 'deletion', mid), messageId: mid, ...place };
  }
  return { kind: 'inbound', opener: 'message', messageId: mid, key: keyOf(place, 'message', mid), ...place };
}

function readTap(item: Fields, place: Place): OtherHappening | null {
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

function readReferral(item: Fields, place: Place): OtherHappening | null {
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
