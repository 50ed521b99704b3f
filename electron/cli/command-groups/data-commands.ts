import type { CliCommand } from '#cli/command.ts';
import { ACCOUNT, OUT } from './options.ts';

/** The data folder: copies, health, what one person may ask for. In the order of the help. */
export const DATA_COMMANDS: readonly CliCommand[] = [
  {
    name: 'backup',
    help: 'write a copy of the data folder that can be restored',
    args: ['[file]'],
    options: [],
    load: async () => (await import('#cli/commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    help: 'put a backup in place of the present data; sending stays off until everything was compared with the platform',
    args: ['<file>'],
    options: [],
    load: async () => (await import('#cli/commands/restore.ts')).restore,
  },
  {
    name: 'doctor',
    help: 'look the data folder and this computer over',
    args: [],
    options: [],
    load: async () => (await import('#cli/commands/doctor.ts')).doctor,
  },
  {
    name: 'export',
    help: 'all data of the data folder, or of one person',
    args: ['[recipient]'],
    options: [
      ACCOUNT,
      { flags: '--csv <folder>', help: 'write one CSV file a table into this folder instead of JSON lines' },
      OUT,
      { flags: '--with-tokens', help: 'write the permission tokens in full' },
    ],
    load: async () => (await import('#cli/commands/export.ts')).exportData,
  },
  {
    name: 'erase',
    help: 'remove everything about one person, and never message them again',
    args: ['<recipient>'],
    options: [ACCOUNT],
    load: async () => (await import('#cli/commands/erase.ts')).erase,
  },
];
