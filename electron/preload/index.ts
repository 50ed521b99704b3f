import { contextBridge, ipcRenderer, webUtils } from 'electron';

/** How main hands a port over, and how it goes on to the page; see `PORT_MESSAGE` of main and of the page's transport. */
const PORT_MESSAGE = 'sundial:port';

/** What main answers; see `GateAnswer` of main. */
type GateAnswer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly where: string | null };

/** Every message to main leaves here, so that a page has functions and no channels (RELIABILITY S-09). */
async function askMain(channel: string, ...args: readonly string[]): Promise<unknown> {
  const answer = (await ipcRenderer.invoke(channel, ...args)) as GateAnswer; // what main's one gate answers
  if (answer.kind === 'done') return answer.value;
  throw new Error(answer.message);
}

ipcRenderer.on(PORT_MESSAGE, (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld('sundial', {
  // Main is ending when it does not answer; the page then has nobody to ask.
  askForPort: (): void => void askMain('sundial:ask-for-port').catch(() => undefined),
  ticketOf: async (file: File): Promise<string> =>
    String(await askMain('sundial:ticket', webUtils.getPathForFile(file))),
  nextOpenedFile: async (): Promise<unknown> => askMain('sundial:next-opened-file'),
});
