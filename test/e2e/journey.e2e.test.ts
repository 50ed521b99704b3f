import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openScreens, type Screens } from './support/open-screens.ts';
import { patternOf, textOf } from './support/words-of.ts';

const LANGUAGES = ['it', 'de', 'ja', 'id'] as const;

/** Words a person reads, in the language of the test. */
type Said = (key: string) => string;

/** From the first start to a launched message, as somebody does it who has never seen Sundial. */
async function launchFirstMessage(
  { page, go }: Screens,
  language: string,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const said: Said = (key) => textOf(language, key);
  await go('/');
  await page.getByRole('heading', { level: 1, name: said('welcome:title') }).waitFor();
  await look('journey-1-welcome');
  await page.getByRole('button', { name: said('welcome:practice.button') }).click();
  await page.waitForURL(/#\/messages\/c1/);
  await writeMessage(page, said);
  await look('journey-2-message');
  await page.getByRole('button', { name: said('messages:editor.seePlan') }).click();
  await page.getByRole('heading', { level: 2, name: said('plan:groups.get') }).waitFor();
  await look('journey-3-plan');
  await page.getByRole('link', { name: said('plan:toReview') }).click();
  const launch = page.getByRole('button', { name: patternOf(language, 'plan:launch.button') });
  await launch.waitFor();
  await look('journey-4-review');
  await launch.click();
  await page.waitForURL(/#\/messages\/c1\/progress/);
}

async function writeMessage(page: Page, said: Said): Promise<void> {
  await page.getByRole('textbox', { name: said('messages:text.label'), exact: true }).fill('Cornetti 8–10 ☕');
  await page.getByRole('radio', { name: new RegExp(`^${said('messages:when.now')}`, 'u') }).click();
  await page.getByRole('status').getByText(said('common:saved.saved'), { exact: true }).waitFor();
}

/** Somebody the message left out, as a link of the address. */
async function leftOut({ engine }: Screens): Promise<string> {
  const { rows } = await engine.results.people({
    campaign: 'c1',
    outcome: 'skipped',
    reason: null,
    search: '',
    after: null,
    limit: 1,
  });
  const [row] = rows;
  if (row === undefined) throw new Error('Nobody was left out.');
  return row.person;
}

const accepted = async ({ engine }: Screens): Promise<number> =>
  (await engine.progress.read({ campaign: 'c1' })).counts.sent;

describe('the whole journey', () => {
  test.each(['light', 'dark'] as const)(
    'in %s, from Welcome to why one person got nothing',
    async (theme) => {
      await using screens = await openScreens({ recipients: 150, theme });
      const { page, go, look } = screens;
      await launchFirstMessage(screens, 'en', look);
      await expect.poll(() => accepted(screens)).toBeGreaterThan(0);
      await look('journey-5-progress');

      await go(`/people?person=${await leftOut(screens)}`);
      const drawer = page.getByRole('dialog');
      await drawer.getByLabel(textOf('en', 'people:whyNot.choose')).or(drawer.getByRole('combobox')).first().click();
      await page.getByRole('option').first().click();
      await drawer.getByText(textOf('en', 'people:whyNot.wont')).waitFor();
      await look('journey-6-why-not');

      await page.keyboard.press('Escape');
      await go('/today');
      await page.getByRole('heading', { level: 2, name: textOf('en', 'today:recent.title') }).waitFor();
      await look('journey-7-today');
      await go('/activity');
      await page.getByRole('tab', { name: textOf('en', 'activity:log.tries') }).click();
      await page.getByText(textOf('en', 'activity:outcome.accepted')).first().waitFor();
      await look('journey-8-activity');
    },
    180_000,
  );

  test.each(LANGUAGES)(
    'in %s, from Welcome to a launched message',
    async (language) => {
      await using screens = await openScreens({ recipients: 60, language });
      await launchFirstMessage(screens, language, async () => undefined);
      await expect.poll(() => accepted(screens)).toBeGreaterThan(0);
      await screens.look('journey-progress');
    },
    120_000,
  );
});
