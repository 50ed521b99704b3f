import type { CommandAction } from '#cli/command.ts';
import { textOption } from '#cli/invocation-options.ts';
import { callImport } from './tokens-import.ts';

/** `tokens sync` (DESIGN 7, 10). */
export const tokensSync: CommandAction = (invocation) =>
  callImport(invocation, { name: 'token.sync', input: { account: textOption(invocation, 'account') } });
