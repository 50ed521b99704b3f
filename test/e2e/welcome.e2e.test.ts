import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';

test('the first start shows three doors, in both themes and in the language that is chosen there', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await page.goto(`${screens.url}/`);
  await page.getByRole('heading', { level: 1, name: 'Welcome to Sundial' }).waitFor();
  await page.getByRole('button', { name: 'Start practising' }).waitFor();
  await screens.look('welcome');
  await screens.setTheme('dark');
  await screens.look('welcome');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { level: 1, name: 'Willkommen bei Sundial' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Willkommen bei Sundial' }).waitFor();
  await page.setViewportSize({ width: 900, height: 640 });
  await screens.look('welcome-german-small');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('one click, or one key, opens the practice shop with its people and goes on to a new message', async () => {
  await using screens = await openScreens({ recipients: 120 });
  const { page } = screens;
  await screens.go('/welcome');
  await page.getByRole('button', { name: 'Start practising' }).press('Enter');
  await page.waitForURL(/#\/messages\/c1/);
  const { accounts } = await screens.engine.accounts.list({});
  expect(accounts.map(({ isPractice }) => isPractice)).toEqual([true]);
  const { past } = await screens.engine.imports.start({});
  expect(past.map(({ source, new: made }) => [source, made > 0])).toEqual([['sync', true]]);
  // Coming back is safe: the shop is there once.
  await screens.go('/welcome');
  await page.getByRole('button', { name: 'Go on practising' }).click();
  await page.waitForURL(/#\/messages$/);
  expect((await screens.engine.accounts.list({})).accounts).toHaveLength(1);
  await page.goto(`${screens.url}/`);
  await page.waitForURL(/#\/today/);
});

test('the second and the third door lead to a list and to a Page', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/welcome');
  await page.getByRole('link', { name: 'Import a list' }).click();
  await page.getByRole('heading', { level: 1, name: 'Import a list' }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Connect a Page' }).click();
  await page.waitForURL(/#\/settings\/connect/);
});
