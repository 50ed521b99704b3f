import { z } from 'zod';

/**
 * Everything a page may say to main, with what it may bring (RELIABILITY S-08). The preload is the only one who says it; pages have
 * functions, never channels.
 */
export const CHANNELS = {
  /** Hand me a port to the engine. It comes as a message of {@link PORT_MESSAGE}. */
  'sundial:ask-for-port': z.tuple([]),
  /** Turn this path, which a person dropped or chose, into a ticket. */
  'sundial:ticket': z.tuple([z.string().min(1).max(32_767)]),
  /** Tell me the next file that is opened with the app; answered when there is one. */
  'sundial:next-opened-file': z.tuple([]),
} as const;
/** See {@link CHANNELS}. */
export type Channel = keyof typeof CHANNELS;

/** How main hands a port to the preload, and the preload to the page. */
export const PORT_MESSAGE = 'sundial:port';

/** Most characters that a message may bring, as JSON: files go by path, never by content (RELIABILITY S-08). */
export const MOST_MESSAGE_CHARACTERS = 1_048_576;
