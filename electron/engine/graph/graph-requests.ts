import type { Account } from '#shared/domain/account.ts';
import type { AccessToken, NotificationToken, ScopedId } from '#shared/domain/ids.ts';

/** The variable part of a call: where it goes below the version, and what it carries. */
export interface GraphCall {
  readonly method: 'GET' | 'POST';
  /** Path below the version, with its query; never a secret (RELIABILITY S-45). */
  readonly path: string;
  readonly body: string | null;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
}

/** Path prefix of an API version: `25.0` and `v25.0` both become `/v25.0`. */
export function versionPrefix(apiVersion: string): string {
  return `/${apiVersion.startsWith('v') ? apiVersion : `v${apiVersion}`}`;
}

const get = (path: string): GraphCall => ({ method: 'GET', path, body: null, contentType: 'application/json' });
const post = (path: string, body: string): GraphCall => ({
  method: 'POST',
  path,
  body,
  contentType: 'application/json',
});
const segment = (text: string): string => encodeURIComponent(text);

/**
 * A message to a notification token: exactly `{"recipient":{"notification_messages_token":…},"message":…}` with the bytes of the
 * message as they were previewed and hashed (META-API 4; RELIABILITY S-44). Instagram accounts send through their Page
 * (DESIGN 13).
 */
export function sendToTokenCall(account: Account, token: NotificationToken, messageJson: string): GraphCall {
  const recipient = `{"notification_messages_token":${JSON.stringify(token)}}`;
  return post(`/${segment(account.pageId)}/messages`, `{"recipient":${recipient},"message":${messageJson}}`);
}

/** A message to a person inside the 24 h window, such as an opt-in card (META-API 1). */
export function sendToRecipientCall(account: Account, recipient: ScopedId, messageJson: string): GraphCall {
  const body = `{"recipient":{"id":${JSON.stringify(recipient)}},"message":${messageJson}}`;
  return post(`/${segment(account.pageId)}/messages`, body);
}

/** One token by its own path (META-API 3.4). */
export function readTokenCall(token: NotificationToken): GraphCall {
  return get(`/notification_messages_${segment(token)}`);
}

/** One page of the token list; going on is by `after` alone (META-API 3.1). */
export function listTokensCall(account: Account, after: string | null, limit: number): GraphCall {
  const query = new URLSearchParams({ limit: String(limit), ...(after === null ? {} : { after }) });
  return get(`/${segment(account.pageId)}/notification_message_tokens?${query.toString()}`);
}

/** The Page itself: the cheapest call there is. */
export function readPageCall(account: Account, fields: readonly string[]): GraphCall {
  return get(`/${segment(account.pageId)}?fields=${fields.map(segment).join(',')}`);
}

/**
 * `debug_token` of the account's own access token. The documented form carries the token in the URL, which this app never does
 * (RELIABILITY S-45); so the read travels as a POST with `method=get`, the way the platform's browser library sends its reads, and
 * the token in the body.
 */
export function debugTokenCall(accessToken: AccessToken): GraphCall {
  return {
    method: 'POST',
    path: '/debug_token',
    body: new URLSearchParams({ method: 'get', input_token: accessToken }).toString(),
    contentType: 'application/x-www-form-urlencoded',
  };
}

/** The permissions behind the access token. */
export function permissionsCall(): GraphCall {
  return get('/me/permissions');
}

/** The apps subscribed to the Page's webhooks, with their fields (META-API 9). */
export function subscriptionsCall(account: Account): GraphCall {
  return get(`/${segment(account.pageId)}/subscribed_apps?fields=${segment('id,name,subscribed_fields')}`);
}

/** One conversation of the account, for eligibility (META-API 8). */
export function conversationsCall(account: Account): GraphCall {
  return get(`/${segment(account.pageId)}/conversations?platform=${account.platform}&limit=1`);
}

/** The conversation with one person. */
export function conversationWithCall(account: Account, recipient: ScopedId): GraphCall {
  const query = new URLSearchParams({ platform: account.platform, user_id: recipient, fields: 'id' });
  return get(`/${segment(account.pageId)}/conversations?${query.toString()}`);
}

/** One page of conversations with who takes part; going on is by `after` alone. */
export function listConversationsCall(account: Account, after: string | null, limit: number): GraphCall {
  const query = new URLSearchParams({
    platform: account.platform,
    fields: 'id,updated_time,participants',
    limit: String(limit),
    ...(after === null ? {} : { after }),
  });
  return get(`/${segment(account.pageId)}/conversations?${query.toString()}`);
}

/** The newest messages of a conversation: when and from whom; texts are not asked for. */
export function readMessagesCall(conversation: string): GraphCall {
  return get(`/${segment(conversation)}/messages?fields=${segment('id,created_time,from')}`);
}

/** The testing call that gives a tester's day back (META-API 6). */
export function enableFollowUpCall(account: Account, token: NotificationToken): GraphCall {
  const body = { recipient: { notification_messages_token: token }, developer_action: 'ENABLE_FOLLOWUP_MESSAGE' };
  return post(`/${segment(account.pageId)}/notification_messages_dev_support`, JSON.stringify(body));
}
