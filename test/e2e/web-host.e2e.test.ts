import { expect, test } from 'vitest';
import { openBrowserForTests } from '#test/support/browser.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openScreens } from './support/open-screens.ts';
import { serveWorkspace } from './support/served.ts';

test('the screens open in a browser, ask the engine over their line, and find it again after a crash', async () => {
  await using screens = await openScreens();
  await screens.go('/settings');
  await screens.page.waitForLoadState('networkidle');
  const about = await screens.engine.about.read({});
  expect(about.dataFolder).toBe(screens.folder);
  await screens.killEngine();
  await screens.restartEngine();
  expect((await screens.engine.about.read({})).dataFolder).toBe(screens.folder);
});

test('the one-time address opens the screens once; the second time the page says how to get a new one', async () => {
  const served = await serveWorkspace(temporaryFolder());
  const browser = await openBrowserForTests();
  try {
    const first = await (await browser.newContext()).newPage();
    await first.goto(served.address);
    await first.getByRole('navigation').waitFor();
    expect(new URL(first.url()).pathname).toBe('/');
    const second = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await second.goto(served.address);
    await second.getByRole('heading', { name: 'Diese Adresse öffnet Sundial nicht' }).waitFor();
    expect(second.url()).not.toContain('#');
  } finally {
    await browser.close();
    expect(await served.stop()).toBe(0);
  }
});
