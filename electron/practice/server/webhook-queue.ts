import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { PracticeEvent } from '#practice/platform.ts';
import { SECOND } from '#shared/time/duration.ts';
import type { PracticeRuntime } from './practice-runtime.ts';

/** Posts webhook events, best effort, in order. */
export type WebhookQueue = {
  add(event: PracticeEvent): void;
  /** Drops what is still waiting. */
  close(): void;
};

const TRIES = 3;
/** A receiver has five seconds to answer (META-API 9). */
const ANSWER_MS = 5 * SECOND;

/** Makes a queue that posts to `url`, signed with the app's secret as `X-Hub-Signature-256` (META-API 9). */
export function createWebhookQueue(url: URL, appSecret: string, runtime: PracticeRuntime): WebhookQueue {
  const waiting: string[] = [];
  let busy = false;
  let closed = false;
  const next = (): void => {
    const body = closed ? undefined : waiting.shift();
    busy = body !== undefined;
    if (body !== undefined) attempt(body, 1);
  };
  const attempt = (body: string, count: number): void => {
    post(url, body, signature(appSecret, body), (answered) => {
      if (answered || count >= TRIES || closed) next();
      else runtime.after(count * SECOND, () => attempt(body, count + 1));
    });
  };
  return {
    add(event) {
      waiting.push(JSON.stringify(bodyOf(event)));
      if (!busy) next();
    },
    close() {
      closed = true;
      waiting.length = 0;
    },
  };
}

/** The envelope of META-API 2.1. */
function bodyOf({ page, at, item }: PracticeEvent): unknown {
  const instagram = page.igId !== null;
  const entry = { id: instagram ? page.igId : page.pageId, time: at, messaging: [item] };
  return { object: instagram ? 'instagram' : 'page', entry: [entry] };
}

function signature(appSecret: string, body: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

function post(url: URL, body: string, signed: string, done: (answered: boolean) => void): void {
  let told = false;
  const tell = (answered: boolean): void => {
    if (!told) done(answered);
    told = true;
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signed };
  const request = send(url, { method: 'POST', headers, timeout: ANSWER_MS }, (response) => {
    response.resume();
    response.once('close', () => tell(response.statusCode === 200));
  });
  request.once('timeout', () => request.destroy());
  request.once('error', () => tell(false));
  request.end(body);
}
