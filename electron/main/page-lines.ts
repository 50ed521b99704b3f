import type { MessagePortMain, WebContents } from 'electron';
import { PORT_MESSAGE } from './channels.ts';

/** Hands pages their port to the engine: at once where it answers, else as soon as it does. */
export interface PageLines {
  readonly want: (page: WebContents) => void;
  /** The engine answers now. */
  readonly serve: () => void;
}

/** @param openPort - gives a new port; `null` = no engine answers right now. */
export function createPageLines(openPort: () => MessagePortMain | null): PageLines {
  const waiting = new Set<WebContents>();
  const serve = (): void => {
    for (const page of waiting) {
      const port = page.isDestroyed() ? null : openPort();
      if (port === null && !page.isDestroyed()) return;
      waiting.delete(page);
      if (port !== null) page.postMessage(PORT_MESSAGE, null, [port]);
    }
  };
  return {
    serve,
    want: (page) => {
      waiting.add(page);
      serve();
    },
  };
}
