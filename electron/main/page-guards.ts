import type { Session, WebContents } from 'electron';
import { SCREEN_ADDRESS } from './screen-scheme.ts';

/** Denies pages whatever they might ask of the computer: camera, place, notices, devices (RELIABILITY S-04). */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

/** Lets a session load the screens and nothing else, whatever a policy or a bug might allow (RELIABILITY S-19). */
export function blockOtherAddresses(session: Session, isPacked: boolean): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const isOurs = /^(?:app:\/\/sundial\/|blob:app:\/\/sundial\/|data:)/.test(details.url);
    const isTools = !isPacked && details.url.startsWith('devtools:');
    answer({ cancel: !isOurs && !isTools });
  });
}

/**
 * Keeps a page where it is: no navigation, no redirect, no window, no webview, whoever asks (RELIABILITY S-05). Addresses that a new
 * window was wanted for go to `wanted`, which decides what a person may open in their browser.
 */
export function guardPage(contents: WebContents, wanted: (address: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url) || !event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    wanted(url);
    return { action: 'deny' };
  });
}

/** The one page, at any of its places; a page that loads itself anew stays where it is. */
function isOwnPage(address: string): boolean {
  return address === SCREEN_ADDRESS || address.startsWith(`${SCREEN_ADDRESS}#`);
}
