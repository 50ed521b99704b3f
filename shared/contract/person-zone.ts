import { z } from 'zod';
import { wallClockSchema } from './moment.ts';

/**
 * What is to be said about a person's time zone. `missing`: none was given. `unknown`: the text names no zone. `link`: an old name.
 * `windows`: a Windows name. `utc`: UTC, which may be what a tool wrote.
 */
export const ZONE_TROUBLES = ['missing', 'unknown', 'link', 'windows', 'utc'] as const;
/** See {@link ZONE_TROUBLES}. */
export type ZoneTrouble = (typeof ZONE_TROUBLES)[number];

/** A person's time zone. */
export const personZoneSchema = z.strictObject({
  /** IANA name; `null` = not known. */
  name: z.string().nullable(),
  /** What was given, where it is another text; `null` = nothing, or the same. */
  given: z.string().nullable(),
  trouble: z.enum(ZONE_TROUBLES).nullable(),
  /** The clock there when the answer was given; `null` = the zone is not known. */
  now: wallClockSchema.nullable(),
});
/** A person's time zone as screens show it. */
export type PersonZone = z.infer<typeof personZoneSchema>;

/** A group of people in the zone doctor. */
export const zoneGroupSchema = z.strictObject({
  trouble: z.enum(ZONE_TROUBLES),
  /** The text as it was given; `null` = none. */
  text: z.string().nullable(),
  /** What the text most likely means, or its name of today; `null` = nobody can know. */
  suggestion: z.string().nullable(),
  count: z.int(),
});
/** People whose time zone needs a look, by what was given. */
export type ZoneGroup = z.infer<typeof zoneGroupSchema>;
