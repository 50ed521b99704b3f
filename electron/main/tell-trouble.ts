import { dialog } from 'electron';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { Say, WordKey } from './desktop-words.ts';
import type { WireRefusal } from './engine/engine-messages.ts';

/** What is wrong with the engine. */
export type Trouble =
  | { readonly kind: 'crashed'; readonly crashes: number }
  | { readonly kind: 'failed'; readonly refusal: WireRefusal; readonly isOpen: boolean };

/** What the person wants done. */
export type TroubleAnswer = 'again' | 'showFolder' | 'quit';

/** The refusals that have words of their own; the English sentence stands below them. */
const WORDED = ['workspaceOwned', 'workspaceNotWritable', 'databaseNewer', 'databaseBroken', 'diskFull'] as const;

/** What a dialog says of a trouble. */
export function troubleWords(trouble: Trouble, say: Say): { readonly message: string; readonly detail: string } {
  switch (trouble.kind) {
    case 'crashed':
      return {
        message: say('engine.crashed'),
        detail: say('engine.crashedText', { count: String(trouble.crashes) }),
      };
    case 'failed': {
      const { code, message, refusal } = trouble.refusal;
      const known = WORDED.find((worded) => worded === code);
      const key: WordKey = known === undefined ? 'failed.other' : `failed.${known}`;
      return {
        message: say(trouble.isOpen ? 'failed.sending' : 'failed.title'),
        // In English is said only what has no words of its own; of the rest, the place alone.
        detail: [say(key), known === undefined ? message : refusal?.values['folder']].filter(isSaid).join('\n\n'),
      };
    }
    default:
      return assertNever(trouble, 'trouble');
  }
}

function isSaid(text: string | number | undefined): text is string | number {
  return text !== undefined;
}

/** Says plainly what is wrong, and asks what to do (issue 3, Bad input). */
export async function tellTrouble(trouble: Trouble, say: Say): Promise<TroubleAnswer> {
  const answers = ['again', 'showFolder', 'quit'] as const;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    ...troubleWords(trouble, say),
    buttons: [say('engine.again'), say('engine.showFolder'), say('app.quit')],
    defaultId: 0,
    cancelId: 2,
  });
  return answers[response] ?? 'quit';
}
