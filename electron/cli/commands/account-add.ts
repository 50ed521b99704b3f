import { callForDocument } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { addressOption, choiceOption, digitsOption, flag, numberOption, textOption } from '#cli/invocation-options.ts';
import { printDocument, say } from '#cli/output.ts';
import { readAccessToken } from '#cli/read-secret.ts';
import { UsageError } from '#cli/usage-error.ts';
import { PLATFORMS } from '#shared/domain/account.ts';

/** `account add` (DESIGN 10). */
export const accountAdd: CommandAction = async (invocation) => {
  const input = flag(invocation, 'practice') ? practiceInput(invocation) : await realInput(invocation);
  const added = await callForDocument<{ readonly id: string }>(invocation, {
    name: 'account.add',
    input,
    store: 'inPlace',
  });
  await printDocument(invocation, added, ({ id }) => `Connected as account ${id}.`);
  if (input.kind === 'practice') say(invocation, 'A practice account: nothing leaves this computer.');
  else if (!input.storeSecretInFile) {
    say(
      invocation,
      'The Page key is kept in memory only: it is gone when this command, or the "run" it was handed to, ends.',
    );
  }
};

function practiceInput(invocation: Invocation): { readonly kind: 'practice' } & Readonly<Record<string, unknown>> {
  return {
    kind: 'practice',
    apiBase: addressOption(invocation, 'apiBase'),
    name: textOption(invocation, 'name'),
    zone: textOption(invocation, 'zone'),
    pacePerSecond: numberOption(invocation, 'pace', { from: 1, to: 300 }),
  };
}

async function realInput(
  invocation: Invocation,
): Promise<{ readonly kind: 'real'; readonly storeSecretInFile: boolean } & Readonly<Record<string, unknown>>> {
  return {
    kind: 'real',
    platform: needed(choiceOption(invocation, 'platform', PLATFORMS), '--platform messenger or --platform instagram'),
    pageId: needed(digitsOption(invocation, 'pageId'), '--page-id with the id of the Facebook Page'),
    igId: digitsOption(invocation, 'igId'),
    name: needed(textOption(invocation, 'name'), '--name with the name people know'),
    zone: needed(textOption(invocation, 'zone'), '--zone with a time zone such as Europe/Rome'),
    apiBase: addressOption(invocation, 'apiBase'),
    pacePerSecond: numberOption(invocation, 'pace', { from: 1, to: 300 }),
    accessToken: await readAccessToken(invocation),
    storeSecretInFile: flag(invocation, 'storeSecretInFile'),
  };
}

function needed(text: string | null, what: string): string {
  if (text !== null) return text;
  const option = what.split(' ')[0] ?? what;
  throw new UsageError(`A real account needs ${what}; a practice account needs only --practice.`, option);
}
