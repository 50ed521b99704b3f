import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';
import { practiceWithDraft } from './support/sending-campaigns.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

test('a rehearsal shows what would stand when, and that no rule is broken', async () => {
  await using screens = await openScreens({
    recipients: 60,
    prepare: practiceWithDraft('Weekend', { schedule: { date: TOMORROW, time: '10:00' } }),
  });
  const { page, go, look, engine } = screens;
  await go('/messages/c1/rehearse');
  await page.getByLabel('This computer sleeps at night').check();
  await look('rehearse-form');
  await page.getByRole('button', { name: 'Play it through' }).click();
  await page.getByText('No rule of Meta’s was broken.').waitFor();
  await look('rehearse');
  const slider = page.getByRole('slider', { name: 'Time' });
  await slider.focus();
  await page.keyboard.press('Home');
  await page.getByText('Accepted: 0').waitFor();
  await screens.setTheme('dark');
  await look('rehearse');
  const { counts, state } = await engine.progress.read({ campaign: 'c1' });
  expect({ state, planned: counts.planned }).toEqual({ state: 'draft', planned: 0 });
});
