import { z } from 'zod';

/**
 * What a clock on the wall shows: local text, the offset it has there, and the zone's name. Screens format the text as it stands and
 * never ask their own zone data (DESIGN 5).
 */
export const wallClockSchema = z.strictObject({
  /** e.g. `2026-11-27T10:00:00`. */
  local: z.string(),
  /** Minutes ahead of UTC. */
  offsetMinutes: z.int(),
  /** IANA name, e.g. `Asia/Kathmandu`. */
  zone: z.string(),
});
/** See {@link wallClockSchema}. */
export type WallClock = z.infer<typeof wallClockSchema>;

/** An instant on both clocks: the one of whoever looks at the screen, and the one of the person it is about. */
export const momentSchema = z.strictObject({
  /** Milliseconds UTC. */
  at: z.int(),
  here: wallClockSchema,
  /** `null` = no person is meant, or the person's zone is not known. */
  there: wallClockSchema.nullable(),
});
/** See {@link momentSchema}. */
export type Moment = z.infer<typeof momentSchema>;
