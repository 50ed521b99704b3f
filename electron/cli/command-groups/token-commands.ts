import type { CliCommand } from '#cli/command.ts';
import { ACCOUNT } from './options.ts';

/** Permissions: taking them in, looking them over. In the order of the help. */
export const TOKEN_COMMANDS: readonly CliCommand[] = [
  {
    name: 'tokens import',
    help: 'take in a list of people who gave permission: CSV, TSV, XLSX, JSON, NDJSON or a webhook log',
    args: ['<file>'],
    options: [
      ACCOUNT,
      { flags: '--map <column=field>', help: 'say what a column holds; may be repeated', repeats: true },
      { flags: '--encoding <name>', help: 'windows-1252 has to be named; UTF-8 and UTF-16 are found' },
      {
        flags: '--dates <order>',
        help: 'what comes first in 03/04/2026: day-first or month-first; else the column must show it',
      },
      { flags: '--dry-run', help: 'show what the file would change, change nothing' },
      { flags: '--rejects <file>', help: 'write the rows that were not taken to this file' },
    ],
    load: async () => (await import('#cli/commands/tokens-import.ts')).tokensImport,
  },
  {
    name: 'tokens undo',
    help: 'take an import back',
    args: ['<import>'],
    options: [],
    load: async () => (await import('#cli/commands/tokens-undo.ts')).tokensUndo,
  },
  {
    name: 'tokens sync',
    help: 'ask the platform for its list of people who gave permission',
    args: [],
    options: [ACCOUNT],
    load: async () => (await import('#cli/commands/tokens-sync.ts')).tokensSync,
  },
  {
    name: 'tokens list',
    help: 'who may be messaged, and from when',
    args: [],
    options: [
      ACCOUNT,
      { flags: '--status <status>', help: 'active, stopped, expired, invalid or suppressed' },
      { flags: '--topic <topic>', help: 'only this topic' },
      { flags: '--zone <zone>', help: 'only this time zone' },
      { flags: '--search <text>', help: 'beginning of a name, a Meta id or a token' },
      { flags: '--limit <n>', help: 'at most this many' },
    ],
    load: async () => (await import('#cli/commands/tokens-list.ts')).tokensList,
  },
  {
    name: 'tokens show',
    help: 'one permission with its history',
    args: ['<token>'],
    options: [ACCOUNT],
    load: async () => (await import('#cli/commands/tokens-show.ts')).tokensShow,
  },
];
