import { SECOND } from '#shared/time/duration.ts';

/** How far a picture is fetched for a preview. */
export const PICTURE_LIMITS = {
  /** Of an address, in UTF-16 units: what sites commonly take (Sundial's choice). */
  addressLength: 4_096,
  /** RELIABILITY S-40. */
  bytes: 5 * 1024 * 1024,
  /** From the first question to the last byte, redirects included (RELIABILITY S-40). */
  durationMs: 10 * SECOND,
  /** RELIABILITY S-40. */
  redirects: 3,
  /** A screen unpacks 4 bytes for each; a few kilobytes can hold a picture that fills the memory (Sundial's choice). */
  pixels: 25_000_000,
  /** The only port: others are seldom pictures and often something inside a network (Sundial's choice). */
  port: 443,
} as const;
