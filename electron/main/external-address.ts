/** Longest address that is handed to the system (RELIABILITY S-06). */
const MAX_LENGTH = 2_048;

/** Whether an address may be opened in the system's browser, and which one then. */
export type ExternalAddress =
  | { readonly kind: 'open'; readonly href: string; readonly host: string }
  | { readonly kind: 'refuse' };

const REFUSE: ExternalAddress = { kind: 'refuse' };

/**
 * Only `https:` with a host, without user name or password, is ever handed to the system: other schemes start programs (RELIABILITY
 * S-06). What is opened is the address as it was understood here, never the text that came in.
 */
export function externalAddress(text: string): ExternalAddress {
  if (text.length > MAX_LENGTH || !URL.canParse(text)) return REFUSE;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.hostname === '' || url.username !== '' || url.password !== '') return REFUSE;
  if (url.href.length > MAX_LENGTH) return REFUSE;
  return { kind: 'open', href: url.href, host: url.host };
}
