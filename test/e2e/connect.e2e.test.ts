import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PracticeServer, startPracticeServer } from '#host/start-practice-server.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openScreens } from './support/open-screens.ts';

/** The practice platform as a real one: reached by its address, with a key somebody has to type. */
let platform: PracticeServer;

beforeAll(async () => {
  platform = await startPracticeServer({ folder: temporaryFolder(), arguments: ['--recipients', '5'] });
});

afterAll(async () => {
  await platform.stop();
});

/** Puts the Page at the platform into a condition. */
async function put(condition: string): Promise<void> {
  const http = openUndiciHttpPort();
  const answer = await http.request({
    method: 'POST',
    origin: platform.url,
    path: '/practice/account',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ condition }),
    connectTimeoutMs: 10_000,
    timeoutMs: 10_000,
  });
  await http.close();
  expect(answer).toMatchObject({ kind: 'answer', status: 200 });
}

async function typeKey(page: Page, key: string, address: string): Promise<void> {
  await page.getByLabel('Page key', { exact: true }).fill(key);
  const more = page.getByRole('button', { name: 'For testers and developers' });
  if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
  await page.getByRole('textbox', { name: 'Other address' }).fill(address);
  await page.getByRole('button', { name: 'Test and connect' }).click();
}

test('a Page is connected by its key alone, which is tried first and never kept without a word', async () => {
  await using screens = await openScreens();
  const { page, engine } = screens;
  await screens.go('/settings');
  await page.getByRole('link', { name: 'Connect a Page' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Connect a Page' }).waitFor();
  await page.getByRole('button', { name: 'Test and connect' }).click();
  await page.getByText('Paste the Page key here.').waitFor();
  await screens.look('connect');
  await screens.setTheme('dark');
  await screens.look('connect');
  await screens.setTheme('light');
  await typeKey(page, platform.accessToken, 'http://192.0.2.7:80');
  await page.getByText('Something here is not filled in right').waitFor();
  await typeKey(page, 'EAAwrongKeyThatMetaNeverMade123', platform.url);
  await page.getByText('Meta does not take this Page key').waitFor();
  await screens.look('connect-wrong-key');
  expect((await engine.accounts.list({})).accounts).toEqual([]);
  await typeKey(page, platform.accessToken, platform.url);
  await page.getByText(/is connected$/).waitFor();
  await screens.look('connect-done');
  const { accounts } = await engine.accounts.list({});
  expect(accounts).toMatchObject([{ pageId: platform.pageId, isPractice: false, key: 'held', keyPlace: 'memory' }]);
});

test('what keeps a key from sending is said with the next step, and can be taken on knowingly', async () => {
  await using screens = await openScreens();
  const { page, engine } = screens;
  await screens.go('/settings/connect');
  await typeKey(page, platform.accessToken, 'http://127.0.0.1:9');
  await page.getByText('Meta gave no answer').waitFor();
  await put('permissionMissing');
  await typeKey(page, platform.accessToken, platform.url);
  await page.getByText('The key may not send yet').waitFor();
  await page.getByRole('row', { name: /pages_messaging/ }).waitFor();
  await screens.look('connect-no-permission');
  await put('notEligible');
  await typeKey(page, platform.accessToken, platform.url);
  await page.getByText(/\(36103\)$/).waitFor();
  await screens.look('connect-not-eligible');
  expect((await engine.accounts.list({})).accounts).toEqual([]);
  await page.getByRole('checkbox', { name: /Keep the key in a file/ }).check();
  await page.getByRole('button', { name: 'Connect all the same' }).click();
  await page.getByText(/is connected$/).waitFor();
  await put('ok');
  expect((await engine.accounts.list({})).accounts).toMatchObject([{ key: 'held', keyPlace: 'file' }]);
});

test('an account that waits for its Page gets it with its key, and keeps its people', async () => {
  await using screens = await openScreens();
  const { page, engine } = screens;
  const { id } = await engine.imports.addUnconnected({ platform: 'messenger', name: 'Bar Sport', zone: 'Europe/Rome' });
  await screens.go('/settings');
  await page.getByText('No Page key on this computer').waitFor();
  await screens.look('settings-account-unconnected');
  await page.getByRole('link', { name: 'Give it its Page key' }).click();
  await page.getByRole('heading', { level: 1, name: 'Connect Bar Sport' }).waitFor();
  await typeKey(page, platform.accessToken, platform.url);
  await page.getByText('Bar Sport is connected').waitFor();
  const { accounts } = await engine.accounts.list({});
  expect(accounts).toMatchObject([{ id, name: 'Bar Sport', pageId: platform.pageId, key: 'held' }]);
});

test('the text to forward can be had in another language than the screen’s', async () => {
  await using screens = await openScreens({ language: 'it' });
  const { page } = screens;
  await screens.go('/settings/connect');
  const text = page.getByRole('textbox', { name: 'La Pagina la gestisce qualcun altro?' });
  await expect.poll(() => text.inputValue()).toContain('Grazie!');
  await page.getByText('JA', { exact: true }).click();
  await expect.poll(() => text.inputValue()).toContain('よろしくお願いいたします');
  await screens.look('connect');
});
