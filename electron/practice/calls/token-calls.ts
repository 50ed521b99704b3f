import { Buffer } from 'node:buffer';
import { isObject } from '#practice/content/json-value.ts';
import { answer, type Call, type Outcome, type Platform } from '#practice/platform.ts';
import type { ListPlace, TokenRow } from '#practice/records/token-records.ts';
import { nextEligibleAt } from '#practice/rules/decide-send.ts';
import { refuse } from '#practice/rules/graph-error.ts';
import { SECOND } from '#shared/time/duration.ts';
import { onlyFields } from './fields.ts';
import { limitParam, textParam } from './text-param.ts';

/** What the list shows of a token unless `fields` asks otherwise (seeds/004, Acquisizione di una lista di token). */
const LIST_FIELDS = [
  'notification_messages_token',
  'recipient_id',
  'notification_messages_reoptin',
  'creation_timestamp',
  'token_expiry_timestamp',
  'user_token_status',
  'topic_title',
  'notification_messages_timezone',
  'next_eligible_time',
];

/** What a token read shows; no title, and the two old timestamps as text (META-API 3.4). */
const READ_FIELDS = LIST_FIELDS.filter((field) => field !== 'topic_title');

/** `GET /{page}/notification_message_tokens`: 25 tokens, at most 100, paged by `after` alone (seeds/004). */
export function listTokens(platform: Platform, call: Call): Outcome {
  const { limits, tokens } = platform;
  if (call.params['before'] !== undefined) {
    return refuse('parameter', 'before is not available for this edge; page with after.');
  }
  const shown = limitParam(call.params, limits.listDefault, limits.listMaximum);
  if (shown === null) return refuse('parameter', 'limit must be a whole number from 1.');
  const after = textParam(call.params, 'after');
  const place = after === null ? null : placeOf(after);
  if (place === 'unreadable') return refuse('parameter', 'after is no cursor of this list.');
  const rows = tokens.page(call.page.number, place, call.at, shown + 1);
  const page = rows.slice(0, shown);
  const data = page.map((row) => onlyFields(fieldsOf(platform, call, row), call.params['fields'], LIST_FIELDS));
  const [first, last] = [page[0], page.at(-1)];
  if (first === undefined || last === undefined) return answer({ data });
  const cursors = { before: cursorOf(first), after: cursorOf(last) };
  if (rows.length <= shown) return answer({ data, paging: { cursors } });
  return answer({ data, paging: { cursors, next: nextLink(call, cursors.after) } });
}

/** `GET /notification_messages_{TOKEN}`: the facts of one token, expired and stopped ones too; one that is gone is 100/33. */
export function readToken(platform: Platform, call: Call): Outcome {
  const row = platform.tokens.find((call.parts['token'] ?? '').slice('notification_messages_'.length));
  if (row === null || row.state === 'invalid' || row.page !== call.page.number) return refuse('noSuchObject');
  const fields = fieldsOf(platform, call, row);
  const asText = { creation_timestamp: String(row.createdAt), token_expiry_timestamp: String(row.expiresAt ?? '') };
  return answer(
    onlyFields({ ...fields, ...(row.expiresAt === null ? {} : asText) }, call.params['fields'], READ_FIELDS),
  );
}

/** `POST /{page}/notification_messages_dev_support`: one message beyond the day's (seeds/004, Test dei messaggi di marketing). */
export function devSupport(platform: Platform, call: Call): Outcome {
  const { recipient, developer_action: action } = call.params;
  if (action !== 'ENABLE_FOLLOWUP_MESSAGE') {
    return refuse('parameter', 'developer_action must be ENABLE_FOLLOWUP_MESSAGE.');
  }
  const text = isObject(recipient) ? recipient['notification_messages_token'] : undefined;
  const row = typeof text === 'string' ? platform.sends.find(text) : null;
  if (row === null || row.state === 'invalid' || row.page !== call.page.number) return refuse('tokenInvalid');
  platform.sends.giveExtraMessage(row.token);
  return answer({ success: true });
}

/** All fields of a token; creation and expiry in milliseconds, the next eligible time in seconds (META-API 3.2). */
function fieldsOf(platform: Platform, call: Call, row: TokenRow): Record<string, unknown> {
  return {
    notification_messages_token: row.token,
    recipient_id: row.scopedId,
    notification_messages_reoptin: row.reoptin === 1 ? 'ENABLED' : 'DISABLED',
    creation_timestamp: row.createdAt,
    ...(row.expiresAt === null ? {} : { token_expiry_timestamp: row.expiresAt }),
    user_token_status: row.refreshed === 1 ? 'REFRESHED' : 'NOT_REFRESHED',
    topic_title: row.topic,
    ...(row.zone === null ? {} : { notification_messages_timezone: row.zone }),
    ...nextEligible(platform, call, row),
    ...(row.frequency === null ? {} : { notification_messages_frequency: row.frequency }),
  };
}

/**
 * The next eligible time, rounded up to a second so that it never promises too much. What the real platform shows when
 * nothing was sent yet is not known (META-API 3.3): old tokens show 0 here, others nothing, so that a client meets both. While a
 * tester's additional message is granted the token is free, and shown so.
 */
function nextEligible(platform: Platform, call: Call, row: TokenRow): { readonly next_eligible_time?: number } {
  const { lastAcceptedAt, frequency } = row;
  const periodOverAt =
    lastAcceptedAt === null ? null : platform.calendar.periodOverAt(call.page.zone, lastAcceptedAt, frequency);
  const at = row.extraMessage === 1 ? null : nextEligibleAt({ lastAcceptedAt, periodOverAt }, platform.limits);
  if (at !== null) return { next_eligible_time: Math.ceil(at / SECOND) };
  return frequency === null ? {} : { next_eligible_time: 0 };
}

function cursorOf(row: TokenRow): string {
  return Buffer.from(`${row.updatedAt}.${row.id}`).toString('base64url');
}

function placeOf(cursor: string): ListPlace | 'unreadable' {
  const match = /^(-?\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match === null ? 'unreadable' : { updatedAt: Number(match[1]), id: Number(match[2]) };
}

/** The link to the next page; holds the access token, as the real one does (META-API 3.1). */
function nextLink(call: Call, after: string): string {
  const query = new URLSearchParams({ access_token: call.page.accessToken });
  const { fields } = call.params;
  if (Array.isArray(fields)) query.set('fields', JSON.stringify(fields));
  for (const name of ['fields', 'limit']) {
    const text = textParam(call.params, name);
    if (text !== null) query.set(name, text);
  }
  query.set('after', after);
  return `${call.base}/${call.page.pageId}/notification_message_tokens?${query.toString()}`;
}
