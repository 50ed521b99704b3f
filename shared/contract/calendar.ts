import { z } from 'zod';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { ask } from './base.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Most days of one look: six weeks, as a month is shown. */
export const MOST_DAYS = 42;

/** A campaign on one day of the calendar here. */
export const calendarEntrySchema = z.strictObject({
  campaign: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string(),
  state: z.enum(CAMPAIGN_STATES),
  /** The day here. */
  day,
  /** First and last time of that day at which it leaves for somebody; for a draft the time it was given, as if everybody were here. */
  from: momentSchema,
  until: momentSchema,
  /** The local times people get it at, each once, e.g. `10:00`; a few at most. */
  localTimes: z.array(z.string()),
  /** Time zones it leaves for on that day. */
  zones: count,
});
/** See {@link calendarEntrySchema}. */
export type CalendarEntry = z.infer<typeof calendarEntrySchema>;

/** Two campaigns of one account, with a topic in common, that come closer than a day. */
export const meetingSchema = z.strictObject({
  earlier: z.strictObject({ campaign: z.string(), name: z.string() }),
  /** The one that gives way: launched later, or not yet. */
  later: z.strictObject({ campaign: z.string(), name: z.string() }),
});
/** See {@link meetingSchema}. */
export type Meeting = z.infer<typeof meetingSchema>;

/** What meeting other campaigns does to one: people moved to a later time, and people left out. */
export const contentionSchema = z.strictObject({ moved: count, skipped: count });
/** See {@link contentionSchema}. */
export type Contention = z.infer<typeof contentionSchema>;

/** The place Calendar: when what goes out (issue 3, Screens). */
export const calendarContract = {
  read: ask
    .input(z.strictObject({ from: day, days: z.int().min(1).max(MOST_DAYS) }))
    .output(z.strictObject({ today: day, entries: z.array(calendarEntrySchema), meetings: z.array(meetingSchema) })),
  /** Counts people, so it is asked only when somebody wants to know. */
  contention: ask.input(z.strictObject({ campaign: z.string() })).output(contentionSchema),
};
