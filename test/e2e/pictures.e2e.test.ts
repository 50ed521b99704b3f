import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PICTURE_LIMITS } from '#engine/pictures/picture-limits.ts';
import { type Colour, drawPng } from '#test/support/draw-png.ts';
import { openPictureSite, type SiteAnswer, sends, sendsOn } from '#test/support/picture-site.ts';
import { openScreens } from './support/open-screens.ts';
import { campaignFile } from './support/sending-campaigns.ts';
import { serveHere } from './support/serve-here.ts';

/** A cake on a table, framed, so that a crop shows: 600 by 400, which is neither wide nor square. */
const CAKE = drawPng(600, 400, (x, y): Colour => {
  if (x < 20 || y < 20 || x >= 580 || y >= 380) return [180, 60, 40];
  if (Math.hypot(x - 300, y - 190) < 110) return y < 150 ? [255, 240, 225] : [150, 90, 50];
  return y > 290 ? [90, 60, 40] : [230, 200, 150];
});
/** The same as large as a picture may be. */
const LARGE = Buffer.concat([CAKE, Buffer.alloc(PICTURE_LIMITS.bytes - CAKE.length)]);
const CARD = {
  title: 'The new cake every Friday',
  imageUrl: 'https://cafe.example/cake.png',
  imageRatio: null,
  callToAction: null,
  zone: null,
  payload: 'ask-1',
  elements: [] as { title: string; imageUrl: string; payload: string; isReoptin: null }[],
  hasFrequency: false,
};
const element = (number: number, imageUrl: string) => ({
  title: `Kind ${number} of news`,
  imageUrl,
  payload: `ask-1-${number}`,
  isReoptin: null,
});
const generic = (...elements: readonly object[]) => ({
  attachment: { type: 'template', payload: { template_type: 'generic', elements } },
});

const pictureFrom = (page: Page, place: string): Locator => page.getByRole('img', { name: `Picture from ${place}` });
const showFrom = (page: Page, place: string): Locator =>
  page.getByRole('button', { name: `Show picture (from ${place})` });

/** Its own pixels, and the shape it is shown in; waits until it is decoded. */
function shapeOf(picture: Locator): Promise<{ readonly width: number; readonly shape: number; readonly fit: string }> {
  return picture.evaluate(async (node) => {
    const shown = node as HTMLImageElement; // found as an image
    await shown.decode();
    const { width, height } = shown.getBoundingClientRect();
    const shape = Math.round((width / height) * 100) / 100;
    return { width: shown.naturalWidth, shape, fit: getComputedStyle(shown).objectFit };
  });
}

test('a picture is fetched when somebody asks for those of its site, and stands in the preview as the phone cuts it', async () => {
  let isFound = false;
  const cake = sends(CAKE, 'image/png');
  const lost: SiteAnswer = (response, request) => {
    if (isFound) return cake(response, request);
    response.statusCode = 404;
    response.end();
  };
  await using site = await openPictureSite({
    '/cake.png': cake,
    '/1.png': sends(LARGE),
    '/2.png': cake,
    '/lost.png': lost,
    '/moved.png': sendsOn('https://store.example/cake.png'),
  });
  site.names.set('intern.example', ['10.0.0.5']);
  await using screens = await openScreens({
    recipients: 40,
    prepare: async (sundial, folder) => {
      await sundial('account', 'add', '--practice');
      const message = generic(
        { title: 'Lost', image_url: 'https://cafe.example/lost.png' },
        { title: 'Cake', image_url: 'https://cafe.example/cake.png' },
      );
      await sundial('campaign', 'add', campaignFile(folder, 'Cards', { message }));
      const picture = { attachment: { type: 'image', payload: { url: 'https://cafe.example/moved.png' } } };
      await sundial('campaign', 'add', campaignFile(folder, 'Picture', { message: picture }));
    },
    serve: (folder) => serveHere(folder, site.network),
  });
  const { page, go, engine } = screens;
  const askedByPage: string[] = [];
  page.on('request', (request) => void askedByPage.push(request.url()));
  const places = ['cafe', 'pictures', 'intern'].map((name, index) => `https://${name}.example/${index + 1}.png`);
  for (const elements of [[], places.map((place, index) => element(index + 1, place))]) {
    const card = { ...CARD, elements };
    await engine.asks.save({ id: null, account: 'a1', name: 'Cake', card, followUps: [], version: null });
  }

  await go('/ask/cards/o1');
  await showFrom(page, 'cafe.example').waitFor();
  expect({ looked: site.looked, connections: site.connections() }).toEqual({ looked: [], connections: 0 });
  await showFrom(page, 'cafe.example').press('Enter');
  const shown = pictureFrom(page, 'cafe.example');
  expect(await shapeOf(shown)).toEqual({ width: 600, shape: 1.91, fit: 'cover' });
  // The button has gone; whoever pressed it is where the picture is.
  expect(await shown.evaluate((node) => node.parentElement === document.activeElement)).toBe(true);
  await screens.look('picture-shown-messenger');
  await page.getByRole('radiogroup', { name: 'Where it is seen' }).getByText('Instagram', { exact: true }).click();
  await page.getByRole('radiogroup', { name: 'How pictures are cut there' }).getByText('Square (1:1)').click();
  expect(await shapeOf(shown)).toEqual({ width: 600, shape: 1, fit: 'cover' });
  await screens.setTheme('dark');
  await screens.look('picture-shown-instagram');
  expect(site.arrivals.map(({ path }) => path)).toEqual(['/cake.png']);

  // Other pictures of the site come by themselves, those of other sites do not, and none from inside a network.
  await go('/ask/cards/o2');
  expect((await shapeOf(pictureFrom(page, 'cafe.example'))).width).toBe(600);
  expect(site.looked).toEqual(['cafe.example', 'cafe.example']);
  await showFrom(page, 'pictures.example').click();
  await pictureFrom(page, 'pictures.example').waitFor();
  await showFrom(page, 'intern.example').click();
  await page.getByText('From here, intern.example leads into a private network', { exact: false }).waitFor();
  expect(site.asked.map(({ host, path }) => host + path)).toEqual([
    'cafe.example/cake.png',
    'cafe.example/1.png',
    'pictures.example/2.png',
  ]);
  await screens.look('picture-refused');

  await go('/messages/c1');
  await pictureFrom(page, 'cafe.example').waitFor();
  await page.getByText('cafe.example has no picture at this address.', { exact: false }).waitFor();
  await screens.setTheme('light');
  await screens.look('picture-editor');
  isFound = true;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => pictureFrom(page, 'cafe.example').count()).toBe(2);
  await go('/messages/c2');
  // Where a site sends on to another, that one is asked for as well, and until then not even looked up.
  await page.getByText('cafe.example sends on to store.example.').waitFor();
  expect(site.looked).not.toContain('store.example');
  await screens.look('picture-elsewhere');
  await showFrom(page, 'store.example').press('Enter');
  expect(await shapeOf(pictureFrom(page, 'cafe.example'))).toMatchObject({ width: 600, shape: 1.5 });

  // The next time the screens are opened, everything is asked for anew; and no page of ours ever asked a site itself.
  await page.reload();
  await showFrom(page, 'cafe.example').waitFor();
  expect(askedByPage.filter((url) => !url.startsWith(screens.url) && !url.startsWith('data:'))).toEqual([]);
});
