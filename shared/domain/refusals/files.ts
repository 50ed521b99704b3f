import type { RefusalTemplate } from './refusal-template.ts';

/** What can be wrong with a list that is taken in. `name` is the file's; sizes are counted in binary units. */
export const FILE_REFUSALS = {
  handedFileGone: {
    code: 'notFound',
    sentence: 'The file that was handed over is not kept any more; choose it again.',
  },
  handedFileUnreadable: { code: 'fileRefused', sentence: '"{name}" is no file that can be read.' },
  handedFileNotSent: { code: 'fileRefused', sentence: 'The file "{name}" could not be read or sent.' },
  uploadTooLarge: {
    code: 'fileRefused',
    sentence: 'The file "{name}" is larger than {limitGiB} GiB, the most that is taken.',
  },
  uploadDiskFull: {
    code: 'diskFull',
    sentence: 'The disk that holds the data folder has no room for this file; free some space and try again.',
  },
  fileEmpty: { code: 'fileRefused', sentence: '"{name}" is empty: there is nothing to import.' },
  fileBlank: {
    code: 'fileRefused',
    sentence: '"{name}" holds nothing but white space: there is nothing to import.',
  },
  fileIsArchive: {
    code: 'fileRefused',
    sentence:
      '"{name}" is {format} archive; unpack it first; Sundial reads CSV, TSV, JSON, NDJSON, webhook logs and XLSX.',
    terms: {
      format: {
        ZIP: 'a ZIP',
        gzip: 'a gzip',
        '7-Zip': 'a 7-Zip',
        RAR: 'a RAR',
        bzip2: 'a bzip2',
        xz: 'an xz',
        zstd: 'a zstd',
      },
    },
  },
  fileIsPicture: {
    code: 'fileRefused',
    sentence: '"{name}" is a {format} picture; Sundial reads CSV, TSV, JSON, NDJSON, webhook logs and XLSX.',
  },
  fileOtherKind: {
    code: 'fileRefused',
    sentence: '"{name}" is {what}; Sundial reads CSV, TSV, JSON, NDJSON, webhook logs and XLSX.',
    terms: {
      what: {
        media: 'a picture, sound or film',
        pdf: 'a PDF document',
        windowsProgram: 'a Windows program',
        program: 'a program',
        database: 'an SQLite database',
        oldOffice: 'an old Excel or Word file; save it as .xlsx or CSV',
        richText: 'a rich text document',
        sound: 'a sound file',
        parquet: 'a Parquet file',
        binary: 'no text: it holds zero bytes',
        webPage: 'a web page or XML file, whatever its name ends in; open it in Excel and save it as .xlsx or CSV',
        plainZip: 'a ZIP archive, not an XLSX workbook',
        openDocument: 'a sheet of LibreOffice or OpenOffice; save it as .xlsx or CSV',
        numbers: 'a sheet of Apple Numbers; export it to Excel or CSV',
        binaryWorkbook: 'a binary Excel workbook (.xlsb); save it as .xlsx or CSV',
      },
    },
  },
  notAFile: { code: 'fileRefused', sentence: '"{name}" is no file.' },
  fileNotThere: { code: 'fileRefused', sentence: '"{name}" cannot be read: there is no such file.' },
  fileNoRights: { code: 'fileRefused', sentence: '"{name}" cannot be read: its rights do not allow it.' },
  fileUnreadable: { code: 'fileRefused', sentence: '"{name}" cannot be read: {errno}.' },
  fileTooLarge: {
    code: 'fileRefused',
    sentence: '"{name}" has {sizeGiB} GiB; a file may have {limitGiB} GiB: split it.',
  },
  jsonTooLarge: {
    code: 'fileRefused',
    sentence:
      '"{name}" is one JSON document of {sizeMiB} MiB; it may have {limitMiB} MiB: write it as NDJSON, one row a line.',
  },
  jsonBroken: {
    code: 'fileRefused',
    sentence: '"{name}" is no JSON: it begins like a list and does not end like one.',
  },
  workbookTooLarge: {
    code: 'fileRefused',
    sentence: '"{name}" has {sizeMiB} MiB; an XLSX workbook may have {limitMiB} MiB: save it as CSV.',
  },
  workbookTooManyParts: {
    code: 'fileRefused',
    sentence: '"{name}" holds {parts} parts; a workbook may have {limit}.',
  },
  workbookLocked: {
    code: 'fileRefused',
    sentence: '"{name}" is protected by a password; save it without one.',
  },
  workbookEntities: {
    code: 'fileRefused',
    sentence: '"{name}" declares its own entities, which no workbook does.',
  },
  workbookUnpacksHuge: {
    code: 'fileRefused',
    sentence: '"{name}" unpacks to more than {limitMiB} MiB, or is packed suspiciously well; save it as CSV.',
  },
  workbookBroken: {
    code: 'fileRefused',
    sentence: '"{name}" is a damaged workbook or no workbook at all.',
  },
  tooManyColumns: {
    code: 'fileRefused',
    sentence: '"{name}" has more than {limit} columns; leave out those that say nothing of permissions.',
  },
  noHeader: { code: 'fileRefused', sentence: '"{name}" has no row with column names.' },
  tooManyRows: { code: 'fileRefused', sentence: '"{name}" has more than 5,000,000 rows; split it.', also: ['limit'] },
  noRows: { code: 'fileRefused', sentence: '"{name}" holds no rows of tokens: there is nothing to import.' },
  fileNeedsMemory: {
    code: 'fileRefused',
    sentence: 'This file needs more memory than Sundial gives it; save it as CSV.',
  },
  columnTwice: { code: 'invalidInput', sentence: 'The columns "{first}" and "{second}" cannot both be the {field}.' },
  columnTwins: {
    code: 'fileRefused',
    sentence:
      'In "{name}" the columns {firstAt} ("{first}") and {secondAt} ("{second}") could both be the {field}; rename the one that is not',
  },
  noSuchColumn: { code: 'invalidInput', sentence: 'There is no column "{column}" in "{name}"' },
  noColumnFor: {
    code: 'fileRefused',
    sentence: 'No column of "{name}" is {field}',
    terms: { field: { token: 'the notification token', recipient: 'the recipient id' } },
  },
  datesUndecided: {
    code: 'fileRefused',
    sentence:
      'In "{name}" the date "{written}" of the column "{column}" can be read with the day or the month first, and no other date of the column tells',
  },
  importTakenIn: { code: 'wrongState', sentence: 'The list "{name}" is being taken in already.' },
  importGone: {
    code: 'notFound',
    sentence: 'What this file would change is not kept any more; look at the file again.',
  },
  importUnknown: { code: 'notFound', sentence: 'There is no import {import} in this workspace.' },
  importUndone: {
    code: 'importState',
    sentence: 'Import {import} was undone already; it cannot be undone twice.',
  },
  importStale: {
    code: 'importState',
    sentence: '"{name}" was compared with people who have changed meanwhile; nothing was stored: import it again.',
  },
  listStale: {
    code: 'importState',
    sentence: 'The list was compared with people who have changed meanwhile; nothing was stored: import it again.',
  },
  noRejects: { code: 'notFound', sentence: 'No row of "{name}" was rejected.' },
} as const satisfies Readonly<Record<string, RefusalTemplate>>;
