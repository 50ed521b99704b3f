import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openScreens, type Screens } from './support/open-screens.ts';

/** People with names to find, each once; the rest of a list. */
const KNOWN = ['Anna Rossi', 'Änne Müller', 'Bianca Anders', 'Zoë Wu'];
const LONG = 'Maximiliane-Wilhelmine Freifrau von Hohenstein';
const ZONES = ['Europe/Rome', 'Asia/Tokyo', 'Asia/Calcutta', 'W. Europe Standard Time', 'UTC', 'Home/Sofa', ''];

/** A list as another tool would write it. */
function listOf(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const name = KNOWN[index] ?? (index === KNOWN.length ? LONG : `Person ${String(index).padStart(4, '0')}`);
    const topic = index % 3 === 0 ? 'Weekly offers' : 'Events at the café';
    const created = Date.UTC(2026, 0, 1) + index * 60_000;
    return `61773416${String(index).padStart(8, '0')},72${String(index).padStart(10, '0')},${name},${topic},${ZONES[index % ZONES.length] ?? ''},${created}`;
  });
  return ['token,recipient,name,topic,zone,created_at', ...lines].join('\n');
}

function openPeople(count: number, options: Parameters<typeof openScreens>[0] = {}): Promise<Screens> {
  return openScreens({
    ...options,
    prepare: async (sundial, folder) => {
      await sundial('account', 'add', '--practice');
      const file = join(folder, 'people.csv');
      writeFileSync(file, listOf(count));
      await sundial('tokens', 'import', file);
    },
  });
}

const rowsOf = (page: Page): Locator => page.getByRole('row').filter({ has: page.getByRole('cell') });
/** The name in the first row that can be seen. */
const topName = (region: Locator): Promise<string | null | undefined> =>
  region.evaluate((element) => {
    const top = element.getBoundingClientRect().top;
    const seen = [...element.querySelectorAll('a')].filter((link) => link.getBoundingClientRect().top >= top);
    return seen[0]?.textContent;
  });
/** Keeps a page from asking anything; returns how to let it. */
async function holdQuestions(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(() => {
    const { prototype } = window.WebSocket;
    const send = Object.getOwnPropertyDescriptor(prototype, 'send') ?? {};
    const waiting: [WebSocket, Parameters<WebSocket['send']>][] = [];
    Object.defineProperty(prototype, 'send', {
      configurable: true,
      value(this: WebSocket, ...data: Parameters<WebSocket['send']>): void {
        waiting.push([this, data]);
      },
    });
    return () => {
      Object.defineProperty(prototype, 'send', send);
      for (const [socket, data] of waiting) socket.send(...data);
    };
  });
  return () => held.evaluate((release) => release());
}

const rowOf = (page: Page, name: string): Locator => rowsOf(page).filter({ hasText: name });

describe('People', () => {
  test('finds, filters, sorts and saves a filter, and says so where nobody fits', async () => {
    await using screens = await openPeople(1_000);
    const { page } = screens;
    await screens.go('/people');
    await page.getByText('1,000 permissions').waitFor();
    await rowOf(page, 'Anna Rossi').waitFor();
    await screens.look('people-many');

    await page.getByLabel('Search', { exact: true }).fill('ann');
    await page.getByText('2 found').waitFor();
    await expect.poll(() => rowsOf(page).locator('a').allTextContents()).toEqual(['Anna Rossi', 'Änne Müller']);
    await page.getByLabel('Search', { exact: true }).fill('and bia');
    await page.getByText('1 found').waitFor();
    await rowOf(page, 'Bianca Anders').waitFor();

    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save this filter' }).click();
    await page.getByLabel('Name of the filter').fill('Bianca');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('1,000 permissions').waitFor();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Bianca' }).click();
    await page.getByText('1 found').waitFor();

    await page.getByLabel('Search', { exact: true }).fill('nobody at all');
    await page.getByText('Nobody fits').waitFor();
    await screens.look('people-nobody-fits');
    await page.getByRole('button', { name: 'Clear filters' }).last().click();

    await page.getByRole('button', { name: 'Name' }).click();
    await rowOf(page, 'Zoë Wu').waitFor();
    await expect.poll(() => rowsOf(page).first().locator('a').textContent()).toBe('Zoë Wu');
  });

  test('scrolls through a thousand rows and jumps to a name, with the rows in order and none twice', async () => {
    await using screens = await openPeople(1_000);
    const { page } = screens;
    await screens.go('/people');
    await rowOf(page, 'Anna Rossi').waitFor();
    const region = page.getByRole('rowgroup').last();
    const names = await region.evaluate(async (element) => {
      const found = new Set<string>();
      while (!found.has('Zoë Wu')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const seen = element.getBoundingClientRect();
        const end = element.firstElementChild?.getBoundingClientRect().bottom ?? 0;
        const rows = [...element.querySelectorAll('[role="row"]')].map((row) => row.getBoundingClientRect());
        // On a slow computer rows are drawn some frames after the scroll; nobody goes on before they see them.
        const isDrawn =
          rows.some(({ top }) => top <= seen.top + 1) &&
          rows.some(({ bottom }) => bottom >= Math.min(seen.bottom, end) - 1);
        if (!isDrawn) continue;
        for (const link of element.querySelectorAll('a')) found.add(link.textContent ?? '');
        element.scrollTop += 300;
      }
      return [...found];
    });
    const seen = new Set(names);
    expect(seen.size).toBe(1_000);
    expect([...seen]).toEqual([...seen].toSorted((a, b) => a.localeCompare(b, 'en')));

    await page.getByLabel('Go to', { exact: true }).fill('person 05');
    await page.getByLabel('Go to', { exact: true }).press('Enter');
    await expect.poll(() => topName(region)).toBe('Person 0500');
    // Rows in front are loaded, and what is looked at stays where it is; until they are there nothing can be scrolled to.
    await expect.poll(() => region.evaluate((element) => element.scrollTop)).toBeGreaterThan(56);
    await region.evaluate((element) => {
      element.scrollTop -= 56;
    });
    await expect.poll(() => topName(region)).toBe('Person 0499');
    await page.getByRole('button', { name: 'Go to the end' }).click();
    await rowOf(page, 'Zoë Wu').waitFor();
  });

  test('never messages everybody who fits again, not those of the filter before, and takes that back', async () => {
    await using screens = await openPeople(300);
    const { page } = screens;
    await screens.go('/people');
    await rowOf(page, 'Anna Rossi').waitFor();
    await page.getByRole('combobox', { name: 'Topic' }).click();
    const ask = await holdQuestions(page);
    await page.getByRole('option', { name: 'Weekly offers' }).click();
    // Until the rows of this filter have come, those of the one before are shown; nobody can be chosen by them.
    await page.locator('[role="rowgroup"][aria-busy="true"]').waitFor();
    const all = page.getByLabel('Select all that are loaded');
    expect([await all.isDisabled(), await page.getByLabel('Select Anna Rossi').isDisabled()]).toEqual([true, true]);
    await ask();
    await page.getByText('100 found').waitFor();
    await all.check();
    await page.getByText('100 selected').waitFor();
    await screens.look('people-selected');
    await page.getByRole('button', { name: 'Never message again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Never message again' }).click();
    await page.getByText('100 people are never messaged again.').waitFor();
    await rowsOf(page).first().getByText('Never message', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back for 100 people.').waitFor();
    await rowsOf(page).first().getByText('Active').waitFor();
  });

  test('saves people as a file that a spreadsheet opens safely', async () => {
    await using screens = await openPeople(12);
    const { page } = screens;
    await screens.go('/people');
    await page.getByLabel('Select Anna Rossi').check();
    await page.getByLabel('Select Zoë Wu').check();
    // A row's checkbox is made of plain elements, since it is drawn so often; it looks like the one in the head.
    const look = (box: Locator): Promise<string> =>
      box.evaluate((element) => {
        const { width, height, backgroundColor, borderColor, borderRadius } = getComputedStyle(element);
        return [width, height, backgroundColor, borderColor, borderRadius].join();
      });
    const [inRow, inHead] = [page.getByLabel('Select Zoë Wu'), page.getByLabel('Select all that are loaded')];
    await expect.poll(async () => (await look(inRow)) === (await look(inHead))).toBe(true);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('people.csv');
    const text = readFileSync(await file.path(), 'utf8');
    const lines = text.replace('\uFEFF', '').trim().split('\r\n');
    expect(lines[0]).toContain('name,recipient,topic,zone,status,can_get');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['Anna Rossi', 'Zoë Wu']);
    expect(text).not.toContain('61773416');
    await page.getByText('2 rows saved.').waitFor();
  });
});

describe('a person', () => {
  test('is found and understood by keyboard alone, focus comes back where it was, and all that without the net', async () => {
    await using screens = await openPeople(50);
    const { page } = screens;
    await screens.go('/people');
    await rowOf(page, 'Anna Rossi').waitFor();
    await page.getByLabel('Search', { exact: true }).focus();
    await page.keyboard.type('anna');
    await page.getByText('1 found').waitFor();
    const link = page.getByRole('link', { name: 'Anna Rossi' });
    for (let step = 0; step < 40; step++) {
      if (await link.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Anna Rossi: can get a message now.').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    // What a browser says when the net goes. Sundial is on this computer, so it goes on answering.
    await page.evaluate(() => window.dispatchEvent(new Event('offline')));
    await page.getByLabel('Search', { exact: true }).fill('zoë');
    await page.getByRole('link', { name: 'Zoë Wu' }).click();
    await drawer.getByText('Zoë Wu: can get a message now.').waitFor();
  });

  test('shows permission, consent and why not in both themes; is never messaged, allowed again, and erased', async () => {
    await using screens = await openPeople(20);
    const { page } = screens;
    await screens.go('/people?q=anna');
    await page.getByRole('link', { name: 'Anna Rossi' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: /Weekly offers/ }).click();
    await drawer.getByText('Status at Meta').waitFor();
    await screens.look('people-drawer');
    await screens.setTheme('dark');
    await screens.look('people-drawer');
    await drawer.getByRole('button', { name: 'Never message again' }).click();
    await drawer.getByText(/You chose never to message this person again/).waitFor();
    await drawer.getByRole('button', { name: 'Allow messages again' }).click();
    await drawer.getByText('Anna Rossi: can get a message now.').waitFor();
    await drawer.getByRole('button', { name: 'Erase' }).click();
    await page.getByLabel('Type “Anna Rossi” to go on').fill('Anna Rossi');
    await page
      .getByRole('dialog', { name: 'Erase this person for good?' })
      .getByRole('button', { name: 'Erase' })
      .click();
    await page.getByText(/Erased\. Receipt/).waitFor();
    await page.getByText('Nobody fits').waitFor();
  });
});

describe('time zones to fix', () => {
  test('are listed with their people, mended with one click, and put back', async () => {
    await using screens = await openPeople(70);
    const { page } = screens;
    await screens.go('/people/zones');
    const old = page.getByRole('listitem').filter({ hasText: 'Asia/Calcutta' });
    await old.getByText('Show 10 permissions').waitFor();
    await screens.look('people-zones');
    await screens.setTheme('dark');
    await screens.look('people-zones');
    await old.getByRole('button', { name: 'Use Asia/Kolkata' }).click();
    await old.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await old.waitFor();
    const unknown = page.getByRole('listitem').filter({ hasText: 'Home/Sofa' });
    await unknown.getByRole('button', { name: 'Choose a time zone' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Rome');
    await page.getByRole('option', { name: 'Europe/Rome' }).click();
    await dialog.getByRole('button', { name: 'Set time zone' }).click();
    await unknown.waitFor({ state: 'detached' });
  });
});

describe('People without people', () => {
  test('shows the way to a list', async () => {
    await using screens = await openScreens();
    await screens.go('/people');
    await screens.page.getByText('Nobody is here yet').waitFor();
    await screens.look('people-empty');
    await screens.setTheme('dark');
    await screens.look('people-empty');
  });
});

describe('People in other languages and windows', () => {
  test.each(['de', 'ja'] as const)('keeps its shape in %s, narrow and in the dark', async (language) => {
    await using screens = await openPeople(40, { language, theme: 'dark', viewport: { width: 900, height: 640 } });
    await screens.go('/people');
    await rowOf(screens.page, 'Anna Rossi').waitFor();
    await screens.look('people-narrow');
    const overflow = await screens.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
