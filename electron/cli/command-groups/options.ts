import type { CommandOption } from '#cli/command.ts';

/** Which account, for commands that work on one. */
export const ACCOUNT: CommandOption = {
  flags: '--account <id>',
  help: 'the account, e.g. a1; may be left out when there is one only',
};
/** Where to, for commands that hand out data. */
export const OUT: CommandOption = { flags: '--out <file>', help: 'write to this file instead of the terminal' };
