import { powerSaveBlocker } from 'electron';
import { mustStayAwake, type SendOutlook } from './keep-awake-decision.ts';

/** Holds off the computer's sleep, never that of its screen, while {@link mustStayAwake}. */
export interface KeepAwake {
  readonly follow: (outlook: SendOutlook) => void;
  /** Lets the computer sleep. */
  readonly end: () => void;
}

/** Holds nothing off yet. */
export function createKeepAwake(): KeepAwake {
  let blocker: number | null = null;
  const end = (): void => {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = null;
  };
  return {
    follow: (outlook) => {
      if (!mustStayAwake(outlook)) return end();
      blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    },
    end,
  };
}
