import type { RefusalTemplate } from './refusal-template.ts';

/** What can be refused about the data folder, its disk and database, backups, and values that came from nowhere else. */
export const DATA_REFUSALS = {
  diskFull: {
    code: 'diskFull',
    sentence:
      'The disk that holds the data folder is full. Nothing of this step was stored; free some space and try again.',
  },
  folderNotWritable: {
    code: 'workspaceNotWritable',
    sentence:
      'The data folder cannot be written. Nothing was changed; check the rights of the folder or choose another.',
  },
  databaseHeld: {
    code: 'workspaceNotWritable',
    sentence:
      'Another program, perhaps a backup or virus scanner, holds the database. Nothing of this step was stored; it is tried again.',
  },
  databaseDamaged: {
    code: 'databaseBroken',
    sentence: 'The database in the data folder is damaged. Nothing is sent from it; restore the last backup.',
  },
  databaseFaulty: { code: 'databaseBroken', sentence: 'The database in "{folder}" is damaged' },
  diskError: {
    code: 'workspaceNotWritable',
    sentence: 'The disk answered with an error. Nothing of this step was stored; check the disk.',
  },
  uploadFolderNotWritable: {
    code: 'workspaceNotWritable',
    sentence: 'The data folder cannot be written; check its rights.',
  },
  placeNotWritable: { code: 'workspaceNotWritable', sentence: 'The folder "{folder}" cannot be written.' },
  dataFolderNotWritable: {
    code: 'workspaceNotWritable',
    sentence: 'The data folder "{folder}" cannot be written. Check its rights, or choose another with --workspace.',
  },
  dataFolderNotMade: {
    code: 'workspaceNotWritable',
    sentence:
      'The data folder "{folder}" cannot be made or written. Check its rights, or choose another with --workspace.',
  },
  dataFolderOwned: { code: 'workspaceOwned', sentence: 'The data folder "{folder}" is in use by' },
  databaseNewer: {
    code: 'databaseNewer',
    sentence:
      'This data folder was last used by a newer Sundial (schema {version}); this one knows schemas up to {known}. Update Sundial to open it.',
  },
  restoreHalfDone: {
    code: 'wrongState',
    sentence: 'A restore of the data folder "{folder}" was interrupted; run the restore of the backup once more.',
  },
  backupUnknown: { code: 'notFound', sentence: 'There is no backup "{name}" in the data folder.' },
  backupNotThere: { code: 'fileRefused', sentence: 'There is no file "{path}" to restore.' },
  backupOfNobody: {
    code: 'fileRefused',
    sentence: '"{name}" is no backup made by Sundial; restore takes a file that "backup" wrote.',
  },
  backupOfOther: {
    code: 'fileRefused',
    sentence: '"{name}" is a database of another program; restore takes a file that "backup" wrote.',
  },
  backupDamaged: { code: 'databaseBroken', sentence: 'The backup "{name}" is damaged' },
  backupExists: {
    code: 'fileRefused',
    sentence: '"{path}" exists already; a backup never replaces a file. Choose another name.',
  },
  backupDiskFull: {
    code: 'diskFull',
    sentence: 'There is no space for the backup "{path}"; nothing was written.',
  },
  backupNotWritable: {
    code: 'fileRefused',
    sentence: 'The backup "{path}" cannot be written ({errno}); choose another place.',
  },
  cannotRestart: {
    code: 'wrongState',
    sentence: 'This Sundial cannot start itself again; close it and open it.',
  },
  /** The schema's own English words say what is allowed. */
  valueNotTaken: { code: 'invalidInput', sentence: 'The value of "{place}"' },
  dateUnknown: { code: 'invalidInput', sentence: '"{text}" is no date such as 2026-11-27.' },
  logPlaceUnknown: {
    code: 'invalidInput',
    sentence: '"{text}" is no place in the log; take "next" of the page before.',
  },
  idOdd: { code: 'invalidInput', sentence: '"{text}" is no {thing} id; {thing} ids look like {example}.' },
} as const satisfies Readonly<Record<string, RefusalTemplate>>;
