/** What stands in the built page where a host writes the nonce of one load. */
const NONCE_PLACE = '__CSP_NONCE__';

/** The page with the nonce of this load, with which Mantine marks the styles it writes. */
export function pageWithNonce(page: string, nonce: string): string {
  return page.replaceAll(NONCE_PLACE, nonce);
}

/**
 * The content security policy of the screens (RELIABILITY S-03; issue 3, Desktop shell): only the built files run, styles need the
 * nonce of this load, nothing is fetched from anywhere else, nothing may frame the page.
 *
 * @param nonce - new for each load.
 * @param connectTo - what may be connected to besides the page's own origin, e.g. `ws://127.0.0.1:4000`; older Safari does not count
 *   a WebSocket as `'self'`.
 */
export function screenPolicy(nonce: string, connectTo: readonly string[] = []): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src ${["'self'", ...connectTo].join(' ')}`,
    ...['frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors'].map((name) => `${name} 'none'`),
  ].join('; ');
}
