import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';
import { practiceWithDraft } from './support/sending-campaigns.ts';

/** Wider than its window: what would have to be scrolled sideways. */
const tooWide = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth;

test('a German editor with a long name fits a small window and a large one', async () => {
  const name = 'Donaudampfschifffahrtsgesellschaftsfrühstück';
  await using screens = await openScreens({
    recipients: 60,
    language: 'de',
    prepare: practiceWithDraft(name, { schedule: { date: '2035-06-01', time: '10:00' } }),
  });
  const { page, go, look } = screens;
  await go('/messages/c1');
  await page.getByText(/Personen bekommen$/).waitFor();
  for (const [width, height] of [
    [900, 640],
    [1_920, 1_080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await look(`editor-${width}`);
    expect(await page.evaluate(tooWide)).toBe(0);
    await page.getByRole('heading', { name: 'Wann sie hinausgeht' }).scrollIntoViewIfNeeded();
    await look(`editor-when-${width}`);
  }
  await page.setViewportSize({ width: 900, height: 640 });
  await go('/messages');
  await page.getByRole('link', { name }).waitFor();
  await look('messages-900');
  expect(await page.evaluate(tooWide)).toBe(0);
});

test('a message is begun, written and brought to its plan with the keyboard alone', async () => {
  await using screens = await openScreens({
    recipients: 40,
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice');
      await sundial('tokens', 'sync');
    },
  });
  const { page, go } = screens;
  await go('/messages');
  await page.getByRole('button', { name: 'New message' }).waitFor();
  const tabTo = async (name: string | RegExp, role: 'button' | 'textbox' | 'radio'): Promise<void> => {
    const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).and(page.locator(':focus'));
    for (let step = 0; step < 80 && (await wanted.count()) === 0; step += 1) await page.keyboard.press('Tab');
    expect(await wanted.count()).toBe(1);
  };
  await tabTo('New message', 'button');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Message of / }).waitFor();
  await tabTo(/^Text /, 'radio');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Card 1' }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await tabTo('Text', 'textbox');
  await page.keyboard.type('Only keys');
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
  await tabTo('See the plan', 'button');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Plan of/ }).waitFor();
});
