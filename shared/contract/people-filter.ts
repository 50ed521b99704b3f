import { z } from 'zod';
import { TOKEN_STATUSES } from '#shared/domain/notification-token.ts';
import { ZONE_TROUBLES } from './person-zone.ts';

/** What the list can be sorted by. */
export const PEOPLE_SORTS = ['name', 'next', 'expires', 'last', 'optIn'] as const;
/** See {@link PEOPLE_SORTS}. */
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

/** Which people to show; `null` or `''` = no matter. */
export const peopleFilterSchema = z.strictObject({
  account: z.string().nullable(),
  topic: z.string().nullable(),
  /** IANA name as shown. */
  zone: z.string().nullable(),
  trouble: z.enum(ZONE_TROUBLES).nullable(),
  /** The text given as a zone, exactly; for the zone doctor. */
  zoneText: z.string().nullable(),
  status: z.enum(TOKEN_STATUSES).nullable(),
  /** Beginnings of words of a name, or the beginning of a Meta id or of a permission. */
  search: z.string().max(200),
});
/** See {@link peopleFilterSchema}. */
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

/** How the list is sorted; people without the value stand last either way. */
export const peopleSortSchema = z.strictObject({
  by: z.enum(PEOPLE_SORTS),
  direction: z.enum(['rising', 'falling']),
});
/** See {@link peopleSortSchema}. */
export type PeopleOrder = z.infer<typeof peopleSortSchema>;

/** Whom a change is about: permissions by their ids, or everybody who fits a filter. */
export const whoSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('these'), permissions: z.array(z.string()).min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('matching'), filter: peopleFilterSchema }),
]);
/** See {@link whoSchema}. */
export type Who = z.infer<typeof whoSchema>;
