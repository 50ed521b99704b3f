import { input, report } from '#test/bench/child.ts';
import type { Scrolling, ScrollingInput } from '#test/bench/scrolling.ts';
import { openBrowserForTests } from '#test/support/browser.ts';
import { openSession } from './contract-client.ts';
import { serveWorkspace } from './served.ts';

/** Screens scrolled, one for each frame: more than any hand does. */
const FRAMES = 240;

/** Opens People on a data folder in a browser, sorts it and scrolls through it. */
async function scrollPeople({ folder }: ScrollingInput): Promise<Scrolling> {
  const browser = await openBrowserForTests();
  const served = await serveWorkspace(folder);
  const url = `http://127.0.0.1:${served.port}`;
  const cookie = await openSession(served.address);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    await page.goto(`${url}/#/people`);
    await page.getByRole('row').nth(1).waitFor();
    // The list stands once the sort of the engine is shown; until then the screen says that it prepares.
    await page.getByText('Sundial is preparing the list').waitFor({ state: 'detached' });
    const firstRowsMs = await page.evaluate(async () => {
      const startedAt = performance.now();
      location.hash = '#/people?sort=next';
      const isSorted = (): boolean =>
        document.querySelector('[aria-sort="ascending"]')?.textContent?.includes('next') === true;
      const isBusy = (): boolean => document.querySelector('[role="rowgroup"][aria-busy="true"]') !== null;
      do await new Promise((resolve) => requestAnimationFrame(resolve));
      while (!isSorted() || isBusy());
      return performance.now() - startedAt;
    });
    const scrolled = await page.evaluate(async (frames) => {
      let longestTaskMs = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
      });
      observer.observe({ type: 'longtask' });
      const region = [...document.querySelectorAll('[role="rowgroup"]')].at(-1);
      if (region === undefined) throw new Error('There is no table.');
      const seen = new Set<string>();
      const framesMs: number[] = [];
      let shownAt = performance.now();
      for (let frame = 0; frame < frames; frame++) {
        for (const row of region.querySelectorAll('[role="row"]')) seen.add(row.getAttribute('aria-rowindex') ?? '');
        region.scrollTop += 560;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        framesMs.push(performance.now() - shownAt);
        shownAt = performance.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      observer.disconnect();
      const frameMs = framesMs.toSorted((a, b) => a - b)[frames >> 1] ?? 0;
      return { longestTaskMs, frameMs, rows: seen.size };
    }, FRAMES);
    return { firstRowsMs, ...scrolled };
  } finally {
    await browser.close();
    await served.stop();
  }
}

report(await scrollPeople(input() as ScrollingInput)); // given by the case that starts this script
