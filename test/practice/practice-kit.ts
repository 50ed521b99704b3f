import { onTestFinished } from 'vitest';
import type { LoadedToken } from '#practice/load-tokens.ts';
import { createPractice, type Practice } from '#practice/practice.ts';
import type { PracticeOptions } from '#practice/practice-options.ts';
import { type EpochMs, epochMs, parseIso } from '#shared/time/instant.ts';

/** An answer with its body read; refusals carry `code` and `subcode`. */
export type Told = {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON of the answer, taken to have every field the tests look at; a missing one shows as `undefined`. */
  readonly body: TestBody;
  /** The answer as it stands. */
  readonly text: string;
};

/** A row of a list, by the names of all lists the tests look at. */
export type TestRow = {
  readonly id: string;
  readonly message: string;
  readonly subscribed_fields: readonly string[];
  readonly recipient_id: string;
  readonly notification_messages_token: string;
  readonly next_eligible_time: number;
};

/** Every field of an answer that the tests look at. */
export type TestBody = {
  readonly data: readonly TestRow[];
  readonly paging: { readonly cursors: { readonly after: string }; readonly next: string };
  readonly messages: { readonly data: readonly TestRow[] };
  readonly message_id: string;
  readonly next_eligible_time: number;
  readonly blocked: boolean;
  readonly lastInboundAt: string | null;
  readonly state: string;
  readonly token: string;
  readonly tokens: readonly ShownToken[];
};

/** A token as the control calls show it. */
export type ShownToken = {
  readonly token: string;
  readonly recipient: string;
  readonly topic: string;
  readonly zone: string | null;
  readonly frequency: string | null;
  readonly state: string;
  readonly expiresAt: string | null;
};

/** A practice world in this process whose clock the test sets. */
export type World = {
  readonly practice: Practice;
  readonly pageId: string;
  readonly accessToken: string;
  /** Sets the clock to an ISO instant. */
  at(iso: string): void;
  /** Moves the clock on. */
  pass(ms: number): void;
  now(): EpochMs;
  load(...rows: readonly (Partial<LoadedToken> & { readonly token: string })[]): void;
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Told;
  /** Sends to a notification token; a text unless a message is given. */
  send(token: string, message?: unknown): Told;
  /** Sends to a scoped id. */
  sendTo(recipient: string, message: unknown): Told;
  /** Every token of the world, whatever its state. */
  tokens(): readonly ShownToken[];
};

/** The instant at which every world of the tests begins: a Friday. */
export const START = '2026-11-20T10:00:00.000Z';

/** Makes an empty world that is closed when the test ends. */
export function createWorld(options: Partial<PracticeOptions> = {}): World {
  let now = instant(START);
  const practice = createPractice({ file: ':memory:', recipients: 0, now: () => now, ...options });
  onTestFinished(() => practice.close());
  const [account] = practice.accounts('http://practice');
  if (account === undefined) throw new Error('A world has an account.');
  const { pageId, accessToken } = account;
  const call: World['call'] = (method, path, body, headers = {}) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
    const common = { host: '127.0.0.1:1', authorization: `Bearer ${accessToken}`, 'content-type': type };
    return told(practice.handle({ method, path, headers: { ...common, ...headers }, body: text }));
  };
  const post = (recipient: unknown, message: unknown) =>
    call('POST', `/v26.0/${pageId}/messages`, { recipient, message });
  return {
    practice,
    pageId,
    accessToken,
    at: (iso) => void (now = instant(iso)),
    pass: (ms) => void (now = epochMs(now + ms)),
    now: () => now,
    load: (...rows) => practice.loadTokens(rows.map((row) => ({ recipient: `9${row.token}`, ...row }))),
    call,
    send: (token, message = { text: 'Ciao' }) => post({ notification_messages_token: token }, message),
    sendTo: (recipient, message) => post({ id: recipient }, message),
    tokens: () => JSON.parse(call('GET', '/practice/tokens?format=json').text) as ShownToken[],
  };
}

/** Reads an ISO instant of a test. */
export function instant(iso: string): EpochMs {
  const at = parseIso(iso);
  if (at === null) throw new Error(`${iso} is no instant.`);
  return at;
}

type TestError = { readonly code: number; readonly error_subcode?: number; readonly message: string };

function told({
  status,
  headers,
  body,
}: {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}): Told {
  const isJson = (headers['content-type'] ?? '').startsWith('application/json');
  const value = (isJson ? JSON.parse(body) : {}) as TestBody & { readonly error?: TestError };
  const { error } = value;
  const code = error === undefined ? null : [error.code, error.error_subcode ?? []].flat().join('/');
  return { status, headers, body: value, text: body, code, message: error?.message ?? '' };
}
