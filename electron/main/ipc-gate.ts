import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import { DomainError } from '#shared/domain/errors.ts';
import { CHANNELS, type Channel, MOST_MESSAGE_CHARACTERS } from './channels.ts';
import { isOwnScreen, type SenderFacts } from './ipc-sender-check.ts';
import { SCREEN_ORIGIN } from './screen-scheme.ts';

/** What main does for each channel. */
export type ChannelWork = {
  readonly [Name in Channel]: (args: z.infer<(typeof CHANNELS)[Name]>, page: WebContents) => Promise<unknown>;
};

/** What goes back to the preload: plain data, never an error object with a stack of main. */
export type GateAnswer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly where: string | null };

const NOTHING: GateAnswer = { kind: 'refused', code: 'invalidInput', message: 'Not understood.', where: null };

/**
 * The one way from a page to main: each channel of the list, behind the checks of sender, size and shape (RELIABILITY S-08). What does
 * not pass has no effect, and learns nothing.
 */
export function openIpcGate(work: ChannelWork, isOwnWindow: (page: WebContents) => boolean): void {
  const names = Object.keys(CHANNELS) as Channel[]; // the keys of the very list
  const pass = async (name: Channel, event: IpcMainInvokeEvent, given: readonly unknown[]): Promise<GateAnswer> => {
    if (!isOwnScreen(senderFacts(event, isOwnWindow), SCREEN_ORIGIN)) return NOTHING;
    const args = sizeOf(given) > MOST_MESSAGE_CHARACTERS ? null : CHANNELS[name].safeParse(given);
    if (args?.success !== true) return NOTHING;
    return perform(() => work[name](args.data as never, event.sender)); // parsed by the schema of this name
  };
  for (const name of names) ipcMain.handle(name, (event, ...given: unknown[]) => pass(name, event, given));
}

function senderFacts(event: IpcMainInvokeEvent, isOwnWindow: (page: WebContents) => boolean): SenderFacts {
  const frame = event.senderFrame;
  return {
    isOwnWindow: isOwnWindow(event.sender),
    isTopFrame: frame !== null && frame.frameTreeNodeId === event.sender.mainFrame.frameTreeNodeId,
    origin: frame?.origin ?? null,
  };
}

async function perform(work: () => Promise<unknown>): Promise<GateAnswer> {
  try {
    return { kind: 'done', value: (await work()) ?? null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: 'refused', code: error.code, message: error.message, where: error.where };
  }
}

/** Characters of the arguments as JSON; what JSON cannot say is too large. */
function sizeOf(args: readonly unknown[]): number {
  try {
    return JSON.stringify(args).length;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
