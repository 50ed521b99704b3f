import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens, type Screens } from './support/open-screens.ts';
import { practiceWithDraft } from './support/sending-campaigns.ts';

/** An address of every route, with a campaign and a card where one is meant. A route that is missing here fails the test. */
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
  '/ask/cards/o1',
  '/ask/who',
  '/ask/sent',
  '/ask/ways',
  '/ask/try',
  '/settings',
  '/settings/connect',
  '/settings/relay',
  '/nowhere',
] as const;

/** The address that shows another place. */
const FIRST = '/';

/** Widths from the smallest window to a large one. */
const WIDTHS = [900, 1_280, 1_920, 2_560] as const;

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** What is said of a place by its heading, its title and its width. */
async function lookOver(
  page: Page,
): Promise<{ readonly headings: number; readonly title: boolean; readonly tooWide: readonly number[] }> {
  const tooWide: number[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    // The frame takes its narrow form a moment after the window did.
    const fits = page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth);
    await fits.catch(() => tooWide.push(width));
  }
  const heading = (await page.locator('h1').first().textContent()) ?? '';
  return {
    headings: await page.locator('h1').count(),
    title: heading !== '' && (await page.title()) === `${heading} · Sundial`,
    tooWide,
  };
}

/** The routes that no place of the list belongs to. */
async function routesLeftOut(page: Page): Promise<readonly string[]> {
  const routes = await page.evaluate(() => {
    // The router of the screens leaves itself there, for tools that look at it.
    const { __TSR_ROUTER__: router } = globalThis as unknown as {
      readonly __TSR_ROUTER__: { readonly routesByPath: Readonly<Record<string, unknown>> };
    };
    return Object.keys(router.routesByPath);
  });
  if (routes.length < 2) throw new Error(`The router knows ${routes.length} routes only.`);
  return routes.filter((route) => {
    const pattern = new RegExp(`^${route.replaceAll(/\$\w+/gu, '[^/]+')}$`, 'u');
    return route !== FIRST && !PLACES.some((place) => pattern.test(place));
  });
}

/** Saves a card; it is `o1`. */
async function addCard({ engine }: Screens): Promise<void> {
  const card = {
    title: 'Fresh bread every Friday',
    imageUrl: 'https://cafe.example/bread.png',
    imageRatio: null,
    callToAction: null,
    zone: null,
    payload: 'ask-1',
    elements: [],
    hasFrequency: false,
  };
  await engine.asks.save({ id: null, account: 'a1', name: 'Bakery', card, followUps: [], version: null });
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
  await addCard(screens);
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
  expect(await routesLeftOut(page)).toEqual([]);
}, 360_000);
