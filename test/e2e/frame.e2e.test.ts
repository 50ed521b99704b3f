import { expect, test } from 'vitest';
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

test('an engine that is gone is spoken of, and nothing typed is lost until it is back', async () => {
  await using screens = await openScreens({ prepare: withPeople, recipients: 20 });
  const { page } = screens;
  await screens.go('/activity');
  await page.getByLabel('Search by name or word').fill('practice');
  await screens.killEngine();
  await page.getByText('Sundial’s engine is being restarted').waitFor();
  await screens.look('engine-away');
  await screens.restartEngine();
  await page.getByText('Sundial’s engine is being restarted').waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByLabel('Search by name or word').inputValue()).toBe('practice');
  await page.getByText('Added a practice account').or(page.getByText('Added an account')).first().waitFor();
});
