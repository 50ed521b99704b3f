import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type * as StandIn from '#test/support/electron-stand-in/electron.ts';
import type { MenuItem, Tray } from '#test/support/electron-stand-in/electron.ts';
import type { StandInWindow } from '#test/support/electron-stand-in/pages.ts';
import type { Stage } from '#test/support/electron-stand-in/stage.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openPage, type Page } from './page.ts';

type Electron = typeof StandIn;

/** How the app is started. */
export interface DesktopOptions {
  /** The data folder; one of its own when not given. */
  readonly folder?: string;
  /** Sets the stage before the app starts. */
  readonly prepare?: (stage: Stage) => void;
  /** The module that is run: the sources' when not given. */
  readonly main?: string;
  /** Words of the command line behind the program and its script. */
  readonly words?: readonly string[];
}

/** The desktop app, running against the stand-in. */
export interface DesktopUnderTest extends AsyncDisposable {
  readonly electron: Electron;
  readonly stage: Stage;
  readonly folder: string;
  /** The one window, once it has loaded its page. */
  readonly window: () => Promise<StandInWindow>;
  readonly page: () => Promise<Page>;
  readonly tray: () => Tray;
  readonly menu: () => readonly MenuItem[];
  /** Waits until something is so, looking again after each event of the stage. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** Asks the app to quit and waits until it has. */
  readonly quit: () => Promise<void>;
}

const SCREENS = fileURLToPath(new URL('../../fixtures/screens/', import.meta.url));
/** Starts the desktop app in this process, unchanged, with fresh modules. */
export async function openDesktop(options: DesktopOptions = {}): Promise<DesktopUnderTest> {
  vi.resetModules();
  const { stage } = await import('#test/support/electron-stand-in/stage.ts');
  const electron = await import('#test/support/electron-stand-in/electron.ts');
  const folder = options.folder ?? temporaryFolder();
  options.prepare?.(stage);
  const signals = new Map((['SIGINT', 'SIGTERM'] as const).map((name) => [name, process.listeners(name)]));
  const argv = process.argv;
  process.argv = [
    argv[0] ?? '',
    ...(stage.isPackaged ? [] : [argv[1] ?? '']),
    `--workspace=${folder}`,
    '--screens',
    SCREENS,
    ...(options.words ?? []),
  ];
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await once(stage.happened, 'anything');
  };
  try {
    if (options.main === undefined) await import('#desktop/main.ts');
    else await import(options.main);
    electron.app.becomeReady();
    await until(() => stage.exitCode !== null || electron.Tray.shown !== null);
  } finally {
    process.argv = argv;
  }
  const quit = async (): Promise<void> => {
    if (stage.exitCode === null) electron.app.quit();
    await until(() => stage.exitCode !== null && stage.children.every(({ isAlive }) => !isAlive));
  };
  const window = async (): Promise<StandInWindow> => {
    const only = (): StandInWindow | undefined => [...electron.BrowserWindow.all][0];
    await until(() => only()?.isShown === true);
    return only() as StandInWindow; // waited for above
  };
  const shown = (): Tray => {
    if (electron.Tray.shown === null) throw new Error('There is no sign in the tray.');
    return electron.Tray.shown;
  };
  return {
    electron,
    stage,
    folder,
    until,
    quit,
    window,
    page: async () => openPage((await window()).webContents),
    tray: shown,
    menu: () => electron.Menu.getApplicationMenu(),
    [Symbol.asyncDispose]: async () => {
      await quit();
      for (const [name, before] of signals) {
        for (const listener of process.listeners(name)) if (!before.includes(listener)) process.off(name, listener);
      }
    },
  };
}
