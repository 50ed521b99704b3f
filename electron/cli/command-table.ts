import type { CliCommand } from './command.ts';
import { ACCOUNT_COMMANDS } from './command-groups/account-commands.ts';
import { ASKING_COMMANDS } from './command-groups/asking-commands.ts';
import { CAMPAIGN_COMMANDS } from './command-groups/campaign-commands.ts';
import { DATA_COMMANDS } from './command-groups/data-commands.ts';
import { RUNNING_COMMANDS } from './command-groups/running-commands.ts';
import { TOKEN_COMMANDS } from './command-groups/token-commands.ts';

/** Every command of DESIGN 10, in the order of its help, with nothing loaded that its call does not need. */
export const COMMANDS: readonly CliCommand[] = [
  ...ACCOUNT_COMMANDS,
  ...TOKEN_COMMANDS,
  ...ASKING_COMMANDS,
  ...CAMPAIGN_COMMANDS,
  ...RUNNING_COMMANDS,
  ...DATA_COMMANDS,
];
