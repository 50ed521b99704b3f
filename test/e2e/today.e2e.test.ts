import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { WritableDb } from '#engine/store/database.ts';
import { openScreens } from '#test/e2e/support/open-screens.ts';
import { insertUndecidedCard } from '#test/support/undecided-rows.ts';

/** A campaign for everybody at a local time of their own zones, or at one instant. */
function campaignFile(folder: string, name: string, schedule: Readonly<Record<string, unknown>>): string {
  const path = join(folder, `${name}.json`);
  const message = { text: 'Fresh bread from seven.' };
  writeFileSync(path, JSON.stringify({ name, account: 'a1', audience: { topics: [] }, message, schedule }));
  return path;
}

/** A card to the first person whose answer was lost, and which nothing but a word can settle. */
function loseAnswer(folder: string): void {
  const db = new Database(join(folder, 'sundial.db'));
  insertUndecidedCard(
    db as unknown as WritableDb,
    { account: 1, recipient: 1 },
    'Fresh bread every Friday',
    Date.now(),
  ); // nobody else has it open
  db.close();
}

test('Today shows one next step while something is missing', async () => {
  await using screens = await openScreens({
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice');
    },
  });
  await screens.go('/today');
  await screens.page.getByText('Nobody here yet').waitFor();
  await screens.look('today-empty');
  await screens.setTheme('dark');
  await screens.look('today-empty');
});

test('what falls due, the calendar with messages that meet, and the log stand after two launches', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const soon = new Date(Date.now() + 14 * 3_600_000).toISOString();
  await using screens = await openScreens({
    recipients: 300,
    prepare: async (sundial, folder) => {
      await sundial('account', 'add', '--practice');
      await sundial('tokens', 'sync');
      await sundial('campaign', 'add', campaignFile(folder, 'Autumn menu', { date: tomorrow, time: '10:00' }));
      await sundial('campaign', 'add', campaignFile(folder, 'Late night chocolate', { at: soon, window: null }));
      await sundial('campaign', 'launch', 'c1', '--yes');
      await sundial('campaign', 'launch', 'c2', '--yes');
      loseAnswer(folder);
    },
  });
  const { page } = screens;
  await screens.go('/today');
  await page.getByRole('heading', { name: 'The next 24 hours' }).waitFor();
  await page.getByText('Practice Café: for 1 card or follow-up we can’t tell whether it arrived').waitFor();
  await screens.look('today');
  await screens.setTheme('dark');
  await screens.look('today');

  // The card that waits for a word is decided where the link leads, and is gone from Today.
  await page.getByRole('link', { name: 'Look' }).click();
  await page.getByRole('heading', { name: '1 to decide' }).waitFor();
  await screens.look('ask-sent-undecided');
  await page.getByRole('button', { name: /^It arrived: to/ }).click();
  await page.getByRole('heading', { name: '1 to decide' }).waitFor({ state: 'detached' });
  await screens.go('/today');
  await page.getByRole('heading', { name: 'The next 24 hours' }).waitFor();
  await page.getByText(/card or follow-up/).waitFor({ state: 'detached' });

  await screens.go('/calendar');
  await page
    .getByRole('link', { name: /Autumn menu/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Count the people' }).click();
  await page
    .getByText(/left out|later/)
    .last()
    .waitFor();
  await screens.look('calendar');
  await screens.setTheme('light');
  await screens.look('calendar');
  await page.getByText('Week', { exact: true }).click();
  await page.waitForURL(/view=week/);
  await screens.look('calendar-week');

  await screens.go('/activity');
  await page.getByText('Launched a message').first().waitFor();
  await screens.look('activity');
  await page.getByRole('tab', { name: 'Every try to send' }).click();
  await page.getByRole('table').getByRole('row').nth(1).waitFor();
  await screens.look('activity-tries');
  expect(page.url()).toContain('log=tries');
});
