import { expect, test } from 'vitest';
import { openScreens } from '#test/e2e/support/open-screens.ts';

test('places nobody has opened yet open while whoever serves the screens is away', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/settings');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.waitForLoadState('networkidle');
  let asked = 0;
  await page.route(/\/assets\/.*\.(js|css)$/, (route) => {
    asked += 1;
    return route.abort();
  });
  for (const [path, title] of [
    ['people', 'People'],
    ['calendar', 'Calendar'],
    ['activity', 'Activity'],
    ['import', 'Import'],
  ] as const) {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, `/${path}`);
    await page.getByRole('heading', { level: 1, name: title }).first().waitFor();
  }
  expect(asked).toBe(0);
});

test('a place that cannot be fetched says so, and opens when it is tried again', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  screens.allowComplaint(/ERR_FAILED|could not be loaded|dynamically imported/);
  await page.route('**/assets/calendar-screen*', (route) => route.abort());
  await screens.go('/settings');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => {
    window.location.hash = '/calendar';
  });
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await screens.look('place-not-fetched');
  await page.unroute('**/assets/calendar-screen*');
  await again.click();
  await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
});

test('a file that is dropped anywhere in the window goes to Import', async () => {
  await using screens = await openScreens({
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice');
    },
  });
  const { page } = screens;
  await screens.go('/calendar');
  await page.getByRole('heading', { level: 1, name: 'Calendar' }).waitFor();
  const list = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['token,recipient\n1,11\n'], 'guests.csv', { type: 'text/csv' }));
    return transfer;
  });
  await page.dispatchEvent('main', 'drop', { dataTransfer: list });
  await page.waitForURL(/#\/import\?/);
  await page.getByText('guests.csv').first().waitFor();
});
