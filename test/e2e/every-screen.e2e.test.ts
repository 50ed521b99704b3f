import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';
import { practiceWithDraft } from './support/sending-campaigns.ts';

/** Every address of the router, with a campaign where one is meant. */
const PLACES = [
  '/welcome',
  '/today',
  '/people',
  '/people/zones',
  '/import',
  '/messages',
  '/messages/c1',
  '/messages/c1/plan',
  '/messages/c1/review',
  '/messages/c1/progress',
  '/messages/c1/rehearse',
  '/calendar',
  '/activity',
  '/ask',
  '/settings',
  '/settings/connect',
  '/nowhere',
] as const;

/** Widths from the smallest window to a large one. */
const WIDTHS = [900, 1_280, 1_920] as const;

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** What is said of a place by its heading, its title and its width. */
async function lookOver(
  page: Page,
): Promise<{ readonly headings: number; readonly title: boolean; readonly tooWide: readonly number[] }> {
  const tooWide: number[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (overflow > 0) tooWide.push(width);
  }
  const heading = (await page.locator('h1').first().textContent()) ?? '';
  return {
    headings: await page.locator('h1').count(),
    title: heading !== '' && (await page.title()) === `${heading} · Sundial`,
    tooWide,
  };
}

/** Whether Tab alone comes to something inside the place that can be used. */
async function tabsInto(page: Page): Promise<boolean> {
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  );
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(
      () => document.activeElement !== document.body && document.activeElement?.closest('main') !== null,
    );
    if (isInside) return true;
  }
  return false;
}

test('every screen has one heading, its title, no axe finding in light and dark, fits every width and is reached by keys', async () => {
  await using screens = await openScreens({
    recipients: 40,
    prepare: practiceWithDraft('Weekend', { schedule: { date: TOMORROW, time: '10:00' } }),
  });
  const { page } = screens;
  const wrong: unknown[] = [];
  for (const place of PLACES) {
    await page.setViewportSize({ width: 1_280, height: 800 });
    await screens.go(place);
    for (const theme of ['light', 'dark'] as const) {
      await screens.setTheme(theme);
      await screens.look(`every${place.replaceAll('/', '-')}`).catch((error: unknown) => wrong.push(String(error)));
    }
    const { headings, title, tooWide } = await lookOver(page);
    const byKeys = await tabsInto(page);
    if (headings !== 1 || !title || tooWide.length > 0 || !byKeys) {
      wrong.push({ place, headings, title: await page.title(), hasTitle: title, tooWide, byKeys });
    }
  }
  expect(wrong).toEqual([]);
}, 360_000);
