import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { onTestFinished } from 'vitest';
import type { PracticeAccount } from '#practice/calls/control-views.ts';
import { runPractice } from '#practice/practice-process.ts';
import type { RunningPractice, StartOptions } from '#practice/server/start-practice.ts';

/** How a request over a socket ended: with a whole answer, or with the code of what broke. */
export type Ended =
  | { readonly status: number; readonly text: string; readonly headers: Readonly<Record<string, unknown>> }
  | string;

/** A practice server of a test and short ways to call it. */
export type Served = {
  readonly running: RunningPractice;
  readonly account: PracticeAccount;
  /** Active tokens of the world. */
  readonly tokens: readonly string[];
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly post: (path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly send: (token: string) => Promise<Ended>;
  /** Tokens in the platform's own ledger, in order. */
  readonly ledger: () => Promise<readonly string[]>;
};

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sundial-practice-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a practice server that stops when the test ends; `faults` is written to a file as the program reads it. */
export async function servePractice(options: Omit<StartOptions, 'faults'> = {}, faults?: unknown): Promise<Served> {
  const file = join(temporaryFolder(), 'faults.json');
  if (faults !== undefined) writeFileSync(file, JSON.stringify(faults));
  const running = await runPractice({ recipients: 60, ...options, ...(faults === undefined ? {} : { faults: file }) });
  onTestFinished(() => running.stop());
  const [account] = running.accounts;
  if (account === undefined) throw new Error('A practice server has an account.');
  const authorization = `Bearer ${account.accessToken}`;
  const get: Served['get'] = (path, headers = {}) =>
    ended(running.url + path, 'GET', undefined, { authorization, ...headers });
  const post: Served['post'] = (path, body, headers = {}) =>
    ended(running.url + path, 'POST', JSON.stringify(body), {
      authorization,
      'content-type': 'application/json',
      ...headers,
    });
  return {
    running,
    account,
    tokens: await sendableTokens(running.url),
    get,
    post,
    send: (token) =>
      post(`/v26.0/${account.pageId}/messages`, {
        recipient: { notification_messages_token: token },
        message: { text: 'Ciao' },
      }),
    ledger: async () => {
      const answer = await get('/practice/ledger?format=json');
      return (JSON.parse(typeof answer === 'string' ? '[]' : answer.text) as { token: string }[]).map(
        ({ token }) => token,
      );
    },
  };
}

/** Tokens that a fresh world accepts a message on: active, not expired, unblocked, long since the last. */
export async function sendableTokens(url: string): Promise<readonly string[]> {
  const { body } = await request(`${url}/practice/tokens?format=json`);
  const rows = (await body.json()) as {
    token: string;
    state: string;
    frequency: string | null;
    lastAcceptedAt: string | null;
    expiresAt: string | null;
    blocked: boolean;
  }[];
  const usable = rows.filter((row) => row.state === 'active' && row.frequency === null && row.lastAcceptedAt === null);
  return usable.filter((row) => !row.blocked && Date.parse(row.expiresAt ?? '') > Date.now()).map(({ token }) => token);
}

/** Lines of an NDJSON file. */
export function linesOf(file: string): readonly Record<string, unknown>[] {
  const text = readFileSync(file, 'utf8');
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function ended(
  url: string,
  method: 'GET' | 'POST',
  body: string | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<Ended> {
  try {
    const answer = await request(url, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: answer.statusCode, text: await answer.body.text(), headers: answer.headers };
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
