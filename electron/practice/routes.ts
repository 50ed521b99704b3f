/** Every call the practice platform knows. */
export type CallName =
  | 'send'
  | 'listTokens'
  | 'readToken'
  | 'devSupport'
  | 'listConversations'
  | 'readConversation'
  | 'listMessages'
  | 'readMessage'
  | 'debugToken'
  | 'permissions'
  | 'readSubscriptions'
  | 'subscribe'
  | 'readPage'
  | ControlName;

/** Calls of the practice platform's own, under `/practice/`; they need no access token and are for loopback only. */
export type ControlName =
  | 'account'
  | 'accounts'
  | 'ledger'
  | 'tokens'
  | 'person'
  | 'changePerson'
  | 'changeToken'
  | 'changeAccount'
  | 'changeClock';

type Segment = { readonly literal: string } | { readonly name: string; readonly shape: RegExp };
type Route = { readonly method: string; readonly path: readonly Segment[]; readonly call: CallName };

/** How the changing parts of a path look; `{page}` is a Page, its Instagram account, or `me`. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  page: /^(?:me|\d+)$/,
  token: /^notification_messages_.+$/,
  conversation: /^t_\d+$/,
  message: /^m_.+$/,
  id: /^.+$/,
};

/** The table of routes, first match wins. A version (`/v26.0`) may stand before any of the platform's own. */
const ROUTES: readonly Route[] = [
  route('POST {page}/messages', 'send'),
  route('GET {page}/notification_message_tokens', 'listTokens'),
  route('POST {page}/notification_messages_dev_support', 'devSupport'),
  route('GET {page}/conversations', 'listConversations'),
  route('GET {page}/subscribed_apps', 'readSubscriptions'),
  route('POST {page}/subscribed_apps', 'subscribe'),
  route('GET {page}/permissions', 'permissions'),
  route('GET debug_token', 'debugToken'),
  route('GET {token}', 'readToken'),
  route('GET {conversation}/messages', 'listMessages'),
  route('GET {conversation}', 'readConversation'),
  route('GET {message}', 'readMessage'),
  route('GET {page}', 'readPage'),
  route('GET practice/account', 'account'),
  route('GET practice/accounts', 'accounts'),
  route('GET practice/ledger', 'ledger'),
  route('GET practice/tokens', 'tokens'),
  route('GET practice/people/{id}', 'person'),
  route('POST practice/people/{id}', 'changePerson'),
  route('POST practice/tokens/{id}', 'changeToken'),
  route('POST practice/account', 'changeAccount'),
  route('POST practice/clock', 'changeClock'),
];

/** Where a request goes: the call, the changing parts of its path by name, and the version it named (`null` = none). */
export type RouteMatch = {
  readonly call: CallName;
  readonly parts: Readonly<Record<string, string>>;
  readonly version: string | null;
};

/** Finds the call of a method and a path; `null` when there is none. */
export function matchRoute(method: string, path: string): RouteMatch | null {
  const segments = path.split('/').filter((segment) => segment !== '');
  const first = segments[0] ?? '';
  const version = /^v\d+\.\d+$/.test(first) ? first : null;
  const rest = version === null ? segments : segments.slice(1);
  for (const candidate of ROUTES) {
    const parts = candidate.method === method ? partsOf(candidate.path, rest) : null;
    if (parts !== null) return { call: candidate.call, parts, version };
  }
  return null;
}

function partsOf(path: readonly Segment[], given: readonly string[]): Record<string, string> | null {
  if (path.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, segment] of path.entries()) {
    const text = given[index] ?? '';
    if ('literal' in segment) {
      if (segment.literal !== text) return null;
    } else {
      if (!segment.shape.test(text)) return null;
      parts[segment.name] = text;
    }
  }
  return parts;
}

function route(text: string, call: CallName): Route {
  const [method = '', path = ''] = text.split(' ');
  const segments = path.split('/').map((segment): Segment => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    return name === undefined ? { literal: segment } : { name, shape: SHAPES[name] ?? /^$/ };
  });
  return { method, path: segments, call };
}
