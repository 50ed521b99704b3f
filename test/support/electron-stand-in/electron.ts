import { EventEmitter } from 'node:events';
import { type StandInApp, app as standInApp } from './app.ts';
import { defaultSession, ipcMain as standInIpc, protocol as standInProtocol } from './gateways.ts';
import { StandInWindow } from './pages.ts';
import { StandInChannel } from './ports.ts';
import { type Rectangle, stage } from './stage.ts';
import { StandInUtilityProcess } from './utility-process.ts';

/*
 * The module `electron` as far as `electron/main` uses it (DESIGN 9): tests run the desktop shell unchanged against this. Processes and
 * ports are real; windows, tray and dialogs only note what happens to them.
 */

/** Electron's `app`. */
export const app: StandInApp = standInApp;
/** Electron's `BrowserWindow`. */
export const BrowserWindow = StandInWindow;
/** Electron's `MessageChannelMain`. */
export const MessageChannelMain = StandInChannel;
/** Electron's `ipcMain`. */
export const ipcMain = standInIpc;
/** Electron's `protocol`. */
export const protocol = standInProtocol;
/** Electron's `session`. */
export const session = { defaultSession };
/** Electron's `powerMonitor`; tests emit its events. */
export const powerMonitor = new EventEmitter();
/** Electron's `nativeTheme`. */
export const nativeTheme = { shouldUseDarkColors: false };
/** Electron's `nativeImage`. */
export const nativeImage = { createFromPath: (path: string): { readonly path: string } => ({ path }) };

/** Electron's `utilityProcess`. */
export const utilityProcess = {
  fork: (entry: string, args: readonly string[] = [], options: object = {}): StandInUtilityProcess =>
    new StandInUtilityProcess(entry, args, options),
};

interface Display {
  readonly workArea: Rectangle | undefined;
}

/** Electron's `screen`. */
export const screen = {
  getPrimaryDisplay: (): Display => ({ workArea: stage.displays[0] }),
  getAllDisplays: (): readonly Display[] => stage.displays.map((workArea) => ({ workArea })),
};

let isPlainTextUsed = false;

/** Electron's `safeStorage`: encrypts by naming the keyring, so that another keyring does not decrypt it. */
export const safeStorage = {
  getSelectedStorageBackend: (): string => stage.keyring.backend,
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(stage.keyring.isAvailable),
  setUsePlainTextEncryption: (isUsed: boolean): void => {
    isPlainTextUsed = isUsed;
  },
  encryptStringAsync: async (text: string): Promise<Buffer> => {
    if (stage.keyring.backend === 'basic_text' && !isPlainTextUsed) throw new Error('Encryption is not available.');
    return Buffer.from(`${stage.keyring.name}|${Buffer.from(text).toString('base64')}`);
  },
  decryptStringAsync: async (encrypted: Buffer): Promise<{ readonly result: string }> => {
    const [name, text = ''] = encrypted.toString().split('|');
    if (name !== stage.keyring.name) throw new Error('Error while decrypting the ciphertext.');
    return { result: Buffer.from(text, 'base64').toString() };
  },
};

let lastBlocker = 0;

/** Electron's `powerSaveBlocker`. */
export const powerSaveBlocker = {
  start: (): number => {
    lastBlocker += 1;
    stage.blockers.add(lastBlocker);
    stage.happened.emit('awake', true);
    return lastBlocker;
  },
  stop: (id: number): void => {
    stage.blockers.delete(id);
    stage.happened.emit('awake', false);
  },
};

/** What a template of a menu says of one item. */
export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: (item: { readonly checked: boolean }) => void;
}

let applicationMenu: readonly MenuItem[] = [];

/** Electron's `Menu`. */
export const Menu = {
  getApplicationMenu: (): readonly MenuItem[] => applicationMenu,
  buildFromTemplate: (template: readonly MenuItem[]): readonly MenuItem[] => template,
  setApplicationMenu: (menu: readonly MenuItem[]): void => {
    applicationMenu = menu;
    stage.happened.emit('menu');
  },
};

/** Electron's `Tray`; the last one that was made and not removed is `shown`. */
export class Tray extends EventEmitter {
  static shown: Tray | null = null;
  toolTip = '';
  menu: readonly MenuItem[] = [];

  constructor(_icon: unknown) {
    super();
    Tray.shown = this;
  }

  setToolTip(text: string): void {
    this.toolTip = text;
    stage.happened.emit('tray', text);
  }

  setContextMenu(menu: readonly MenuItem[]): void {
    this.menu = menu;
  }

  destroy(): void {
    Tray.shown = null;
  }
}

/** Electron's `Notification`. */
export class Notification extends EventEmitter {
  readonly words: { readonly title: string; readonly body: string };

  constructor(words: { readonly title: string; readonly body: string }) {
    super();
    this.words = words;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    stage.notices.push(this.words);
    stage.happened.emit('notice', this);
  }
}

interface Box {
  readonly message: string;
  readonly detail?: string;
  readonly cancelId?: number;
}

/** Electron's `dialog`; the stage has the answers. */
export const dialog = {
  showMessageBox: async (...args: readonly unknown[]): Promise<{ readonly response: number }> => {
    const box = args.at(-1) as Box; // the options come last
    const said = { message: box.message, detail: box.detail ?? '' };
    stage.dialogs.push(said);
    stage.happened.emit('dialog', said);
    const known = [...stage.answers].find(([part]) => `${said.message}\n${said.detail}`.includes(part));
    return { response: known?.[1] ?? box.cancelId ?? 0 };
  },
  showErrorBox: (title: string, message: string): void => {
    stage.dialogs.push({ message: title, detail: message });
    stage.happened.emit('dialog');
  },
  showOpenDialog: async (): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }> => ({
    canceled: stage.chosenFiles.length === 0,
    filePaths: [...stage.chosenFiles],
  }),
};

/** Electron's `shell`. */
export const shell = {
  openExternal: async (address: string): Promise<void> => {
    stage.openedAddresses.push(address);
    stage.happened.emit('openExternal', address);
  },
  openPath: async (path: string): Promise<string> => {
    stage.openedPaths.push(path);
    return '';
  },
};
