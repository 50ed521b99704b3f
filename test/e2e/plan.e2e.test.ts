import { expect, test } from 'vitest';
import { isInSight } from './support/in-sight.ts';
import { openScreens } from './support/open-screens.ts';
import { practiceWithDraft } from './support/sending-campaigns.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

test('a plan shows who gets it when and where, and who does not with the reason', async () => {
  await using screens = await openScreens({
    recipients: 200,
    prepare: practiceWithDraft('Weekend', { schedule: { date: TOMORROW, time: '10:00' } }),
  });
  const { page, go, look } = screens;
  await go('/messages/c1/plan');
  await page.getByRole('heading', { level: 1, name: 'Plan of “Weekend”' }).waitFor();
  await page.getByRole('heading', { name: 'When and where' }).waitFor();
  await expect.poll(() => page.getByRole('rowheader').count()).toBeGreaterThan(3);
  await look('plan');
  await page.getByRole('button', { name: /^Show people: gets it/ }).click();
  await page.getByRole('heading', { name: 'People: gets it' }).waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('link', { name: /\S/ }).nth(60).waitFor();
  await look('plan-people');
  await screens.setTheme('dark');
  await look('plan');
});

test('a review launches once, however many windows and clicks there are', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practiceWithDraft('Weekend') });
  const { page, go, look, openTab, url } = screens;
  await go('/messages/c1/review');
  const launch = page.getByRole('button', { name: /^Launch for \d+ people$/ });
  await launch.waitFor();
  expect(await isInSight(launch)).toBe(true);
  await look('review');
  await screens.setTheme('dark');
  await look('review');
  const stale = await openTab();
  await stale.goto(`${url}/#/messages/c1/review`);
  const launchThere = stale.getByRole('button', { name: /^Launch for/ });
  await launchThere.waitFor();
  await launch.dblclick();
  await page.getByText('Finished', { exact: true }).first().waitFor();
  await launchThere.click();
  await stale.getByRole('heading', { level: 1, name: 'Weekend', exact: true }).waitFor();
  const { counts } = await screens.engine.progress.read({ campaign: 'c1' });
  expect(counts.pending + counts.uncertain).toBe(0);
  expect(counts.sent).toBeGreaterThan(20);
});

test('a message that was changed since the review is shown again before it is launched', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practiceWithDraft('Weekend') });
  const { page, go, look, engine } = screens;
  await go('/messages/c1/review');
  await page.getByRole('button', { name: /^Launch for/ }).waitFor();
  const draft = await engine.messages.read({ campaign: 'c1' });
  const content = { ...draft.content, messageJson: JSON.stringify({ text: 'Friday: three for one' }) };
  const saved = await engine.messages.save({ campaign: 'c1', version: draft.version, content });
  expect(saved.kind).toBe('saved');
  await page.getByRole('button', { name: /^Launch for/ }).click();
  await page.getByText('Please look again').waitFor();
  await look('review-changed');
  await page.getByRole('button', { name: 'Show how it stands now' }).click();
  await page.getByRole('button', { name: /^Launch for/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Weekend', exact: true }).waitFor();
  expect((await engine.progress.read({ campaign: 'c1' })).counts.planned).toBeGreaterThan(20);
});

test('a test message reaches one person and leaves their day free', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practiceWithDraft('Weekend') });
  const { page, go, look, engine } = screens;
  await go('/messages/c1/review');
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByLabel('Person').first().click();
  await page.getByRole('option').first().click();
  await look('test-message');
  await page.getByRole('button', { name: 'Send the test now' }).click();
  await page.getByText('Accepted by Meta').waitFor();
  await page.getByText('Meta gave their day back').waitFor();
  await look('test-message-accepted');
  expect((await engine.progress.read({ campaign: 'c1' })).counts.planned).toBe(0);
});

test('long words in a small window push nothing out of it', async () => {
  await using screens = await openScreens({
    recipients: 60,
    language: 'de',
    viewport: { width: 900, height: 640 },
    prepare: practiceWithDraft('Donaudampfschifffahrtsgesellschaftsfest', {
      schedule: { date: TOMORROW, time: '10:00' },
    }),
  });
  const { page, go, look } = screens;
  for (const place of ['plan', 'review', 'progress', 'rehearse'] as const) {
    await go(`/messages/c1/${place}`);
    const content = {
      plan: page.getByRole('heading', { name: 'Wann und wo' }),
      review: page.getByRole('heading', { name: 'Wann', exact: true }),
      progress: page.getByRole('link', { name: 'Prüfen und starten' }),
      rehearse: page.getByRole('button', { name: 'Durchspielen' }),
    };
    await content[place].waitFor();
    await look(`small-${place}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect({ place, overflow: Math.max(0, overflow) }).toEqual({ place, overflow: 0 });
    if (place !== 'review') continue;
    expect(await isInSight(page.getByRole('button', { name: /Personen starten$/ }))).toBe(true);
    await screens.setTheme('dark');
    await look('small-review');
    await screens.setTheme('light');
  }
});
