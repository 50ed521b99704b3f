import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playJourney } from '#cli/practice-journey.ts';
import type { HttpAnswer } from '#engine/ports.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { containing, including, sundial, testIo } from './support.ts';

async function askAccount(origin: string): Promise<HttpAnswer> {
  const http = openUndiciHttpPort();
  const asked = { method: 'GET', origin, path: '/practice/account', headers: {}, body: null } as const;
  const answer = await http.request({ ...asked, connectTimeoutMs: 5_000, timeoutMs: 5_000 });
  await http.close();
  return answer;
}

test('the practice platform prints its account first, writes down what it accepts, acts out its faults, and ends when asked to', async () => {
  const folder = temporaryFolder();
  const ledger = join(folder, 'ledger.ndjson');
  const faults = join(folder, 'faults.json');
  writeFileSync(faults, JSON.stringify([{ on: 'send', nth: 3, times: 2, do: 'resetAfter' }]));
  writeFileSync(
    join(folder, 'c.json'),
    JSON.stringify({
      name: 'x',
      account: 'a1',
      audience: { topics: [] },
      message: { text: 'x' },
      schedule: { at: 'now', window: null },
    }),
  );
  const stopping = new AbortController();
  const { promise: started, resolve } = Promise.withResolvers<string>();
  const words = [
    'practice',
    '--recipients',
    '40',
    '--seed',
    '5',
    '--ledger',
    'ledger.ndjson',
    '--faults',
    'faults.json',
  ];
  const running = sundial(folder, words, { signal: stopping.signal, onWrite: resolve });
  const account = JSON.parse(await started) as { url: string; pageId: string; accessToken: string }; // the first line
  expect(account.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await askAccount(account.url)).toMatchObject({
    kind: 'answer',
    status: 200,
    body: containing(account.accessToken),
  });

  await sundial(folder, ['account', 'add', '--practice', '--api-base', account.url]);
  await sundial(folder, ['tokens', 'sync']);
  await sundial(folder, ['campaign', 'add', 'c.json']);
  await sundial(folder, ['campaign', 'launch', 'c1']);
  expect((await sundial(folder, ['run', '--until-idle', '--json'])).rows.at(-1)).toMatchObject({ idle: true });
  const [status] = (await sundial(folder, ['campaign', 'status', 'c1', '--json'])).rows;
  expect(status).toMatchObject({ pending: 0 });
  expect(status?.['reasons']).toContainEqual(including({ state: 'sent', reason: 'provenByReadBack' }));
  const tokens = readFileSync(ledger, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { token: string }).token); // the ledger's own lines
  expect(new Set(tokens).size).toBe(tokens.length);
  // What a read of the token cannot prove stays undecided; it was accepted all the same, and is never sent again.
  expect(tokens).toHaveLength(Number(status?.['sent']) + Number(status?.['uncertain']));

  stopping.abort();
  expect(await running).toMatchObject({ code: 0 });
  expect(await askAccount(account.url)).toMatchObject({ kind: 'notSent' });
});

test('faults that are none are refused by name', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'faults.json'), JSON.stringify([{ on: 'send', do: 'explode' }]));
  const said = await sundial(folder, ['practice', '--faults', 'faults.json', '--json']);
  expect(said.code).toBe(1);
  expect(said.rows).toMatchObject([{ error: { message: containing('explode') } }]);
});

test('npm run journey plays the whole journey by itself, says what comes next, and leaves nothing behind', async () => {
  const journeys = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('sundial-journey-'));
  const before = journeys();
  const { io, said } = testIo({ cwd: temporaryFolder() });
  const { code, out, error } = said(await playJourney({ io, clock: openSystemClock(), readingMs: 0 }));
  expect(error).not.toContain('fault');
  expect(code).toBe(0);
  expect(out).toContain('This plays one whole journey here in the terminal');
  expect(out).toMatch(/Fresh bread is finished/);
  expect(out).toMatch(/\d+ +accepted by Meta/);
  expect(out).toContain('This person does not get the message.');
  expect(journeys()).toEqual(before);
});
