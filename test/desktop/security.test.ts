import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCREEN_ORIGIN } from '#desktop/screen-scheme.ts';
import type * as Gateways from '#test/support/electron-stand-in/gateways.ts';
import { type DesktopUnderTest, openDesktop } from './support/open-desktop.ts';

const CORPUS = fileURLToPath(new URL('../fixtures/desktop/traversal.txt', import.meta.url));

let desktop: DesktopUnderTest;
let session: typeof Gateways.defaultSession;
let scheme: typeof Gateways.protocol;

beforeAll(async () => {
  desktop = await openDesktop({ prepare: (stage) => stage.answers.set('developers.example', 0) });
  ({ defaultSession: session, protocol: scheme } = await import('#test/support/electron-stand-in/gateways.ts'));
});
afterAll(() => desktop[Symbol.asyncDispose]());

it('every page is shown in a sandbox, isolated, without Node and without webviews', async () => {
  const { webContents } = await desktop.window();

  expect(webContents.getLastWebPreferences()).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(Object.keys(webContents.getLastWebPreferences())).not.toContain('enableBlinkFeatures');
});

it('the page comes from app://, under a policy without unsafe words whose nonce is new for each load', async () => {
  const { webContents } = await desktop.window();
  const first = webContents.answer;
  await webContents.load(`${SCREEN_ORIGIN}/`);
  const second = webContents.answer;

  const policies = [first, second].map((answer) => answer?.headers.get('content-security-policy') ?? '');
  const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
  expect(policies[0]).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/);
  expect(policies.join()).not.toMatch(/unsafe|https?:/);
  expect(nonces[0]?.length).toBeGreaterThanOrEqual(32);
  expect(nonces[0]).not.toBe(nonces[1]);
  const page = await second?.text();
  expect(page).toContain(`content="${nonces[1]}"`);
  expect(page).not.toContain('__CSP_NONCE__');
});

it('the scheme is standard and secure, and only files of the build are served, whatever way an address is written', async () => {
  const serve = scheme.handlers.get('app');
  const statusOf = async (address: string, method = 'GET'): Promise<number | undefined> =>
    (await serve?.({ url: address, method } as Request))?.status; // what the handler reads of a request

  expect(scheme.privileged.get('app')).toMatchObject({ standard: true, secure: true });
  expect(await statusOf(`${SCREEN_ORIGIN}/assets/app.js?v=1#x`)).toBe(200);
  expect(await statusOf(`${SCREEN_ORIGIN}/assets/app.js`, 'POST')).toBe(404);
  expect(await statusOf('app://other/index.html')).toBe(404);
  const lines = readFileSync(CORPUS, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) {
    expect(await statusOf(`${SCREEN_ORIGIN}/${line}`), line).toBe(404);
    const parsed = URL.canParse(line, `${SCREEN_ORIGIN}/`) ? new URL(line, `${SCREEN_ORIGIN}/`).href : null;
    if (parsed !== null) expect(await statusOf(parsed), parsed).toBe(404);
  }
});

it('every permission is denied, asked for or checked, and so is every device and every screen picture', async () => {
  const names = [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'hid',
  ];

  for (const name of names) {
    let answered: boolean | null = null;
    session.request?.(null, name, (allowed) => {
      answered = allowed;
    });
    expect(answered, name).toBe(false);
    expect(session.check?.(null, name), name).toBe(false);
  }
  expect(session.device?.({})).toBe(false);
  let streams: object | null = null;
  session.media?.({}, (given) => {
    streams = given;
  });
  expect(streams).toEqual({});
});

it('a session loads the screens and nothing else', async () => {
  const isStopped = (url: string): boolean | null => {
    let stopped: boolean | null = null;
    session.before?.({ url }, ({ cancel }) => {
      stopped = cancel;
    });
    return stopped;
  };

  expect(['app://sundial/', 'app://sundial/assets/app.js', 'data:image/png;base64,AA=='].map(isStopped)).toEqual([
    false,
    false,
    false,
  ]);
  const others = ['https://example.org/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://127.0.0.1/', 'app://other/'];
  expect(others.map(isStopped)).toEqual(others.map(() => true));
});

it('a page cannot leave, redirect, hold a webview or open a window; an https address is asked about, by its host', async () => {
  const { webContents } = await desktop.window();

  expect(webContents.mayNavigate('will-navigate', 'https://example.org/')).toBe(false);
  expect(webContents.mayNavigate('will-navigate', 'file:///etc/passwd')).toBe(false);
  expect(webContents.mayNavigate('will-frame-navigate', 'https://example.org/')).toBe(false);
  expect(webContents.mayNavigate('will-navigate', `${SCREEN_ORIGIN}/#/people`)).toBe(true);
  expect(webContents.mayNavigate('will-navigate', `${SCREEN_ORIGIN}.evil/`)).toBe(false);
  expect(webContents.mayNavigate('will-redirect', `${SCREEN_ORIGIN}/`)).toBe(false);
  expect(webContents.mayNavigate('will-attach-webview', '')).toBe(false);
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:x', 'https://a:b@developers.example/']) {
    expect(webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
  }
  expect(desktop.stage.dialogs).toEqual([]);
  expect(webContents.openHandler?.({ url: 'https://developers.example/docs?x=1' })).toEqual({ action: 'deny' });
  await desktop.until(() => desktop.stage.openedAddresses.length > 0);
  expect(desktop.stage.openedAddresses).toEqual(['https://developers.example/docs?x=1']);
  expect(desktop.stage.dialogs[0]?.message).toContain('developers.example');
});

it('the preload gives a page three functions and nothing else', async () => {
  const { exposed } = await desktop.page();

  expect([...exposed.keys()]).toEqual(['sundial']);
  const members = Object.entries(exposed.get('sundial') ?? {});
  expect(members.map(([name, value]) => [name, typeof value])).toEqual([
    ['askForPort', 'function'],
    ['ticketOf', 'function'],
    ['nextOpenedFile', 'function'],
  ]);
});
