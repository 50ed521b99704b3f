import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { startPracticeServer } from '#host/start-practice-server.ts';
import { type Said, sundial } from '#test/cli/support.ts';
import { openBrowserForTests } from '#test/support/browser.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { type ContractClient, openContractClient, openSession } from './contract-client.ts';
import { lookAt } from './look-at.ts';
import { type PageRecord, recordPage } from './page-record.ts';
import { type Served, serveWorkspace } from './served.ts';

/** The tags browsers send for Sundial's languages. */
const LOCALES = { en: 'en-US', it: 'it-IT', de: 'de-DE', ja: 'ja-JP', id: 'id-ID' } as const;
/** The window most pictures are taken in. */
const VIEWPORT = { width: 1280, height: 800 };
/** How long a page may take over one thing on a slow computer that does other work too, in ms; nothing is proven by it. */
const PATIENCE_MS = 60_000;
/** How a page complains when the process behind it is gone, or was started again and does not know it. */
const LOST_LINE =
  /WebSocket connection to .* failed|net::ERR_(CONNECTION|EMPTY)|Failed to load resource: (net::ERR_|.*status of 401)|dynamically imported module|Unable to preload/;

/** A world for one test of the screens. */
export interface ScreensOptions {
  /** Fills the data folder before Sundial is started on it; a command that is refused fails the test. */
  readonly prepare?: (sundial: (...words: string[]) => Promise<Said>, folder: string) => Promise<void>;
  /** How many people the practice platform simulates; not given = as many as for anybody. */
  readonly recipients?: number;
  readonly language?: keyof typeof LOCALES;
  readonly theme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Serves the prepared folder; not given = `sundial serve` in a process of its own. */
  readonly serve?: (folder: string) => Promise<Served>;
}

/** Sundial in a browser: a real `sundial serve` with its engine, database and practice platform, and one page on it. */
export interface Screens extends AsyncDisposable {
  readonly page: Page;
  /** The same contract the screens use, to set things up and to look behind them. */
  readonly engine: ContractClient;
  /** The data folder. */
  readonly folder: string;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Goes to a place, e.g. `/people`, and waits for its heading. */
  readonly go: (place: string) => Promise<void>;
  /** Waits for quiet, has axe look (0 findings or it throws), writes `out/screenshots/<name>-<theme>-<language>.png`. */
  readonly look: (name: string) => Promise<void>;
  readonly setTheme: (theme: 'light' | 'dark') => Promise<void>;
  /** A second page of the same browser, as a second tab; its complaints count too. */
  readonly openTab: () => Promise<Page>;
  /** Ends Sundial as a crash would; the pages lose their line. */
  readonly killEngine: () => Promise<void>;
  /** Starts it again at the same address and opens its new one in this browser; the pages find it by themselves. */
  readonly restartEngine: () => Promise<void>;
  /** The first half of {@link restartEngine}: nobody has opened the new address yet. */
  readonly startAgain: () => Promise<void>;
  /** The second half: its new address is opened in this browser. */
  readonly openNewAddress: () => Promise<void>;
  /** Complaints of the page that are part of the test, e.g. the status of a refused upload. */
  readonly allowComplaint: (pattern: RegExp) => void;
}

let browser: Promise<Browser> | null = null;

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});

/** Opens the screens. One browser for a test file, a new profile for each call; at its end everything is stopped, and what the pages were sent is searched for secrets. */
export async function openScreens(options: ScreensOptions = {}): Promise<Screens> {
  const { language = 'en' } = options;
  let theme = options.theme ?? 'light';
  const folder = await preparedFolder(options);
  let served = await (options.serve ?? serveWorkspace)(folder);
  const url = `http://127.0.0.1:${served.port}`;
  let cookie = await openSession(served.address);
  const client = openContractClient({ origin: url, cookie: () => cookie });
  const context = await newProfile(options);
  const tabs = tabsOf(context, url);
  const giveCookie = (): Promise<void> => {
    const [name = '', value = ''] = cookie.split('=');
    return context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
  };
  await giveCookie();
  const page = await tabs.open();
  const startAgain = async (): Promise<void> => {
    served = await serveAgain(folder, served);
  };
  const openNewAddress = async (): Promise<void> => {
    cookie = await openSession(served.address);
    await giveCookie();
  };
  const close = async (): Promise<void> => {
    client.close();
    await context.close();
    const code = await served.stop();
    await tabs.check();
    if (code !== 0 && code !== null) throw new Error(`"sundial serve" ended with ${code}.`);
  };
  return {
    page,
    engine: client.engine,
    folder,
    url,
    go: async (place) => {
      await page.goto(`${url}/#${place}`);
      await untilArrived(page);
      await page.locator('h1').first().waitFor();
    },
    look: (name) => lookAt(page, `${name}-${theme}-${language}`),
    setTheme: async (wanted) => {
      theme = wanted;
      await page.emulateMedia({ colorScheme: wanted });
    },
    openTab: tabs.open,
    killEngine: async () => {
      tabs.allow(LOST_LINE);
      await served.kill();
    },
    restartEngine: async () => {
      await startAgain();
      await openNewAddress();
    },
    startAgain,
    openNewAddress,
    allowComplaint: tabs.allow,
    [Symbol.asyncDispose]: close,
  };
}

/** Waits until the place that the address names is the one that is shown; until then the one before it is. */
async function untilArrived(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    // The router of the screens leaves itself there, for tools that look at it.
    const router = (globalThis as unknown as { readonly __TSR_ROUTER__?: Router }).__TSR_ROUTER__; // see `Router`
    const shown = router?.state.resolvedLocation?.href;
    const asked = location.hash.slice(1) || '/';
    return router?.state.status === 'idle' && shown !== undefined && decodeURI(shown) === decodeURI(asked);
  });
}

/** What is read of the router. */
interface Router {
  readonly state: { readonly status: string; readonly resolvedLocation?: { readonly href: string } };
}

async function newProfile({ language = 'en', theme = 'light', viewport }: ScreensOptions): Promise<BrowserContext> {
  browser ??= openBrowserForTests();
  const context = await (await browser).newContext({
    locale: LOCALES[language],
    // Another one than Sundial's: the browser's own zone must change nothing (DESIGN 5).
    timezoneId: 'America/New_York',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: viewport ?? VIEWPORT,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

interface Tabs {
  readonly open: () => Promise<Page>;
  readonly allow: (pattern: RegExp) => void;
  readonly check: () => Promise<void>;
}

/** The pages of a profile, each recorded from its first request on. */
function tabsOf(context: BrowserContext, url: string): Tabs {
  const records: PageRecord[] = [];
  return {
    open: async () => {
      const tab = await context.newPage();
      records.push(recordPage(tab));
      await tab.goto(url);
      return tab;
    },
    allow: (pattern) => {
      for (const record of records) record.allow(pattern);
    },
    check: async () => {
      await Promise.all(records.map((record) => record.check()));
    },
  };
}

async function preparedFolder({ prepare, recipients }: ScreensOptions): Promise<string> {
  const folder = temporaryFolder();
  if (recipients !== undefined) {
    const world = await startPracticeServer({ folder, arguments: ['--recipients', String(recipients)] });
    await world.stop();
  }
  await prepare?.(async (...words) => {
    const said = await sundial(folder, words);
    if (said.code !== 0) throw new Error(`"sundial ${words.join(' ')}" was refused: ${said.error}`);
    return said;
  }, folder);
  return folder;
}

function serveAgain(folder: string, { port }: Served): Promise<Served> {
  return serveWorkspace(folder, port);
}
