import type { IncomingMessage } from 'node:http';

/** What of a request decides whether it is looked at: what any page of any site can bring about, and what it cannot. */
export interface RequestFacts {
  readonly method: string;
  /** Every `Host` header as it came; a request must have one. */
  readonly hosts: readonly string[];
  readonly origin: string | null;
  /** `Sec-Fetch-Site`, which browsers write and pages cannot; `null` = an older browser or another program. */
  readonly fetchSite: string | null;
  /** Whether it asks for a WebSocket. */
  readonly isUpgrade: boolean;
}

/** Whether a request goes on, or the status with which it ends. */
export type Gate =
  | { readonly kind: 'pass'; readonly host: string }
  | { readonly kind: 'refuse'; readonly status: 403 | 421 };

const REFUSED: Gate = { kind: 'refuse', status: 403 };

/**
 * The first look at a request, before any work. The host must be the address that was bound, as written by a browser (S-22: a name
 * that an attacker lets point to 127.0.0.1 is another one). What changes something, and every WebSocket, must come from a page of
 * that very host (S-23); other pages of this computer, on other ports, are other sites too.
 */
export function gateOf({ method, hosts, origin, fetchSite, isUpgrade }: RequestFacts, port: number): Gate {
  const [host] = hosts;
  if (host === undefined || hosts.length !== 1 || !isOurs(host, port)) return { kind: 'refuse', status: 421 };
  const isChange = isUpgrade || (method !== 'GET' && method !== 'HEAD');
  if (isChange && origin !== `http://${host}`) return REFUSED;
  return isFromHere(fetchSite, isChange) ? { kind: 'pass', host } : REFUSED;
}

/** `none` = typed, or opened by another program, as the one-time address is; nothing is changed so. */
function isFromHere(fetchSite: string | null, isChange: boolean): boolean {
  return fetchSite === null || fetchSite === 'same-origin' || (fetchSite === 'none' && !isChange);
}

function isOurs(host: string, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** The first look at a request as it came. */
export function gateFor({ method = '', headersDistinct }: IncomingMessage, port: number, isUpgrade: boolean): Gate {
  // Two of a header are no value a browser sends; joined they match nothing.
  const value = (name: string): string | null => headersDistinct[name]?.join(', ') ?? null;
  return gateOf(
    {
      method,
      hosts: headersDistinct['host'] ?? [],
      origin: value('origin'),
      fetchSite: value('sec-fetch-site'),
      isUpgrade,
    },
    port,
  );
}
