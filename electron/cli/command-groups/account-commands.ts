import type { CliCommand } from '#cli/command.ts';

/** Accounts: connect, check, reconnect. In the order of the help. */
export const ACCOUNT_COMMANDS: readonly CliCommand[] = [
  {
    name: 'account add',
    help: 'connect a Page or an Instagram account, or a practice account to try everything out',
    args: [],
    options: [
      { flags: '--practice', help: 'a practice account: nothing leaves this computer' },
      { flags: '--api-base <url>', help: 'where a practice platform answers; default: Sundial starts its own' },
      { flags: '--platform <platform>', help: 'messenger or instagram' },
      { flags: '--page-id <id>', help: 'the Facebook Page' },
      { flags: '--ig-id <id>', help: 'the Instagram professional account' },
      { flags: '--name <name>', help: 'the name people know it by' },
      { flags: '--zone <zone>', help: 'time zone of the account, e.g. Europe/Rome' },
      { flags: '--pace <n>', help: 'most messages a second' },
      { flags: '--access-token-stdin', help: 'read the Page key from standard input' },
      { flags: '--store-secret-in-file', help: 'keep the Page key in a file only you can read; else in memory only' },
    ],
    load: async () => (await import('#cli/commands/account-add.ts')).accountAdd,
  },
  {
    name: 'account list',
    help: 'all accounts',
    args: [],
    options: [],
    load: async () => (await import('#cli/commands/account-list.ts')).accountList,
  },
  {
    name: 'account check',
    help: 'ask the platform whether an account may send',
    args: ['[account]'],
    options: [],
    load: async () => (await import('#cli/commands/account-check.ts')).accountCheck,
  },
  {
    name: 'account reconnect',
    help: 'give an account a new Page key and let it send again',
    args: ['<account>'],
    options: [
      { flags: '--access-token-stdin', help: 'read the new Page key from standard input' },
      { flags: '--store-secret-in-file', help: 'keep the Page key in a file only you can read; else in memory only' },
    ],
    load: async () => (await import('#cli/commands/account-reconnect.ts')).accountReconnect,
  },
];
