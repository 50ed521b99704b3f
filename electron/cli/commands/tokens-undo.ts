import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument } from '#cli/invocation-options.ts';
import { counted, createProgressLine, grouped, printDocument } from '#cli/output.ts';

interface Undone {
  readonly restored: number;
  readonly removed: number;
  readonly kept: readonly { readonly token: string; readonly code: string }[];
}

/** `tokens undo` (DESIGN 7, 10). */
export const tokensUndo: CommandAction = async (invocation) => {
  const progress = createProgressLine(invocation);
  const input = { import: argument(invocation, 0) };
  const undone = await callForDocument<Undone>(
    invocation,
    { name: 'token.undo', input, store: 'threads' },
    progress.show,
  );
  progress.clear();
  await printDocument(invocation, undone, ({ restored, removed, kept }) => {
    const stays =
      kept.length === 0
        ? ''
        : ` ${counted(kept.length, 'permission stays', 'permissions stay')}: changed by something else since, or part of a campaign.`;
    return `Taken back: ${grouped(removed)} permissions are gone again, ${grouped(restored)} are as they were.${stays}`;
  });
};
