import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument, flag } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { readAccessToken } from '#cli/read-secret.ts';

/** `account reconnect`: a new Page key for an account whose old one ended (DESIGN 2, Secrets). */
export const accountReconnect: CommandAction = async (invocation) => {
  const input = {
    account: argument(invocation, 0),
    accessToken: await readAccessToken(invocation),
    storeSecretInFile: flag(invocation, 'storeSecretInFile'),
  };
  const document = await callForDocument<{ readonly id: string }>(invocation, {
    name: 'account.reconnect',
    input,
    store: 'inPlace',
  });
  await printDocument(invocation, document, ({ id }) => `Account ${id} has its new Page key and may send again.`);
};
