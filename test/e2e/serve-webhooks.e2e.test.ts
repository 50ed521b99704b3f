import { createHmac } from 'node:crypto';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { type Said, sundial } from '#test/cli/support.ts';
import { bodyOf, optin } from '#test/engine/webhooks/bodies.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const SECRET = 'the secret of the app';

interface Told {
  readonly port: number;
  readonly webhook?: { readonly url: string; readonly newWord: string | null };
}

/** Runs `serve` until `during` is done with what it printed first. */
async function whileServing(
  folder: string,
  words: readonly string[],
  during: (told: Told) => Promise<void>,
): Promise<Said> {
  const stop = new AbortController();
  let done = Promise.resolve();
  const said = await sundial(folder, ['serve', '--no-open', '--json', ...words], {
    signal: stop.signal,
    input: `${SECRET}\n`,
    onWrite: (text) => {
      done = during(JSON.parse(text) as Told).finally(() => stop.abort()); // what serve --json prints
      done.catch(() => undefined); // told once serving has ended
    },
  });
  await done;
  return said;
}

async function post(url: string, host?: string): Promise<number> {
  const body = JSON.stringify(bodyOf(optin()));
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature, ...(host ? { host } : {}) };
  const answer = await request(url, { method: 'POST', headers, body });
  await answer.body.dump();
  return answer.statusCode;
}

async function verify(url: string, word: string): Promise<readonly [number, string]> {
  const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '42' });
  const { statusCode, body } = await request(`${url}?${query}`);
  return [statusCode, await body.text()];
}

describe('serve --webhooks', () => {
  test('takes webhooks signed with the secret it was handed, tells the verify word once, and keeps it', async () => {
    const folder = temporaryFolder();
    const words = ['--webhooks', '--app-secret-stdin', '--webhook-host', 'Relay.example'];
    let drawn = '';
    const first = await whileServing(folder, words, async ({ webhook }) => {
      drawn = webhook?.newWord ?? '';
      expect(drawn).toMatch(/^[0-9a-f]{32}$/);
      const url = webhook?.url ?? '';
      expect(await verify(url, drawn)).toEqual([200, '42']);
      expect(await verify(url, 'another-word')).toEqual([403, '']);
      expect([await post(url), await post(url, 'relay.example'), await post(url, 'other.example')]).toEqual([
        200, 200, 421,
      ]);
    });
    expect(first.code).toBe(0);
    expect(first.out + first.error).not.toContain(SECRET);
    await whileServing(folder, words, async ({ webhook }) => {
      expect(webhook?.newWord).toBeNull();
      expect(await verify(webhook?.url ?? '', drawn)).toEqual([200, '42']);
    });
    await whileServing(folder, [...words, '--verify-token', 'chosen-by-us'], async ({ webhook }) => {
      expect(await verify(webhook?.url ?? '', 'chosen-by-us')).toEqual([200, '42']);
      expect(await verify(webhook?.url ?? '', drawn)).toEqual([403, '']);
    });
  });

  test('is off unless asked for', async () => {
    await whileServing(temporaryFolder(), [], async ({ port, webhook }) => {
      expect(webhook).toBeUndefined();
      expect(await post(`http://127.0.0.1:${port}/webhook`)).toBe(404);
    });
  });

  test.each([
    [['--webhooks'], '--app-secret-stdin'],
    [['--app-secret-stdin'], '--app-secret-stdin'],
    [['--webhook-host', 'relay.example'], '--webhook-host'],
    [['--verify-token', 'chosen-by-us'], '--verify-token'],
    [['--webhooks', '--app-secret-stdin', '--verify-token', 'short'], '--verify-token'],
    [['--webhooks', '--app-secret-stdin', '--webhook-host', 'https://relay.example/x'], '--webhook-host'],
  ])('%j is refused as wrong usage, naming %s', async (words, where) => {
    const said = await sundial(temporaryFolder(), ['serve', '--no-open', '--json', ...words], { input: SECRET });
    expect(said).toMatchObject({ code: 2, rows: [{ error: { where } }] });
  });
});
