import type { Answer } from './answer.ts';
import { entryWords } from './entry-words.ts';
import { OWN_HEADER } from './limits.ts';

/** Where the one-time address leads. */
export const ENTRY_PATH = '/enter';
/** Where the one-time key is exchanged for the session. */
export const SESSION_PATH = '/session';

interface EntryAsked {
  readonly status: 200 | 401;
  readonly acceptLanguage: string | undefined;
  readonly isOpen: boolean;
  readonly nonce: string;
}

/**
 * The one page that is served without a session, because it is what makes one: it takes the one-time key out of the address's
 * fragment, which browsers send nowhere, and exchanges it by POST for the session's cookie. It holds nothing else, and no other file
 * belongs to it (RELIABILITY S-24).
 *
 * @param asked.status - 200 where it was asked for, 401 where another page was asked for without a session.
 * @param asked.isOpen - whether this browser holds the session already.
 */
export function entryPage({ status, acceptLanguage, isOpen, nonce }: EntryAsked): Answer {
  const words = entryWords(acceptLanguage);
  const body = `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Sundial</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; margin: 0; }
main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.4rem; line-height: 1.3; }
</style>
</head>
<body>
<main>
<p id="opening" role="status" hidden>${words.opening}</p>
<div id="refused" hidden>
<h1>${words.title}</h1>
<p>${words.used}</p>
<p>${words.next}</p>
${isOpen ? `<p><a href="/">${words.goOn}</a></p>` : ''}
</div>
<noscript><p>Sundial needs JavaScript.</p></noscript>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src data:`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body };
}

/** The key leaves the address bar first, so that it stands in no history. */
const SCRIPT = `
const key = location.hash.slice(1);
const show = (id) => { document.getElementById(id).hidden = false; };
if (location.hash !== '') history.replaceState(null, '', location.pathname);
const refuse = () => {
  document.getElementById('opening').hidden = true;
  show('refused');
};
if (key === '') refuse();
else {
  show('opening');
  fetch('${SESSION_PATH}', {
    method: 'POST',
    headers: { 'content-type': 'application/json', '${OWN_HEADER}': '1' },
    body: JSON.stringify({ key }),
  }).then((answer) => (answer.ok ? location.replace('/') : refuse()), refuse);
}
`;
