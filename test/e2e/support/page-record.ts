import type { Page, Response } from 'playwright-core';

/** A Page key, real or of the practice platform, wherever it stands in a text. */
const PAGE_KEY = /\bEAA[A-Za-z0-9]{16,}/;

/** Everything a page was sent, and everything it complained about. */
export interface PageRecord {
  /** Complaints that are part of what is tested, e.g. of a lost line. */
  readonly allow: (pattern: RegExp) => void;
  /** @throws {Error} when a secret was sent, or the page complained of something that was not allowed. */
  readonly check: () => Promise<void>;
}

/** Records a page from now on. */
export function recordPage(page: Page): PageRecord {
  const received: string[] = [];
  const complaints: string[] = [];
  const bodies: Promise<void>[] = [];
  const allowed: RegExp[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => received.push(String(payload)));
  });
  page.on('response', (response) => {
    bodies.push(textOf(response).then((text) => void received.push(text)));
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  return {
    allow: (pattern) => void allowed.push(pattern),
    check: async () => {
      await Promise.all(bodies);
      const leak = received.map((text) => PAGE_KEY.exec(text)?.[0]).find((key) => key !== undefined);
      if (leak !== undefined) throw new Error(`A Page key reached the page: ${leak.slice(0, 6)}…`);
      const left = complaints.filter((complaint) => !allowed.some((pattern) => pattern.test(complaint)));
      if (left.length > 0) throw new Error(`The page complained:\n${left.join('\n')}`);
    },
  };
}

/** Built files hold no answers of the engine; their texts would only cost time. */
async function textOf(response: Response): Promise<string> {
  if (/\/assets\//.test(response.url())) return JSON.stringify(response.headers());
  const body = await response.text().catch(() => ''); // a redirect and an aborted load have none
  return `${JSON.stringify(response.headers())}\n${body}`;
}
