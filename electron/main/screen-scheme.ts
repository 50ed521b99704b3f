import { type Protocol, protocol } from 'electron';
import { SAFE_HEADERS } from '#host/safe-headers.ts';
import { SCREEN_PAGE, type ScreenFiles } from '#host/screen-files.ts';
import { pageWithNonce, screenPolicy } from '#host/screen-policy.ts';

/** Scheme of the screens; never `file:` (RELIABILITY S-02). */
const SCHEME = 'app';
/** Origin of the screens. */
export const SCREEN_ORIGIN = `${SCHEME}://sundial`;
/** The page that a window loads. */
export const SCREEN_ADDRESS = `${SCREEN_ORIGIN}/`;

/** Names the scheme to Chromium; must be called before the app is ready. */
export function nameScreenScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** What is sent for one address; `file` is an address below the root as the list of files has it. */
export type ScreenAnswer =
  | { readonly kind: 'page' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'nothing' };

/**
 * Looks an address up in the list of built files, character by character: nothing is decoded, joined or turned into a path, so that no
 * way of writing `..` reaches another file (RELIABILITY S-02).
 */
export function screenAnswer(address: string, files: ScreenFiles): ScreenAnswer {
  if (!address.startsWith(SCREEN_ADDRESS)) return { kind: 'nothing' };
  const path = address.slice(SCREEN_ORIGIN.length).split(/[?#]/, 1)[0] ?? '';
  if (path === '/' || path === SCREEN_PAGE) return { kind: 'page' };
  return files.has(path) ? { kind: 'file', file: path } : { kind: 'nothing' };
}

/** Serves the screens to a session; the policy has a nonce of its own for each load of the page (RELIABILITY S-03). */
export function serveScreenFiles(scheme: Protocol, files: ScreenFiles, newNonce: () => string): void {
  scheme.handle(SCHEME, (request) => {
    const answer = request.method === 'GET' ? screenAnswer(request.url, files) : { kind: 'nothing' as const };
    if (answer.kind === 'nothing') return new Response(null, { status: 404, headers: SAFE_HEADERS });
    const found = files.get(answer.kind === 'page' ? SCREEN_PAGE : answer.file);
    if (found === undefined) return new Response(null, { status: 404, headers: SAFE_HEADERS });
    if (answer.kind === 'file') return answerWith(new Uint8Array(found.body), found.contentType, {});
    const nonce = newNonce();
    return answerWith(pageWithNonce(found.body.toString('utf8'), nonce), found.contentType, {
      'content-security-policy': screenPolicy(nonce),
    });
  });
}

function answerWith(
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(body, { status: 200, headers: { ...SAFE_HEADERS, 'content-type': contentType, ...headers } });
}
