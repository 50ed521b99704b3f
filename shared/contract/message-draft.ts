import { z } from 'zod';
import { parseLocalDate } from '#shared/time/local-date.ts';
import { parseLocalTime } from '#shared/time/local-time.ts';
import { policiesSchema } from './settings.ts';

/** Longest name of a message, in characters (as in a campaign file). */
export const LONGEST_NAME = 200;
/** Longest message object as JSON text, in characters: far above anything the platform takes (Sundial's choice). */
const LONGEST_MESSAGE = 262_144;

/** When a campaign goes out (`CampaignTime` of the domain). */
const campaignTimeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('local'),
    date: z.string().refine((value) => parseLocalDate(value) !== null, 'must be a day of the calendar'),
    time: z.string().refine((value) => parseLocalTime(value) !== null, 'must be a time of day'),
  }),
  z.strictObject({ kind: z.literal('instant'), at: z.int() }),
  z.strictObject({ kind: z.literal('now') }),
]);

/** The schedule of a campaign with its policies (`CampaignSchedule` of the domain). */
export const scheduleSchema = policiesSchema.extend({
  time: campaignTimeSchema,
  /** `recipient` = each person's own zone; else the IANA zone that counts for all. */
  zone: z.string().min(1).max(60),
});
/** See {@link scheduleSchema}. */
export type ScheduleChoice = z.infer<typeof scheduleSchema>;

/** Everything a person writes about a message before it is launched. It may be incomplete: launching is what asks for the rest. */
export const draftContentSchema = z.strictObject({
  /** Who sends it, e.g. `a1`. */
  account: z.string(),
  name: z.string().trim().min(1).max(LONGEST_NAME),
  /** Empty = all topics. */
  topics: z.array(z.string().min(1)),
  /** The Send API's message object as JSON text: the very bytes that are sent. */
  messageJson: z.string().max(LONGEST_MESSAGE).refine(isJsonObject, 'must be a JSON object'),
  schedule: scheduleSchema,
  /** Who answers when people tap a button; `null` = nobody said. Kept here, never sent. */
  answeredBy: z.string().trim().min(1).max(LONGEST_NAME).nullable(),
});
/** See {@link draftContentSchema}. */
export type DraftContent = z.infer<typeof draftContentSchema>;

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
