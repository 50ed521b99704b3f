/** What stands where a secret was. */
const HIDDEN = '[hidden]';

/** A replacement; `$1` and the like keep what stands before the secret. */
interface Pattern {
  readonly find: RegExp;
  readonly replace: string;
}

/**
 * How secrets look (RELIABILITY S-45 to S-48; META-API 3.1, 9). Order matters: whole addresses first, so that a `paging.next` is
 * hidden as one piece; then names with values in URLs, JSON and headers; then access tokens by their own look: `EAA…` for
 * Facebook, `IGAA…` or `IGQ…` for Instagram Login, `number|text` for apps.
 */
const PATTERNS: readonly Pattern[] = [
  { find: /(["']?next["']?\s*[:=]\s*\\?["'])https?:[^"'\s]+/gi, replace: `$1${HIDDEN}` },
  { find: /\b(bearer|basic)\s+[\w.~+/|=-]{4,}/gi, replace: `$1 ${HIDDEN}` },
  {
    find: /((?:access_?token|input_?token|appsecret_?proof|app_?secret|client_?secret|fb_?exchange_?token|verify_?token)\\?["']?\s*(?:[:=]|%3[AD])\s*\\?["']?)[^\s"'&,;}\\]+/gi,
    replace: `$1${HIDDEN}`,
  },
  { find: /(?<![A-Za-z0-9])(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{6,}/g, replace: HIDDEN },
  { find: /(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{20,}/g, replace: HIDDEN },
  { find: /\b\d{6,}(?:\||%7C)[A-Za-z0-9_-]{8,}/gi, replace: HIDDEN },
];

/** Names of fields whose value is a secret, whatever it looks like. */
const SECRET_FIELDS =
  /^(?:access_?token|input_?token|app_?secret(?:_?proof)?|client_?secret|authorization|cookie|set-cookie|secret|password|verify_?token)$/i;
/** Names of fields that hold notification tokens. */
const TOKEN_FIELDS = /^(?:token|notification_?(?:messages_?)?token|subscription_?token|subscriber_?token)$/i;
/** A notification token inside text: after its name, or as the path of a token read. */
const TOKEN_IN_TEXT =
  /((?:notification_messages_token|subscription_token|subscriber_token)\\?["']?\s*[:=]\s*\\?["']?|\/notification_messages_)([\w.~%|-]{9,})/gi;

/** How deep and wide objects are followed; log facts are flat, and nothing may loop. */
const DEEPEST = 6;

/** A notification token as people and logs see it: the first four and last four characters (RELIABILITY S-47). */
export function showToken(token: string): string {
  return token.length <= 8 ? '…' : `${token.slice(0, 4)}…${token.slice(-4)}`;
}

/**
 * Takes everything out of a text that looks like a secret, and every one of the `known` secrets literally, also in their
 * URL-encoded form; notification tokens are shortened by {@link showToken} where their name shows them.
 */
export function redactText(text: string, known: readonly string[] = []): string {
  let safe = text;
  for (const secret of known) {
    if (secret === '') continue;
    safe = safe.replaceAll(secret, HIDDEN).replaceAll(encodeURIComponent(secret), HIDDEN);
  }
  for (const { find, replace } of PATTERNS) safe = safe.replace(find, replace);
  return safe.replace(TOKEN_IN_TEXT, (_all, before: string, token: string) => before + showToken(token));
}

/** {@link redactText} for every text inside a value, and the field names above for objects; a copy, the original stays. */
export function redactValue(value: unknown, known: readonly string[] = []): unknown {
  return redactDeep(value, known, DEEPEST);
}

function redactDeep(value: unknown, known: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return redactText(value, known);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (value instanceof Error) return redactError(value, known, depth);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, known, depth - 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [redactText(name, known), redactField(name, field, known, depth)]),
  );
}

function redactField(name: string, field: unknown, known: readonly string[], depth: number): unknown {
  if (field !== null && field !== undefined && SECRET_FIELDS.test(name)) return HIDDEN;
  if (typeof field === 'string' && TOKEN_FIELDS.test(name)) return showToken(field);
  return redactDeep(field, known, depth - 1);
}

function redactError(error: Error, known: readonly string[], depth: number): unknown {
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    name: error.name,
    message: redactText(error.message, known),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack, known) }),
    ...(error.cause === undefined ? {} : { cause: redactDeep(error.cause, known, depth - 1) }),
  };
}
