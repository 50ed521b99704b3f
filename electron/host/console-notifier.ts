import type { Notifier } from '#engine/ports.ts';

/** Tells the person at the terminal, on the error output, so that a command's own answer stays clean. */
export function openConsoleNotifier(write: (text: string) => void): Notifier {
  return { notify: ({ title, text }) => write(`${title}: ${text}\n`) };
}
