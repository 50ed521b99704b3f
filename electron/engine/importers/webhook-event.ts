import { hash } from 'node:crypto';
import type { RejectCode } from '#shared/domain/list-file.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { platformInstant } from '#shared/time/platform-timestamp.ts';
import { isLostDigits } from './json-text.ts';

/** What an opt-in event says (META-API 2.3). */
export type WebhookEventKind = 'optIn' | 'refresh' | 'stop' | 'resume';

/** One opt-in, stop or resume of a webhook body (META-API 2.2). `null` = not given. */
export interface WebhookEvent {
  /** The same for the same event, however often and in whatever body it is delivered (RELIABILITY S-54). */
  readonly key: string;
  readonly kind: WebhookEventKind;
  /** Page or Instagram account it is about. */
  readonly pageId: string;
  readonly at: EpochMs;
  readonly token: string;
  readonly recipient: string;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly payload: string | null;
  readonly expiresAt: EpochMs | null;
  readonly frequency: string | null;
  readonly userTokenStatus: string | null;
  /** The event as it came, as JSON text. */
  readonly body: string;
}

/** What one entry of a body is. Plugin opt-ins and other kinds of message hold no notification token and are left aside. */
export type WebhookFinding =
  | { readonly kind: 'event'; readonly event: WebhookEvent }
  | { readonly kind: 'bad'; readonly field: string; readonly value: string | null; readonly code: RejectCode }
  | { readonly kind: 'aside' };

/** What a messaging item of a body can hold that is taken in (META-API 2, 8). */
const ITEMS = ['optin', 'message', 'postback', 'reaction', 'referral'] as const;

/**
 * The entries of a webhook body (META-API 2.1), or of a message that was logged without its envelope, as seeds/004 prints it.
 *
 * @returns `null` when a value is neither.
 */
export function webhookEntries(value: unknown): readonly unknown[] | null {
  if (!isRecord(value)) return null;
  if (typeof value['object'] === 'string' && Array.isArray(value['entry'])) return listOf(value['entry']);
  const isItem = isRecord(value['sender']) && ITEMS.some((name) => isRecord(value[name]));
  return isItem ? [{ messaging: [value] }] : null;
}

type Fields = Readonly<Record<string, unknown>>;

/** One item of an entry, as far as it is about a permission. Fields that are not as documented cost their event only. */
export function readEntryItem(message: unknown, entry: Readonly<Record<string, unknown>>): WebhookFinding {
  if (!isRecord(message) || !isRecord(message['optin'])) return { kind: 'aside' };
  const optin = message['optin'];
  const token = optin['notification_messages_token'];
  // Plugin opt-ins carry `ref` or `user_ref`, one-time requests another token: neither may be sent to with this API.
  if (optin['type'] !== 'notification_messages' && token === undefined) return { kind: 'aside' };
  const ids = { token, sender: idIn(message['sender']), page: entry['id'] ?? idIn(message['recipient']) };
  const fault = idFault('notification_messages_token', ids.token) ?? idFault('sender.id', ids.sender);
  if (fault !== null) return fault;
  const at = platformInstant(message['timestamp']) ?? platformInstant(entry['time']);
  if (at === null) return { kind: 'bad', field: 'timestamp', value: textOf(message['timestamp']), code: 'missing' };
  const kind = kindOf(optin);
  const known = { kind, at, pageId: String(ids.page), token: String(ids.token), recipient: String(ids.sender) };
  return {
    kind: 'event',
    event: {
      ...known,
      key: keyOf(known),
      topic: textOf(optin['title']) ?? textOf(optin['notification_messages_topic']) ?? textOf(optin['topic']),
      zone: textOf(optin['notification_messages_timezone']),
      payload: textOf(optin['payload']),
      expiresAt: platformInstant(optin['token_expiry_timestamp']),
      frequency: textOf(optin['notification_messages_frequency']),
      userTokenStatus: textOf(optin['user_token_status']),
      body: bodyOf(message),
    },
  };
}

function bodyOf(message: Fields): string {
  try {
    return JSON.stringify(message);
  } catch {
    return '{}'; // nested deeper than this runtime can write: no event of the platform is
  }
}

/** Stops and resumes are written with a space in one place and an underscore in another (META-API 2.2). */
function kindOf(optin: Fields): WebhookEventKind {
  const status = (textOf(optin['notification_messages_status']) ?? '').trim().toUpperCase();
  if (status.startsWith('STOP')) return 'stop';
  if (status.startsWith('RESUME')) return 'resume';
  return (textOf(optin['user_token_status']) ?? '').toUpperCase() === 'REFRESHED' ? 'refresh' : 'optIn';
}

function keyOf(event: Pick<WebhookEvent, 'kind' | 'at' | 'pageId' | 'token' | 'recipient'>): string {
  return hash('sha256', [event.pageId, event.recipient, event.at, event.token, event.kind].join('\n'), 'hex');
}

function idFault(field: string, value: unknown): WebhookFinding | null {
  if (isLostDigits(value)) return { kind: 'bad', field, value: value.lostDigits, code: 'digitsLost' };
  const isMissing = value === undefined || value === null || value === '';
  if (!isMissing && (typeof value === 'string' || typeof value === 'number')) return null;
  return { kind: 'bad', field, value: null, code: isMissing ? 'missing' : 'notText' };
}

function idIn(value: unknown): unknown {
  return isRecord(value) ? value['id'] : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
