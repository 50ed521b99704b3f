import { type BrowserWindow, dialog, shell } from 'electron';
import type { Say } from './desktop-words.ts';
import { externalAddress } from './external-address.ts';

/**
 * Makes the one way to the system's browser: the address is checked, its host is shown, the person decides (RELIABILITY S-06). One
 * question at a time; what comes meanwhile is dropped, so that a page cannot pile up dialogs.
 */
export function createAskToOpen(owner: () => BrowserWindow | null, say: () => Say): (address: string) => Promise<void> {
  let isAsking = false;
  return async (address) => {
    const decided = externalAddress(address);
    const window = owner();
    if (decided.kind === 'refuse' || window === null || isAsking) return;
    isAsking = true;
    try {
      const words = say();
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: words('external.title', { host: decided.host }),
        detail: decided.href,
        buttons: [words('external.open'), words('cancel')],
        defaultId: 0,
        cancelId: 1,
      });
      if (response === 0) await shell.openExternal(decided.href);
    } finally {
      isAsking = false;
    }
  };
}
