import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHANNELS } from '#desktop/channels.ts';
import { SCREEN_ORIGIN } from '#desktop/screen-scheme.ts';
import type { StandInContents, StandInFrame } from '#test/support/electron-stand-in/pages.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { type DesktopUnderTest, openDesktop } from './support/open-desktop.ts';
import type { Page } from './support/page.ts';

const NOTHING = { kind: 'refused', code: 'invalidInput', message: 'Not understood.', where: null };
const list = join(temporaryFolder(), 'people.csv');
writeFileSync(list, 'name\nAnna\n');

/** What each channel takes when it is asked properly. */
const PROPER: Readonly<Record<keyof typeof CHANNELS, readonly unknown[]>> = {
  'sundial:ask-for-port': [],
  'sundial:ticket': [list],
  'sundial:next-opened-file': [],
};

let desktop: DesktopUnderTest;
let contents: StandInContents;
let page: Page;
beforeAll(async () => {
  desktop = await openDesktop();
  contents = (await desktop.window()).webContents;
  page = await desktop.page();
  await page.engine.about.read({});
});
afterAll(() => desktop[Symbol.asyncDispose]());

/** Ports that reached a page while something ran. */
async function portsDuring(work: () => Promise<void>): Promise<number> {
  let ports = 0;
  const count = (): void => {
    ports += 1;
  };
  contents.preload.on('sundial:port', count);
  await work();
  contents.preload.off('sundial:port', count);
  return ports;
}

it('a file that was handed over becomes a ticket, and neither path nor contents come back', async () => {
  const ticket = await page.bridge.ticketOf({ path: list });

  expect(ticket).toMatch(/^[0-9a-f]{32}$/);
  const peek = await page.engine.imports.peek({ ticket, map: [], encoding: null });
  expect(peek.name).toBe('people.csv');
  expect(JSON.stringify(peek)).not.toContain(list);
});

it('what is no readable file gets a sentence and no ticket', async () => {
  for (const path of ['relative.csv', join(list, '..'), `${list}\0.csv`, '/nowhere/at/all.csv', '']) {
    await expect(page.bridge.ticketOf({ path }), path).rejects.toThrow(/no file that can be read|Not understood/);
  }
});

it('every channel does nothing for a frame, another window, another origin, or a sender that is gone', async () => {
  const other = new desktop.electron.BrowserWindow({ x: 0, y: 0, width: 900, height: 640, webPreferences: {} });
  await other.webContents.load(`${SCREEN_ORIGIN}/`);
  const top = contents.mainFrame;
  const frame: StandInFrame = { frameTreeNodeId: 999, origin: SCREEN_ORIGIN, parent: top };
  const elsewhere: StandInFrame = { ...top, origin: 'https://example.org' };
  const ports = await portsDuring(async () => {
    for (const [channel, args] of Object.entries(PROPER)) {
      expect(await contents.invoke(channel, args, frame), channel).toEqual(NOTHING);
      expect(await contents.invoke(channel, args, elsewhere), channel).toEqual(NOTHING);
      expect(await contents.invoke(channel, args, null), channel).toEqual(NOTHING);
      expect(await other.webContents.invoke(channel, args), channel).toEqual(NOTHING);
    }
  });
  other.close();
  expect(ports).toBe(0);
});

it('a thousand payloads that fit no schema have no effect on any channel', async () => {
  const payload = fc.array(fc.anything({ withTypedArray: true, withDate: true, withMap: true, withBigInt: true }), {
    minLength: 1,
    maxLength: 4,
  });
  const isProper = ([first, ...rest]: readonly unknown[]): boolean => typeof first === 'string' && rest.length === 0;
  const ports = await portsDuring(async () => {
    await fc.assert(
      fc.asyncProperty(payload, async (args) => {
        fc.pre(!isProper(args));
        for (const channel of Object.keys(PROPER)) expect(await contents.invoke(channel, args)).toEqual(NOTHING);
      }),
      { numRuns: 1_000 },
    );
  });
  expect(ports).toBe(0);
  expect(await contents.invoke('sundial:ticket', ['x'.repeat(1_048_577)])).toEqual(NOTHING);
});

it('main listens on the channels of the list and on no other', async () => {
  const { ipcMain } = await import('#test/support/electron-stand-in/gateways.ts');

  expect([...ipcMain.handlers.keys()].toSorted()).toEqual(Object.keys(CHANNELS).toSorted());
});

it('a file opened with the app reaches the page that waits for one, once', async () => {
  const next = page.bridge.nextOpenedFile();
  desktop.electron.app.emit(
    'second-instance',
    {},
    ['electron', 'main.js', list, '--inspect', 'https://example.org'],
    '/',
  );

  expect(await next).toMatchObject({ name: 'people.csv' });
});
