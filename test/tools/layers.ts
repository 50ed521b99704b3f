/**
 * The layers of Sundial: which folder may import what. This table is the law; the lint rule `sundial/layers` reads it.
 *
 * The most specific row decides (a file before its folder, a folder before its parent). A file may always import from its
 * own row's path and from what the row lists; everything else is refused, type-only imports included, because a type
 * from the wrong layer is a dependency too. A source file that no row covers is refused as well.
 *
 * Sources: DESIGN 2 (shape, threads, HTTP port), STYLE-STUDY 5 and 6 (arrows), Sundial's choice for the packages.
 */
export type Layer = {
  /** Folder or file, from the project root, with forward slashes. */
  readonly path: string;
  /** What lives there, for the reader of a refusal. */
  readonly holds: string;
  /** Folders or files of the project it may import besides its own path. */
  readonly mayImport: readonly string[];
  /** Packages it may import; `node:*` stands for every built-in module. */
  readonly packages: readonly string[];
  /** Built-in modules refused although `node:*` is listed. */
  readonly except?: readonly string[];
};

/** The engine opens no socket and starts no process itself: its hosts do (DESIGN 2). One row below may use one of these. */
const SOCKETS_AND_PROCESSES = [
  'node:child_process',
  'node:dgram',
  'node:dns',
  'node:dns/promises',
  'node:http',
  'node:http2',
  'node:https',
  'node:net',
  'node:tls',
] as const;

/** One row per layer, inner layers first. */
export const LAYERS: readonly Layer[] = [
  { path: 'shared/lang', holds: 'language helpers', mayImport: [], packages: [] },
  { path: 'shared/time', holds: 'instants, zones, local time', mayImport: ['shared/lang'], packages: [] },
  {
    path: 'shared/time/format-wall-clock.ts',
    holds: 'the one use of date-fns-tz',
    mayImport: ['shared/lang', 'shared/time'],
    packages: ['date-fns-tz'],
  },
  { path: 'shared/domain', holds: 'types and state tables', mayImport: ['shared/lang', 'shared/time'], packages: [] },
  {
    path: 'shared/rules',
    holds: 'pure decisions',
    mayImport: ['shared/lang', 'shared/time', 'shared/domain'],
    packages: [],
  },
  {
    path: 'shared/contract',
    holds: 'schemas of what crosses a process border',
    mayImport: ['shared/lang', 'shared/time', 'shared/domain', 'shared/rules'],
    packages: ['zod', '@orpc/contract'],
  },
  {
    path: 'electron/engine',
    holds: 'the engine; plain Node, every outside thing handed in',
    mayImport: ['shared'],
    packages: ['node:*', 'zod', 'yaml'],
    except: SOCKETS_AND_PROCESSES,
  },
  {
    path: 'electron/engine/screens',
    holds: 'what the screens ask of the engine: the contract, implemented by use cases',
    mayImport: ['shared', 'electron/engine'],
    packages: ['node:*', 'zod', '@orpc/server'],
    except: SOCKETS_AND_PROCESSES,
  },
  {
    path: 'electron/engine/store',
    holds: 'the only SQL on the workspace',
    mayImport: ['shared', 'electron/engine'],
    packages: ['node:*', 'better-sqlite3'],
    except: SOCKETS_AND_PROCESSES,
  },
  {
    path: 'electron/engine/command-socket',
    holds: 'the local socket over which commands reach the owner of a workspace',
    mayImport: ['shared', 'electron/engine'],
    packages: ['node:*', 'zod'],
    except: SOCKETS_AND_PROCESSES.filter((name) => name !== 'node:net'),
  },
  {
    path: 'electron/engine/pictures/public-address.ts',
    holds: 'which IP addresses are public; tells addresses apart and opens no socket',
    mayImport: [],
    packages: ['node:net'],
  },
  {
    path: 'electron/engine/importers',
    holds: 'files of people and tokens; stages rows into a file of its own',
    mayImport: ['shared', 'electron/engine'],
    packages: ['node:*', 'zod', 'better-sqlite3', 'read-excel-file', 'yauzl'],
    except: SOCKETS_AND_PROCESSES,
  },
  {
    path: 'electron/host',
    holds:
      'what hosts hand to the engine: clock, randomness, HTTP, secrets, log, and the practice platform for rehearsals',
    mayImport: ['shared', 'electron/engine', 'electron/practice', 'package.json'],
    packages: ['node:*', 'pino', 'undici', 'zod'],
  },
  {
    path: 'electron/practice',
    holds: 'the imitation platform; knows nothing of the engine it judges',
    mayImport: ['shared'],
    packages: ['node:*', 'better-sqlite3', 'zod'],
  },
  {
    path: 'electron/cli',
    holds: 'the engine from a terminal',
    mayImport: ['shared', 'electron/engine', 'electron/host', 'electron/practice', 'electron/web'],
    packages: ['node:*', 'commander', 'yaml', 'zod'],
  },
  {
    path: 'electron/web',
    holds: 'the loopback web host: the same engine, the same screens, no desktop shell',
    mayImport: ['shared', 'electron/engine', 'electron/host'],
    packages: ['node:*', 'ws', 'zod', '@orpc/server/ws'],
  },
  {
    path: 'electron/web/build-screens.ts',
    holds: 'the one use of the bundler, in a checkout where the screens are not built yet',
    mayImport: ['shared', 'electron/host'],
    packages: ['node:*', 'vite'],
  },
  {
    path: 'electron/start',
    holds: 'npm start: builds what is missing, then the desktop app where it can open, else the web host',
    mayImport: ['shared', 'electron/engine', 'electron/host', 'electron/web', 'electron/cli'],
    packages: ['node:*'],
  },
  {
    path: 'electron/start/build-desktop.ts',
    holds: 'the one use of the bundler for the desktop app, in a checkout where it is not built yet',
    mayImport: ['electron/host'],
    packages: ['node:*', 'vite'],
  },
  {
    path: 'electron/main',
    holds: 'the desktop shell: window, tray, keychain, power, updates; no table, no rule',
    mayImport: ['shared', 'electron/host'],
    packages: ['node:*', 'electron', 'electron-updater', 'zod'],
  },
  {
    path: 'electron/main/engine',
    holds: 'the engine process of the desktop app, a host like any other',
    mayImport: ['shared', 'electron/engine', 'electron/host'],
    packages: ['node:*', 'zod', '@orpc/server/message-port'],
  },
  {
    path: 'electron/main/practice',
    holds: 'the practice platform as a process of the desktop app',
    mayImport: ['electron/practice'],
    packages: ['node:*'],
  },
  {
    path: 'electron/preload',
    holds: 'hands the port over and turns dropped files into tickets; nothing else',
    mayImport: ['shared/contract'],
    packages: ['electron'],
  },
  {
    path: 'renderer',
    holds: 'what people see',
    mayImport: ['shared'],
    packages: [
      '@mantine/charts',
      '@mantine/core',
      '@mantine/dates',
      '@mantine/dropzone',
      '@mantine/form',
      '@mantine/hooks',
      '@mantine/notifications',
      '@mantine/spotlight',
      '@orpc/client',
      '@orpc/client/message-port',
      '@orpc/client/websocket',
      '@orpc/contract',
      '@orpc/tanstack-query',
      '@tabler/icons-react',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
      'dayjs',
      'i18next',
      'i18next-icu',
      'react',
      'react-dom',
      'react-dom/client',
      'react-i18next',
      'qrcode.react',
      'recharts',
      'zod',
    ],
  },
  {
    path: 'vite.config.ts',
    holds: 'how screens and desktop app are built',
    mayImport: [],
    packages: ['node:*', 'vite', '@vitejs/plugin-react'],
  },
  {
    path: 'vite.desktop.config.ts',
    holds: 'how the desktop app is built',
    mayImport: [],
    packages: ['node:*', 'vite'],
  },
  {
    path: 'test',
    holds: 'tests, their support, and the tools of this project',
    mayImport: ['shared', 'electron', 'renderer', 'vitest.config.ts', 'vite.config.ts', 'vite.desktop.config.ts'],
    packages: [
      'node:*',
      '@electron/fuses',
      '@axe-core/playwright',
      '@orpc/client',
      '@orpc/client/message-port',
      '@orpc/client/websocket',
      '@orpc/contract',
      '@orpc/server/message-port',
      '@orpc/server/ws',
      'better-sqlite3',
      'csv-parse',
      'facebook-nodejs-business-sdk',
      'fast-check',
      'intl-messageformat',
      'messaging-api-messenger',
      'oxlint/plugins-dev',
      'plainjob',
      'playwright-core',
      'undici',
      'vite',
      'ws',
      'vitest',
      'vitest/node',
      'write-excel-file',
      'yaml',
      'zod',
    ],
  },
  {
    path: 'vitest.config.ts',
    holds: 'settings of the tests',
    mayImport: ['test/tools', 'test/support'],
    packages: ['node:*', 'vitest/config'],
  },
];

/** `#name/…` of package.json `imports`, and the folder each stands for. */
export const IMPORT_ALIASES: Readonly<Record<string, string>> = {
  '#shared': 'shared',
  '#engine': 'electron/engine',
  '#host': 'electron/host',
  '#practice': 'electron/practice',
  '#cli': 'electron/cli',
  '#web': 'electron/web',
  '#start': 'electron/start',
  '#desktop': 'electron/main',
  '#renderer': 'renderer',
  '#test': 'test',
  '#package': 'package.json',
};

/**
 * The row that decides for a file: the longest path that is the file or holds it.
 *
 * @param file - path from the project root, with forward slashes.
 * @returns `null` when no row covers the file.
 */
export function layerOf(file: string): Layer | null {
  const rows = LAYERS.filter((row) => isWithin(file, row.path));
  return rows.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
}

/** Whether `file` is `path` itself or lies under it. */
export function isWithin(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}
