import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { confirm } from '#cli/confirm.ts';
import { argument, textOption } from '#cli/invocation-options.ts';
import { counted, printDocument } from '#cli/output.ts';
import type { ErasureReceipt } from '#engine/use-cases/erase-person.ts';

/** `erase` (DESIGN 10, RELIABILITY P-01). */
export const erase: CommandAction = async (invocation) => {
  const recipient = argument(invocation, 0);
  await confirm(invocation, `This removes everything about the person with the Meta id "${recipient}" for good.`);
  const input = { recipient, account: textOption(invocation, 'account') };
  const document = await callForDocument<ErasureReceipt>(invocation, { name: 'person.erase', input, store: 'inPlace' });
  await printDocument(invocation, document, (gone) =>
    [
      `Removed: ${counted(gone.tokens, 'permission', 'permissions')}, ${counted(gone.messages, 'message', 'messages')}, ${counted(gone.consentEvents, 'entry', 'entries')} about consent. Receipt: ${gone.receipt}.`,
      'The person will not be messaged again, even if a list brings them back.',
      ...(gone.backups.length === 0
        ? []
        : [`These backups still hold the person; restoring one removes them again: ${gone.backups.join(', ')}.`]),
    ].join('\n'),
  );
};
