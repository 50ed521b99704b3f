import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Programs of the Chromium family, as package managers and installers name them. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];

/** Where installers put them outside the search path. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) =>
    [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ].map((parts) => join(process.env[variable] ?? '', ...parts)),
  ),
};

/** Folders of Playwright's own browsers, by system. */
const PLAYWRIGHT_FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  linux: join(homedir(), '.cache', 'ms-playwright'),
  win32: join(process.env['LocalAppData'] ?? homedir(), 'ms-playwright'),
};

/** Flags of a browser that asks nobody outside for anything and starts the same every time. */
const FLAGS = [
  '--disable-background-networking',
  // Containers give little shared memory.
  '--disable-dev-shm-usage',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** Starts a headless browser of the Chromium family with a profile of its own. */
export function openBrowserForTests(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: browserProgram(),
    headless: true,
    chromiumSandbox: false,
    args: isRoot ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
}

/**
 * A browser of this computer: an installed one, Playwright's own, or, on Debian as root, one from the package manager.
 *
 * @throws {Error} saying what to install, when there is none.
 */
export function browserProgram(): string {
  const found = findBrowser() ?? installBrowser();
  if (found !== null) return found;
  throw new Error(
    'The tests of the screens need a browser: install Chromium, Google Chrome or Microsoft Edge and run them again.',
  );
}

function findBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const places = [...inPath, ...(PLACES[process.platform] ?? []), ...playwrightBrowsers()];
  return places.find((place) => existsSync(place)) ?? null;
}

function playwrightBrowsers(): readonly string[] {
  const folder = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? PLAYWRIGHT_FOLDERS[process.platform];
  if (folder === undefined || !existsSync(folder)) return [];
  const programs = ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-win/chrome.exe', 'chrome-win64/chrome.exe'];
  const mac = ['chrome-mac', 'chrome-mac-arm64'].map((name) => `${name}/Chromium.app/Contents/MacOS/Chromium`);
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium-'))
    .flatMap((name) => [...programs, ...mac].map((program) => join(folder, name, program)));
}

/** Installs Chromium where that asks nobody and breaks nothing: in a container of Debian's kind, as root. */
function installBrowser(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  process.stderr.write('Installing Chromium for the tests of the screens …\n');
  try {
    for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      execFileSync('apt-get', ['-qq', ...words], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  } catch {
    return null; // apt-get has said why on standard error
  }
  return findBrowser();
}
