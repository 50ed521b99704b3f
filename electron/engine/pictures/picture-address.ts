import type { PictureRefusal } from '#shared/domain/picture.ts';
import { PICTURE_LIMITS } from './picture-limits.ts';

/** An address in the parts that a request needs. */
export interface PictureAddress {
  readonly kind: 'address';
  /** The whole address, as the WHATWG URL standard writes it. */
  readonly href: string;
  /** A name, or an IP address without brackets; odd ways to write numbers (octal, hexadecimal, one number) are undone by the standard. */
  readonly host: string;
  /** The same as a person reads it and `URL.host` has it: with the brackets. */
  readonly site: string;
  /** Path with query; never a fragment. */
  readonly path: string;
}

/**
 * Reads where a picture lies; only `https:` on the usual port, without user name and password (RELIABILITY S-40).
 *
 * @param base - the address that sends on to this one, which may be relative to it; `null` = it must stand alone.
 */
export function readPictureAddress(
  text: string,
  base: string | null,
): PictureAddress | { readonly kind: 'refused'; readonly why: PictureRefusal } {
  const url = URL.parse(text, base ?? undefined);
  if (url === null || url.href.length > PICTURE_LIMITS.addressLength) return { kind: 'refused', why: 'oddAddress' };
  if (url.protocol !== 'https:') return { kind: 'refused', why: 'notHttps' };
  // The standard leaves out the usual port, so any that is still there is another.
  if (url.username !== '' || url.password !== '' || url.port !== '') return { kind: 'refused', why: 'oddAddress' };
  return {
    kind: 'address',
    href: url.href,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    site: url.host,
    path: `${url.pathname}${url.search}`,
  };
}
