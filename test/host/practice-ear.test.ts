import { createHmac } from 'node:crypto';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { startEngine } from '#cli/start-engine.ts';
import { REAL_ACCOUNT } from '#engine/use-cases/accounts.ts';
import { createPracticeEar } from '#host/practice-callback.ts';
import { createPracticeServerSource } from '#host/practice-server-source.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { testIo } from '#test/cli/support.ts';
import { bodyOf, optin, PAGE } from '#test/engine/webhooks/bodies.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('what people of the practice world do is known at once: a message opens the window, a yes is a permission, a stop ends it', async () => {
  const folder = temporaryFolder();
  const clock = openSystemClock();
  const ear = createPracticeEar({ clock, logger: silent, random: openSystemRandom() });
  const practice = createPracticeServerSource({ folder, arguments: ['--recipients', '20'] }, () => ear.open());
  const { io } = testIo({ cwd: folder });
  const asked = { command: 'serve', args: [], options: {}, io, clock, json: true, yes: false, folder } as const;
  const engine = await startEngine(asked, { store: 'inPlace' });
  onTestFinished(async () => {
    await engine.stop('finish');
    await practice.close();
    await ear.close();
  });
  ear.deliverTo((post, appSecret) => engine.receiveWebhook(post, { appSecret, accounts: 'practice' }));
  const { url } = await practice.running();
  const run = (name: Parameters<typeof engine.run>[0], input: unknown) =>
    engine.run(name, input, { signal: new AbortController().signal, onProgress: () => undefined });
  await run('account.add', { kind: 'practice', apiBase: url, name: null, zone: null, pacePerSecond: null });

  const rows = await (await request(`${url}/practice/tokens?format=json`)).body.json();
  const person = (rows as readonly { readonly recipient: string }[])[0]?.recipient ?? ''; // as the control calls show them
  const act = async (more: object): Promise<void> => {
    const { statusCode, body } = await request(`${url}/practice/people/${person}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(more),
    });
    await body.dump();
    expect(statusCode).toBe(200);
  };
  const statuses = async (): Promise<readonly string[]> => {
    const filter = { accountId: null, topic: 'Fresh bread', status: null, zone: null, search: null };
    const now = clock.now();
    const page = await engine.parts.store.read('token.page', { filter, after: null, limit: 10, now });
    return page.rows.map(({ status }) => status);
  };
  await act({ action: 'accept', topic: 'Fresh bread' });
  await expect.poll(statuses).toEqual(['active']);
  await act({ action: 'stop', topic: 'Fresh bread' });
  await expect.poll(statuses).toEqual(['stopped']);
});

test('the ear takes nothing that is not signed with the secret of this start, and nothing about a Page that is real', async () => {
  const taken: unknown[] = [];
  const ear = createPracticeEar({ clock: openSystemClock(), logger: silent, random: openSystemRandom() });
  onTestFinished(() => ear.close());
  const { url, secret } = await ear.open();
  const body = JSON.stringify(bodyOf(optin()));
  const post = async (key: string): Promise<number> => {
    const signature = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const answer = await request(url, { method: 'POST', headers, body });
    await answer.body.dump();
    return answer.statusCode;
  };
  expect(await post(secret)).toBe(503);
  const folder = temporaryFolder();
  const { io } = testIo({ cwd: folder });
  const engine = await startEngine(
    { command: 'serve', args: [], options: {}, io, clock: openSystemClock(), json: true, yes: false, folder },
    { store: 'inPlace' },
  );
  onTestFinished(() => engine.stop('finish'));
  await engine.parts.store.write('account.insert', {
    platform: 'messenger',
    isPractice: false,
    pageId: PAGE,
    igId: null,
    name: 'Corner Shop',
    pageZone: 'Europe/Rome',
    ...REAL_ACCOUNT,
    createdAt: openSystemClock().now(),
  });
  ear.deliverTo(async (posted, appSecret) => {
    const received = await engine.receiveWebhook(posted, { appSecret, accounts: 'practice' });
    taken.push(received);
    return received;
  });
  expect(await post('another secret')).toBe(403);
  expect(await post(secret)).toBe(200);
  expect(taken).toMatchObject([{ kind: 'notSigned' }, { kind: 'taken', taken: { taken: 0, ofOthers: 1 } }]);
});
