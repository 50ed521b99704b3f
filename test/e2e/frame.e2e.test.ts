import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUILT_SCREENS } from '#host/screen-files.ts';
import { openScreens } from '#test/e2e/support/open-screens.ts';

const withPeople = async (sundial: (...words: string[]) => Promise<unknown>): Promise<void> => {
  await sundial('account', 'add', '--practice');
  await sundial('tokens', 'sync');
};

test('the palette, the shortcuts and the sheet lead everywhere, and rest while somebody types', async () => {
  await using screens = await openScreens({ prepare: withPeople, recipients: 40 });
  const { page } = screens;
  await screens.go('/today');
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  expect(await page.title()).toBe('Today · Sundial');

  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
  await page.locator('h1:focus').waitFor();
  expect(await page.title()).toBe('Calendar · Sundial');

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Go to Today').waitFor();
  await screens.look('shortcuts');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a name or a place').fill('Activ');
  await page.getByRole('button', { name: 'Activity' }).waitFor();
  await screens.look('palette');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();

  await page.getByLabel('Search by name or word').fill('g t');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Activity');
});

test('without an account the first screen is Welcome, with one it is Today', async () => {
  await using screens = await openScreens();
  await screens.go('/');
  await screens.page.waitForURL(/#\/welcome$/);
  await screens.engine.imports.addPractice({});
  await screens.go('/today');
  await screens.go('/');
  await screens.page.waitForURL(/#\/today$/);
  expect((await screens.engine.accounts.list({})).accounts).toHaveLength(1);
});

test('an engine that is gone, was started again, or is newer than the page is spoken of, and nothing typed is lost', async () => {
  await using screens = await openScreens({ prepare: withPeople, recipients: 20 });
  const { page } = screens;
  const typed = page.getByLabel('Search by name or word');
  await screens.go('/activity');
  await typed.fill('practice');
  await screens.killEngine();
  await page.getByText('Sundial’s engine is being restarted').waitFor();
  await screens.look('engine-away');

  await screens.startAgain();
  await page.getByText('Sundial was started again').waitFor();
  await page.getByText(/^This page was opened before that\. Open the newest address in this browser/).waitFor();
  await screens.look('session-ended');

  // As after an update: the page that is served begins with another script.
  const served = await readFile(join(BUILT_SCREENS, 'index.html'), 'utf8');
  const newer = served.replace(/(<script\b[^>]*\bsrc="\.\/assets\/)/, '$1newer-');
  await page.route(`${screens.url}/`, (route) => route.fulfill({ contentType: 'text/html', body: newer }));
  await screens.openNewAddress();
  await page.getByText('Sundial is newer than this page').waitFor();
  await page.getByText('Added a practice account').or(page.getByText('Added an account')).first().waitFor();
  await expect.poll(() => typed.inputValue()).toBe('practice');
  await screens.setTheme('dark');
  await screens.look('page-outdated');

  await page.unroute(`${screens.url}/`);
  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByText('Sundial is newer than this page').waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
});
