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
  // the tests look into answers of many shapes
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of many shapes are looked into by tests
  readonly body: any;
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
  };
}

/** Reads an ISO instant of a test. */
export function instant(iso: string): EpochMs {
  const at = parseIso(iso);
  if (at === null) throw new Error(`${iso} is no instant.`);
  return at;
}

function told({
  status,
  headers,
  body,
}: {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}): Told {
  const type = headers['content-type'] ?? '';
  const value: unknown = type.startsWith('application/json') ? JSON.parse(body) : body;
  const error = (value as { error?: { code: number; error_subcode?: number; message: string } }).error;
  const code = error === undefined ? null : [error.code, error.error_subcode ?? []].flat().join('/');
  return { status, headers, body: value, code, message: error?.message ?? '' };
}
