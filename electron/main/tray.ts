import { fileURLToPath } from 'node:url';
import { Menu, nativeImage, Tray } from 'electron';
import type { Say } from './desktop-words.ts';

/** The sign in the system's tray. */
export interface SundialTray {
  /** Shows when the next message leaves, in words. */
  readonly show: (next: string, say: Say) => void;
  readonly remove: () => void;
}

/** What the tray's menu does. */
export interface TrayWork {
  readonly open: () => void;
  readonly quit: () => void;
}

const ICON = fileURLToPath(new URL('../../resources/icons/tray.png', import.meta.url));

/** Puts the sign there. `null` = this desktop has no tray; Sundial goes on without. */
export function openTray({ open, quit }: TrayWork): SundialTray | null {
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromPath(ICON));
  } catch {
    return null; // some Linux desktops have none
  }
  tray.on('click', open);
  let shown = '';
  return {
    show: (next, say) => {
      const key = `${next}\n${say('tray.open')}`;
      if (key === shown) return; // rebuilding would close a menu that is open
      shown = key;
      tray.setToolTip(`Sundial – ${next}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: next, enabled: false },
          { type: 'separator' },
          { label: say('tray.open'), click: open },
          { label: say('app.quit'), click: quit },
        ]),
      );
    },
    remove: () => tray.destroy(),
  };
}
