import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { DesktopSettingsFile } from './desktop-settings.ts';
import { SCREEN_ADDRESS } from './screen-scheme.ts';
import { WEB_PREFERENCES } from './web-preferences.ts';
import { LEAST_SIZE, windowBounds } from './window-bounds.ts';

/** The one CommonJS file of the app: a preload in a sandbox can be nothing else. */
const PRELOAD = join(import.meta.dirname, '..', 'preload', 'index.cjs');
/** Colour of the window before the first paint, so that it does not flash. */
const GROUND = { light: '#ffffff', dark: '#1a1b1e' } as const;

/** Opens the window where it was, and remembers where it goes; `onClose` decides whether it may close. */
export function openMainWindow(settings: DesktopSettingsFile, onClose: (event: Electron.Event) => void): BrowserWindow {
  const { bounds, isMaximized } = settings.read();
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...windowBounds(bounds, displays),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    title: 'Sundial',
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: { ...WEB_PREFERENCES, preload: PRELOAD },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    settings.change({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
    onClose(event);
  });
  void window.loadURL(SCREEN_ADDRESS);
  return window;
}

/** Brings the window before the person. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
