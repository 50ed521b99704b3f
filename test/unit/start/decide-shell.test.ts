import { describe, expect, test } from 'vitest';
import { browserOpener, hasDisplay } from '#host/open-browser.ts';
import { decideShell, type ShellFacts } from '#start/decide-shell.ts';

const desk: ShellFacts = { hasDisplay: true, binary: 'here', brokeBecause: null };

describe('how Sundial is shown', () => {
  test('in a window of its own, where there is a display and Electron', () => {
    expect(decideShell(desk)).toEqual({ kind: 'desktop' });
  });

  test('Electron is fetched only where a window could open', () => {
    expect(decideShell({ ...desk, binary: 'notFetched' })).toEqual({ kind: 'fetch' });
    expect(decideShell({ ...desk, binary: 'notFetched', hasDisplay: false }).kind).toBe('web');
  });

  test('else in the browser, with the reason in one line', () => {
    const cases: readonly (readonly [Partial<ShellFacts>, string])[] = [
      [{ hasDisplay: false }, 'no display'],
      [{ binary: 'notToBeHad' }, 'could not be fetched within 15 seconds'],
      [{ brokeBecause: 'it ended with 127' }, 'it ended with 127'],
    ];
    for (const [facts, words] of cases) {
      const shell = decideShell({ ...desk, ...facts });
      const why = shell.kind === 'web' ? shell.why : '';
      expect(why).toContain(words);
      expect(why).not.toContain('\n');
    }
  });
});

describe('a display', () => {
  test('is there on Windows and macOS, and elsewhere where the environment names one', () => {
    expect(hasDisplay({ platform: 'win32', env: {} })).toBe(true);
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: ':0' } })).toBe(true);
    expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: '' } })).toBe(false);
  });

  test('an address is opened by a program of the system, never by a shell', () => {
    const programs = (['linux', 'darwin', 'win32'] as const).map((platform) => browserOpener(platform)[0]);
    expect(programs).toEqual(['xdg-open', 'open', 'rundll32']);
  });
});
