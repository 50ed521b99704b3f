import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';

test('Settings tell when Meta was asked last and ask again on a press; how often is chosen on the page about relays', async () => {
  await using screens = await openScreens({
    recipients: 30,
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice');
    },
  });
  const { page } = screens;
  await screens.go('/settings');
  await page.getByText('never read').waitFor();
  await page.getByRole('button', { name: 'Read it now' }).click();
  await page
    .getByText(/read .* 30 new/)
    .or(page.getByText(/read .*\d+ new/))
    .waitFor();
  await screens.look('settings-list-read');
  await page.getByRole('link', { name: 'How often' }).click();
  await page.getByRole('heading', { level: 1, name: 'How Sundial hears from Meta' }).waitFor();
  await expect.poll(() => page.getByRole('radio', { name: 'Every hour' }).isChecked()).toBe(true);
  await page.getByRole('radio', { name: 'Once a day' }).click();
  await page.getByText('Sundial asks Meta that often now').waitFor();
  expect((await screens.engine.settings.read({})).settings.polling).toBe('daily');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await screens.engine.settings.read({})).settings.polling).toBe('hourly');
  await page.getByText('not now: Sundial was not started for it').waitFor();
  await screens.look('relay');
  await screens.setTheme('dark');
  await screens.look('relay');
});
