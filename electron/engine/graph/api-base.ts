import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** Whether a host name means this very computer: 127.0.0.0/8, ::1 or localhost. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** An address that never leaves this computer. */
export function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname);
}

/**
 * Reads the address at which a Graph API answers and gives back its origin, e.g. `https://graph.facebook.com`.
 *
 * `http:` is taken for loopback hosts only, because the access token travels in a header (DESIGN 10; RELIABILITY C5).
 *
 * @throws {DomainError} `invalidInput` naming the value, when it is no such address.
 */
export function parseApiBase(text: string): string {
  const odd = (why: string): DomainError =>
    refuse('apiBaseOdd', { address: withoutSecrets(text) }, { where: 'api base', terminal: ` ${why}` });
  if (!URL.canParse(text)) throw odd('is no address; it looks like https://graph.facebook.com.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw odd('must begin with https://.');
  if (url.username !== '' || url.password !== '') throw odd('must not hold a user name or password.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw odd('must be scheme, host and port only; the version is a setting of its own.');
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw odd('must use https; http is allowed only on this computer (127.0.0.0/8, ::1, localhost).');
  }
  return url.origin;
}

/** The address without user name, password, path and query, where a secret could stand. */
function withoutSecrets(text: string): string {
  if (!URL.canParse(text)) return text.replace(/[?#@].*$/s, '…').slice(0, 80);
  const url = new URL(text);
  return `${url.protocol}//${url.host}`;
}
