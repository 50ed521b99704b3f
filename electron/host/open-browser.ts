import { spawn } from 'node:child_process';

/** What tells whether this computer can show a page to the person who started Sundial. */
export interface DesktopFacts {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whether there is a screen that a window can open on. */
export function hasDisplay({ platform, env }: DesktopFacts): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** The program that opens an address in the default browser, without a shell, with the address as one argument. */
export function browserOpener(platform: NodeJS.Platform): readonly [program: string, ...args: string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/**
 * Opens an address of ours in the default browser.
 *
 * @returns whether a program took it; what that program does is not known.
 */
export function openBrowser(address: string, platform: NodeJS.Platform): Promise<boolean> {
  const [program, ...args] = browserOpener(platform);
  return new Promise((resolve) => {
    const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true, windowsHide: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}
