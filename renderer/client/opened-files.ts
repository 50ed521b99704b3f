import { handOver } from './hand-over.ts';

/** A file that the engine can read now. */
export interface Opened {
  readonly ticket: string;
  readonly name: string;
}

/**
 * Files that reach the app past its own buttons: opened with it or chosen in its menu, and dropped anywhere on the window.
 *
 * @param take - is given each file; `null` = something was dropped that cannot be read.
 */
export function takeOpenedFiles(take: (file: Opened | null) => void, signal: AbortSignal): void {
  void takeFromMain(take, signal);
  window.addEventListener('dragover', (event) => isFile(event) && event.preventDefault(), { signal });
  window.addEventListener('drop', (event) => void takeDropped(event, take), { signal });
}

async function takeFromMain(take: (file: Opened) => void, signal: AbortSignal): Promise<void> {
  const bridge = window.sundial;
  if (bridge === undefined) return; // in a browser nothing is opened with the app
  try {
    while (!signal.aborted) {
      const file = await bridge.nextOpenedFile();
      if (signal.aborted) return;
      if (file !== null) take(file);
    }
  } catch {
    // The app is ending; there will be no further file.
  }
}

async function takeDropped(event: DragEvent, take: (file: Opened | null) => void): Promise<void> {
  const [file] = event.dataTransfer?.files ?? [];
  // A place of a screen that takes files has done so already.
  if (event.defaultPrevented || file === undefined) return;
  event.preventDefault();
  try {
    take(await handOver(file));
  } catch {
    take(null);
  }
}

function isFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
