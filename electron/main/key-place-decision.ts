/** What the system offers for keeping keys. */
export interface KeyringFacts {
  /** Electron's name of the Linux backend; `null` on other systems, which have one each. */
  readonly backend: string | null;
  readonly isAvailable: boolean;
  /** Whether the person accepted, in words, that keys are stored where nothing encrypts them. */
  readonly isPlainTextAccepted: boolean;
}

/** Where a Page key goes that is stored now. */
export interface KeyPlace {
  readonly place: 'system' | 'plainText' | 'memory';
  /** Whether agreeing to plain text would let it be stored. */
  readonly asksForFile: boolean;
}

/**
 * Decides where keys go. `basic_text` encrypts with a password that everybody knows: that is plain text, and nothing is stored there
 * unless the person accepted it in words (RELIABILITY S-15). Without anything to store in, keys stay in memory until Sundial ends.
 */
export function decideKeyPlace({ backend, isAvailable, isPlainTextAccepted }: KeyringFacts): KeyPlace {
  if (backend === 'basic_text') {
    return isPlainTextAccepted ? { place: 'plainText', asksForFile: false } : { place: 'memory', asksForFile: true };
  }
  const isKnown = backend === null || backend !== 'unknown';
  return { place: isAvailable && isKnown ? 'system' : 'memory', asksForFile: false };
}
