import type { MenuItemConstructorOptions } from 'electron';
import type { Say, WordKey } from './desktop-words.ts';

/** What the menu shows and does. */
export interface MenuParts {
  readonly say: Say;
  readonly platform: string;
  /** In a packed app nobody reloads or inspects a page (RELIABILITY S-14). */
  readonly isPacked: boolean;
  readonly keepRunning: boolean;
  readonly startAtLogin: boolean;
  readonly onImport: () => void;
  readonly onKeepRunning: (wanted: boolean) => void;
  readonly onStartAtLogin: (wanted: boolean) => void;
}

type Item = MenuItemConstructorOptions;

/** The native menu with the usual shortcuts of the system, in the person's language. */
export function appMenu(parts: MenuParts): Item[] {
  const isMac = parts.platform === 'darwin';
  const menus = [
    fileMenu(parts, isMac),
    editMenu(parts),
    viewMenu(parts),
    optionsMenu(parts),
    windowMenu(parts, isMac),
  ];
  return isMac ? [macMenu(parts), ...menus] : menus;
}

function item(parts: MenuParts, role: NonNullable<Item['role']>, key: WordKey): Item {
  return { role, label: parts.say(key) };
}

const LINE: Item = { type: 'separator' };

function macMenu(parts: MenuParts): Item {
  return {
    label: 'Sundial',
    submenu: [
      item(parts, 'about', 'app.about'),
      LINE,
      item(parts, 'services', 'app.services'),
      LINE,
      item(parts, 'hide', 'app.hide'),
      item(parts, 'hideOthers', 'app.hideOthers'),
      item(parts, 'unhide', 'app.showAll'),
      LINE,
      item(parts, 'quit', 'app.quit'),
    ],
  };
}

function fileMenu(parts: MenuParts, isMac: boolean): Item {
  const { say, onImport } = parts;
  const open: Item = { label: say('file.import'), accelerator: 'CmdOrCtrl+O', click: onImport };
  const close = item(parts, 'close', 'file.close');
  const quit: Item = { role: 'quit', label: say('app.quit'), accelerator: 'CmdOrCtrl+Q' };
  return { label: say('file'), submenu: isMac ? [open, LINE, close] : [open, LINE, close, quit] };
}

function editMenu(parts: MenuParts): Item {
  return {
    label: parts.say('edit'),
    submenu: [
      item(parts, 'undo', 'edit.undo'),
      item(parts, 'redo', 'edit.redo'),
      LINE,
      item(parts, 'cut', 'edit.cut'),
      item(parts, 'copy', 'edit.copy'),
      item(parts, 'paste', 'edit.paste'),
      item(parts, 'selectAll', 'edit.selectAll'),
    ],
  };
}

function viewMenu(parts: MenuParts): Item {
  const tools: Item[] = [LINE, item(parts, 'reload', 'view.reload'), item(parts, 'toggleDevTools', 'view.tools')];
  return {
    label: parts.say('view'),
    submenu: [
      item(parts, 'zoomIn', 'view.larger'),
      item(parts, 'zoomOut', 'view.smaller'),
      item(parts, 'resetZoom', 'view.actualSize'),
      LINE,
      item(parts, 'togglefullscreen', 'view.fullScreen'),
      ...(parts.isPacked ? [] : tools),
    ],
  };
}

function optionsMenu({ say, keepRunning, startAtLogin, onKeepRunning, onStartAtLogin }: MenuParts): Item {
  return {
    label: say('settings'),
    submenu: [
      {
        type: 'checkbox',
        label: say('settings.keepRunning'),
        checked: keepRunning,
        click: ({ checked }) => onKeepRunning(checked),
      },
      {
        type: 'checkbox',
        label: say('settings.startAtLogin'),
        checked: startAtLogin,
        click: ({ checked }) => onStartAtLogin(checked),
      },
    ],
  };
}

function windowMenu(parts: MenuParts, isMac: boolean): Item {
  const more = isMac ? [item(parts, 'zoom', 'window.zoom'), item(parts, 'front', 'window.front')] : [];
  return { label: parts.say('window'), submenu: [item(parts, 'minimize', 'window.minimize'), ...more] };
}
