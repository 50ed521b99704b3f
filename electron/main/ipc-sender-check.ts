/** What is known of whoever sent a message to main. */
export interface SenderFacts {
  /** Whether the message came from a window that Sundial opened for its screens. */
  readonly isOwnWindow: boolean;
  /** Whether it came from the page itself and not from a frame in it; a frame that is gone is none. */
  readonly isTopFrame: boolean;
  /** Origin of the frame, as Chromium says it; `null` = the frame is gone. */
  readonly origin: string | null;
}

/**
 * Whether a message to main comes from the screens themselves (RELIABILITY S-08): the top frame of a window of ours, still showing the
 * page of ours. Anything else is answered with nothing.
 */
export function isOwnScreen({ isOwnWindow, isTopFrame, origin }: SenderFacts, ownOrigin: string): boolean {
  return isOwnWindow && isTopFrame && origin === ownOrigin;
}
