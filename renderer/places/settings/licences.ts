/** A part of Sundial that others made, and its licence as its own package names it. */
export interface Licence {
  readonly name: string;
  readonly licence: string;
}

const MIT = [
  '@mantine/core',
  '@orpc/client',
  '@tabler/icons-react',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-table',
  '@tanstack/react-virtual',
  'better-sqlite3',
  'commander',
  'csv-parse',
  'date-fns',
  'date-fns-tz',
  'dayjs',
  'electron',
  'electron-updater',
  'i18next',
  'i18next-icu',
  'pino',
  'react',
  'react-i18next',
  'read-excel-file',
  'recharts',
  'undici',
  'ws',
  'yauzl',
  'zod',
];

/** The packages Sundial is built on. A test compares them with what is installed. */
export const PACKAGE_LICENCES: readonly Licence[] = [
  ...MIT.map((name) => ({ name, licence: 'MIT' })),
  { name: 'intl-messageformat', licence: 'BSD-3-Clause' },
  { name: 'yaml', licence: 'ISC' },
].toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

/** Data that ships with Sundial. */
export const DATA_LICENCES: readonly Licence[] = [
  { name: 'IANA Time Zone Database', licence: 'Public domain' },
  { name: 'Unicode CLDR, windowsZones', licence: 'Unicode-3.0' },
];
