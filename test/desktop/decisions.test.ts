import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appMenu, type MenuParts } from '#desktop/app-menu.ts';
import { argumentValue } from '#desktop/argument-value.ts';
import { decideClose } from '#desktop/close-decision.ts';
import { shellLanguage, wordsIn } from '#desktop/desktop-words.ts';
import { engineEnvironment } from '#desktop/engine-environment.ts';
import { externalAddress } from '#desktop/external-address.ts';
import { fileArguments } from '#desktop/file-arguments.ts';
import { isOwnScreen } from '#desktop/ipc-sender-check.ts';
import { mustStayAwake } from '#desktop/keep-awake-decision.ts';
import { desktopEntry } from '#desktop/login-start.ts';
import { nextSendText } from '#desktop/next-send-text.ts';
import { decideRestart } from '#desktop/restart-decision.ts';
import { noticeWords } from '#desktop/show-notice.ts';
import { troubleWords } from '#desktop/tell-trouble.ts';
import { decideUpdateFeed, decideUpdateStep } from '#desktop/update-decision.ts';
import { type Bounds, windowBounds } from '#desktop/window-bounds.ts';
import { LANGUAGES } from '#shared/contract/settings.ts';

describe('an address for the system’s browser', () => {
  it('is https with a host and without user name, and is handed over as it was understood', () => {
    expect(externalAddress('https://Example.ORG/a b')).toEqual({
      kind: 'open',
      href: 'https://example.org/a%20b',
      host: 'example.org',
    });
    const refused = [
      'http://example.org/',
      'https://user@example.org/',
      'https://:pass@example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'ms-msdt:/id',
      'search-ms:query=x',
      'ms-appinstaller:?source=x',
      'ms-officecmd:x',
      'app://sundial/',
      '//example.org',
      '',
      `https://example.org/${'a'.repeat(2_048)}`,
    ];
    for (const address of refused) expect(externalAddress(address).kind, address).toBe('refuse');
  });

  it('is never anything else than https with a host, for every address of the public URL corpus', () => {
    const corpus = fileURLToPath(new URL('../../../shared/corpora/whatwg-url/url/urltestdata.json', import.meta.url));
    const inputs = existsSync(corpus)
      ? inputsOf(corpus)
      : ['https://a@b/', 'HTTPS://x\\y', ' https:/ex ', 'https:///x'];
    for (const input of inputs) {
      const decided = externalAddress(input);
      if (decided.kind === 'refuse') continue;
      expect(decided.href, input).toMatch(/^https:\/\/[^/@]+\//);
    }
  });
});

function inputsOf(path: string): readonly string[] {
  const entries = JSON.parse(readFileSync(path, 'utf8')) as readonly unknown[]; // the corpus's own shape, checked below
  return entries.flatMap((entry) =>
    typeof entry === 'object' && entry !== null && 'input' in entry && typeof entry.input === 'string'
      ? [entry.input]
      : [],
  );
}

it('a message counts only from the top frame of an own window that shows the own page', () => {
  const good = { isOwnWindow: true, isTopFrame: true, origin: 'app://sundial' };

  expect(isOwnScreen(good, 'app://sundial')).toBe(true);
  expect(isOwnScreen({ ...good, isOwnWindow: false }, 'app://sundial')).toBe(false);
  expect(isOwnScreen({ ...good, isTopFrame: false }, 'app://sundial')).toBe(false);
  expect(isOwnScreen({ ...good, origin: null }, 'app://sundial')).toBe(false);
  expect(isOwnScreen({ ...good, origin: 'app://sundial.evil' }, 'app://sundial')).toBe(false);
});

it('an engine that crashes is started again, each time later, and given up after four soon crashes in a row', () => {
  const waits: number[] = [];
  let before = 0;
  for (;;) {
    const decision = decideRestart(before, 1_000);
    if (decision.kind === 'giveUp') break;
    waits.push(decision.afterMs);
    before = decision.crashesInARow;
  }
  expect(waits).toEqual([0, 500, 2_000, 5_000]);
  expect(decideRestart(4, 60_000)).toEqual({ kind: 'restart', afterMs: 0, crashesInARow: 1 });
});

it('the computer is kept awake while sending and for sends due within 15 minutes', () => {
  const at = (minutes: number | null, isSending = false): boolean =>
    mustStayAwake({ saidAt: 0, nextSendAt: minutes === null ? null : minutes * 60_000, isSending });

  expect([at(15), at(15.1), at(-5), at(null), at(null, true)]).toEqual([true, false, true, false, true]);
});

it('a window always lies on a display, whatever was remembered', () => {
  const whole = fc.integer({ min: -10_000, max: 10_000 });
  const size = fc.integer({ min: 1, max: 8_000 });
  const bounds = fc.record<Bounds>({ x: whole, y: whole, width: size, height: size });
  const display = fc.record<Bounds>({ x: whole, y: whole, width: fc.integer({ min: 640, max: 6_000 }), height: size });
  fc.assert(
    fc.property(fc.option(bounds), fc.array(display, { minLength: 1, maxLength: 4 }), (remembered, displays) => {
      const placed = windowBounds(remembered, displays);
      const holds = (home: Bounds): boolean =>
        placed.x >= home.x &&
        placed.y >= home.y &&
        placed.x + placed.width <= home.x + home.width &&
        placed.y + placed.height <= home.y + home.height;
      expect(displays.some(holds)).toBe(true);
    }),
  );
});

it('closing the window asks while nobody chose, and always closes at the end', () => {
  expect([
    decideClose(null, false),
    decideClose(true, false),
    decideClose(false, false),
    decideClose(null, true),
  ]).toEqual(['ask', 'hide', 'quit', 'close']);
});

it('updates are off without a feed, without https, and on Windows without a signer', () => {
  const packed = { isPacked: true, platform: 'linux' };
  const feed = 'provider: generic\nurl: https://updates.example/sundial\n';

  expect(decideUpdateFeed(feed, { ...packed, isPacked: false })).toEqual({ kind: 'off', because: 'notPacked' });
  expect(decideUpdateFeed(null, packed)).toEqual({ kind: 'off', because: 'noFeed' });
  expect(decideUpdateFeed(feed.replace('https', 'http'), packed)).toEqual({ kind: 'off', because: 'notSecure' });
  expect(decideUpdateFeed(feed, { ...packed, platform: 'win32' })).toEqual({ kind: 'off', because: 'unsigned' });
  expect(decideUpdateFeed(`${feed}publisherName:\n  - Sundial\n`, { ...packed, platform: 'win32' }).kind).toBe('on');
  expect(decideUpdateFeed(feed, packed).kind).toBe('on');
  expect([
    decideUpdateStep('available', true),
    decideUpdateStep('available', false),
    decideUpdateStep('fetched', false),
  ]).toEqual(['wait', 'askToFetch', 'askToInstall']);
});

it('of a command line only importable files are taken', () => {
  const words = [
    '--inspect=9229',
    'https://a/b.csv',
    'people.csv',
    '/lists/a.xlsx',
    'x\0.csv',
    'photo.png',
    'file:///x.csv',
  ];

  expect(fileArguments(words, '/here')).toEqual([resolve('/here', 'people.csv'), resolve('/lists/a.xlsx')]);
});

it('a switch is read in both ways of writing it, and one without a value counts as not given', () => {
  expect(argumentValue(['--workspace=/a', '--workspace', '/b'], 'workspace')).toBe('/b');
  expect(argumentValue(['--workspace', '--hidden'], 'workspace')).toBeNull();
  expect(argumentValue(['--workspace='], 'workspace')).toBeNull();
  expect(argumentValue([], 'workspace')).toBeNull();
});

it('processes get the computer’s environment in UTC, without what could redirect them', () => {
  const own = {
    HOME: '/there',
    NODE_OPTIONS: '--require x',
    NODE_EXTRA_CA_CERTS: 'x',
    ELECTRON_RUN_AS_NODE: '1',
    TZ: 'Asia/Tokyo',
  };

  expect(engineEnvironment({ ...own, SSLKEYLOGFILE: 'x', LD_PRELOAD: 'x', NOTHING: undefined })).toEqual({
    HOME: '/there',
    TZ: 'UTC',
  });
});

it('the next send is said with a time for today and tomorrow, else with its date', () => {
  const clock = (local: string): { local: string; offsetMinutes: number; zone: string } => ({
    local,
    offsetMinutes: 60,
    zone: 'Europe/Rome',
  });
  const now = clock('2026-12-31T18:00:00');
  const say = wordsIn('en');

  expect(nextSendText(null, now, say)).toBe('No message planned');
  expect(nextSendText(clock('2026-12-31T17:59:00'), now, say)).toBe('Messages are leaving now');
  expect(nextSendText(clock('2026-12-31T20:30:00'), now, say)).toBe('Next message: today 20:30');
  expect(nextSendText(clock('2027-01-01T09:00:00'), now, say)).toBe('Next message: tomorrow 09:00');
  expect(nextSendText(clock('2027-01-02T09:00:00'), now, say)).toBe('Next message: 2027-01-02, 09:00');
});

it('the shell speaks the chosen language, else the first of the computer’s that Sundial speaks, else English', () => {
  expect(shellLanguage('ja', ['de-DE'])).toBe('ja');
  expect(shellLanguage(null, ['pt-BR', 'de-AT', 'it-IT'])).toBe('de');
  expect(shellLanguage(null, ['pt-BR'])).toBe('en');
});

it('a notice and a trouble are said in the person’s language, and the engine’s English sentence only where there are no words', () => {
  const notice = { kind: 'uncertain', title: 'Café Aurora', text: 'English facts.' } as const;
  expect(noticeWords(notice, wordsIn('it'))).toEqual({
    title: 'Non sappiamo se è arrivato: Café Aurora',
    body: 'Alcuni messaggi aspettano una tua decisione in Sundial.',
  });
  const refusal = { kind: 'dataFolderOwned', values: { folder: '/data' } };
  const refused = { code: 'databaseNewer', message: 'Made by 9.', where: null, refusal } as const;
  const words = troubleWords({ kind: 'failed', refusal: refused, isOpen: false }, wordsIn('de'));
  expect(words.message).toBe('Sundial kann seine Daten nicht öffnen');
  expect(words.detail).toMatch(/^Die Daten stammen von einem neueren Sundial[^\n]*\n\n\/data$/);
  const odd = { ...refused, code: 'wrongState', refusal: null } as const;
  expect(troubleWords({ kind: 'failed', refusal: odd, isOpen: false }, wordsIn('de')).detail).toMatch(/Made by 9\.$/);
  expect(troubleWords({ kind: 'crashed', crashes: 5 }, wordsIn('en')).detail).toContain('5 times in a row');
});

it('every text of the shell exists in the five languages, with the same places to fill in', () => {
  const file = (language: string): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(new URL(`../../electron/main/words/${language}.json`, import.meta.url), 'utf8')) as Record<
      string,
      string
    >; // as the compiler checks
  const english = file('en');
  const places = (text: string | undefined): readonly string[] => (text?.match(/\{\w+\}/g) ?? []).toSorted();
  for (const language of LANGUAGES) {
    const texts = file(language);
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(texts)) {
      expect(places(text), `${language} ${key}`).toEqual(places(english[key]));
      expect(text.trim(), `${language} ${key}`).not.toBe('');
    }
  }
});

it('a packed app has nothing in its menu that reloads or inspects a page, on any system and in any language', () => {
  const nothing = (): void => undefined;
  for (const platform of ['darwin', 'win32', 'linux']) {
    for (const language of LANGUAGES) {
      const parts: MenuParts = {
        say: wordsIn(language),
        platform,
        isPacked: true,
        keepRunning: true,
        startAtLogin: false,
        onImport: nothing,
        onKeepRunning: nothing,
        onStartAtLogin: nothing,
      };
      const roles = JSON.stringify(appMenu(parts));
      expect(roles).toContain('"role":"quit"');
      expect(roles).not.toMatch(/toggleDevTools|reload/i);
      expect(JSON.stringify(appMenu({ ...parts, isPacked: false }))).toContain('toggleDevTools');
    }
  }
});

it('the autostart entry of Linux quotes the program as the desktop specification asks', () => {
  expect(desktopEntry('/opt/My "Apps"/sundial 100%')).toContain(
    String.raw`Exec="/opt/My \"Apps\"/sundial 100%%" --at-login`,
  );
});
