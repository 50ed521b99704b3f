import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openDesktop } from './support/open-desktop.ts';

it('a second start ends at once, and the first one shows its window and takes the file', async () => {
  await using second = await openDesktop({ prepare: (stage) => (stage.isFirstInstance = false) });
  expect(second.stage.exitCode).toBe(0);
  expect(second.stage.children).toEqual([]);

  const list = join(temporaryFolder(), 'people.csv');
  writeFileSync(list, 'name\nAnna\n');
  await using first = await openDesktop();
  const window = await first.window();
  window.hide();
  first.electron.app.emit('second-instance', {}, ['electron', 'main.js', list], '/');
  expect(window.isShown && window.isFocused).toBe(true);
});

it('closing the window asks once whether to go on; the answer is remembered and can be changed in the menu', async () => {
  const folder = temporaryFolder();
  {
    await using desktop = await openDesktop({ folder, prepare: (stage) => stage.answers.set('Keep sending', 0) });
    const window = await desktop.window();
    expect(window.close()).toBe(false);
    await desktop.until(() => !window.isShown);
    expect(desktop.stage.dialogs).toHaveLength(1);
    expect(desktop.stage.exitCode).toBeNull();

    desktop.tray().emit('click');
    expect(window.isShown).toBe(true);
    expect(window.close()).toBe(false);
    expect(desktop.stage.dialogs).toHaveLength(1);
  }
  await using again = await openDesktop({ folder });
  const window = await again.window();
  expect(window.close()).toBe(false);
  expect(again.stage.dialogs).toEqual([]);

  const options = again.menu().find(({ label }) => label === 'Options')?.submenu ?? [];
  options[0]?.click?.({ checked: false });
  window.close();
  await again.until(() => again.stage.exitCode !== null);
  expect(again.stage.exitCode).toBe(0);
});

it('the window comes back where it was, and onto a display that is there', async () => {
  const folder = temporaryFolder();
  const second = { x: 1920, y: 0, width: 1280, height: 1024 };
  {
    await using desktop = await openDesktop({
      folder,
      prepare: (stage) => {
        stage.displays = [...stage.displays, second];
        stage.answers.set('Keep sending', 1);
      },
    });
    const window = await desktop.window();
    window.bounds = { x: 2_000, y: 50, width: 1_000, height: 700 };
    window.close();
    await desktop.until(() => desktop.stage.exitCode !== null);
  }
  await using alone = await openDesktop({ folder });
  expect((await alone.window()).bounds).toEqual({ x: 460, y: 190, width: 1_000, height: 700 });
});

it('menu and tray speak the language of the computer, then the one chosen in Settings', async () => {
  await using desktop = await openDesktop({ prepare: (stage) => (stage.languages = ['pt-BR', 'it-IT', 'en-GB']) });
  expect(desktop.menu().map(({ label }) => label)).toEqual(['File', 'Modifica', 'Vista', 'Opzioni', 'Finestra']);
  const { engine } = await desktop.page();

  await engine.settings.write({ language: 'de' });
  await desktop.until(() => desktop.menu()[0]?.label === 'Datei' && desktop.tray().toolTip.includes('Keine Nachricht'));

  expect(desktop.tray().menu.map(({ label }) => label)).toEqual([
    'Keine Nachricht geplant',
    undefined,
    'Sundial öffnen',
    'Sundial beenden',
  ]);
});

it('a packed app takes no switch that would let others look into it', async () => {
  await using desktop = await openDesktop({
    prepare: (stage) => {
      stage.isPackaged = true;
      stage.switches.set('remote-debugging-port', '9222');
    },
  });

  expect(desktop.stage.switches.has('remote-debugging-port')).toBe(false);
});

it('started at login it works without a window, until the tray is clicked', async () => {
  await using desktop = await openDesktop({ words: ['--at-login'] });
  expect(desktop.electron.BrowserWindow.all.size).toBe(0);
  expect(desktop.stage.children).toHaveLength(1);

  desktop.tray().emit('click');
  expect((await desktop.window()).isShown).toBe(true);
});

it('a signal of the terminal ends everything in good order', async () => {
  await using desktop = await openDesktop();
  await (await desktop.page()).engine.about.read({});

  process.emit('SIGTERM');
  await desktop.until(() => desktop.stage.exitCode !== null && desktop.stage.children.every(({ isAlive }) => !isAlive));

  expect(desktop.stage.exitCode).toBe(0);
});
