import { app, Menu } from 'electron';
import type { Language } from '#shared/contract/settings.ts';
import { appMenu } from './app-menu.ts';
import type { DesktopSettingsFile } from './desktop-settings.ts';
import { type Say, shellLanguage, wordsIn } from './desktop-words.ts';
import type { EngineOutlook } from './engine/engine-messages.ts';
import { createKeepAwake } from './keep-awake.ts';
import { startAtLogin, startsAtLogin } from './login-start.ts';
import { nextSendText } from './next-send-text.ts';
import type { SundialTray } from './tray.ts';

/** What follows from what the engine says: language of the shell, menu, tray, sleep. */
export interface ShellState {
  readonly say: () => Say;
  readonly isSending: () => boolean;
  readonly follow: (outlook: EngineOutlook) => void;
  /** No engine runs: nothing is due, as far as anybody knows. */
  readonly lost: () => void;
}

/** Parts that {@link createShellState} shows things with. */
export interface ShellParts {
  readonly settings: DesktopSettingsFile;
  readonly tray: SundialTray | null;
  readonly onImport: () => void;
}

/** Shows menu and tray in the computer's language until the engine says another. */
export function createShellState({ settings, tray, onImport }: ShellParts): ShellState {
  const keepAwake = createKeepAwake();
  let language: Language | null = null;
  let say = wordsIn('en');
  let isSending = false;

  const speak = (chosen: Language | null): void => {
    const next = shellLanguage(chosen, app.getPreferredSystemLanguages());
    if (next === language) return;
    language = next;
    say = wordsIn(next);
    const menu = appMenu({
      say,
      platform: process.platform,
      isPacked: app.isPackaged,
      keepRunning: settings.read().keepRunning === true,
      startAtLogin: startsAtLogin(),
      onImport,
      onKeepRunning: (keepRunning) => settings.change({ keepRunning }),
      onStartAtLogin: startAtLogin,
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  };
  const lost = (): void => {
    isSending = false;
    keepAwake.end();
    tray?.show(say('next.unknown'), say);
  };
  speak(null);
  lost();
  return {
    say: () => say,
    isSending: () => isSending,
    lost,
    follow: (outlook) => {
      speak(outlook.language);
      isSending = outlook.isSending;
      keepAwake.follow(outlook);
      tray?.show(outlook.isSending ? say('next.now') : nextSendText(outlook.next, outlook.now, say), say);
    },
  };
}
