/** What closing the window does. */
export type CloseDecision = 'close' | 'ask' | 'hide' | 'quit';

/**
 * What happens when the window is closed: Sundial goes on in the background as the person chose; nobody chose yet = they are asked,
 * once (issue 3, Desktop shell). Closing for the end of the app, or of the session, always closes.
 */
export function decideClose(keepRunning: boolean | null, isQuitting: boolean): CloseDecision {
  if (isQuitting) return 'close';
  if (keepRunning === null) return 'ask';
  return keepRunning ? 'hide' : 'quit';
}
