import { z } from 'zod';
import {
  ALREADY_PAST_POLICIES,
  CONFLICT_POLICIES,
  LATE_POLICIES,
  OUTSIDE_WINDOW_POLICIES,
} from '#shared/domain/campaign.ts';
import { MOST_LATE_MINUTES } from '#shared/domain/schedule-defaults.ts';
import { parseIso } from '#shared/time/instant.ts';
import { parseLocalDate } from '#shared/time/local-date.ts';
import { parseLocalTime } from '#shared/time/local-time.ts';

const text = z.string().trim().min(1);
const accountId = z.union([z.string().regex(/^a?[1-9]\d{0,14}$/), z.int().positive()]);
const time = z.string().refine((value) => parseLocalTime(value) !== null);
const windowEnd = z.string().refine((value) => value === '24:00' || parseLocalTime(value) !== null);

const policies = {
  zone: text
    .describe('"recipient" (each person\'s own zone, the default), or an IANA zone that counts for all.')
    .optional(),
  alreadyPast: z
    .enum(ALREADY_PAST_POLICIES)
    .describe('For people whose chosen time is already past at launch. Default "nextDay".')
    .optional(),
  unknownZone: text.describe('"skip" (default), or the IANA zone taken for people whose zone is unknown.').optional(),
  lateMinutes: z
    .int()
    .min(1)
    .max(MOST_LATE_MINUTES)
    .describe('Most minutes a message may leave after its time. Default 60.')
    .optional(),
  late: z.enum(LATE_POLICIES).describe('What happens to a message that is later. Default "missed".').optional(),
  onConflict: z
    .enum(CONFLICT_POLICIES)
    .describe('When a campaign launched earlier holds the person\'s time. Default "move".')
    .optional(),
  outsideWindow: z
    .enum(OUTSIDE_WINDOW_POLICIES)
    .describe('When the chosen time lies outside the window. Default "nextWindow".')
    .optional(),
  window: z
    .strictObject({ from: time, to: windowEnd })
    .nullable()
    .describe('Local hours, half-open; "from" later than "to" crosses midnight. Default 09:00 to 20:00; null = none.')
    .optional(),
};

/** A campaign file as people write it, its texts still texts (issue 2, campaign file). Policies may stand in `schedule` or beside it. */
export const campaignFileSchema = z.strictObject({
  $schema: z.string().describe('For editors; ignored.').optional(),
  name: text.max(200).describe("The campaign's name; people on the account see it, recipients do not."),
  account: accountId.describe('The account that sends, e.g. "a1".'),
  audience: z
    .strictObject({ topics: z.array(text).describe('Topics reached; an empty list = all topics.') })
    .describe('Who gets it.'),
  message: z.record(z.string(), z.unknown()).describe("The Send API's message object, sent exactly as it stands here."),
  schedule: z
    .strictObject({
      date: z
        .string()
        .refine((value) => parseLocalDate(value) !== null)
        .describe('Local date, YYYY-MM-DD; with "time".')
        .optional(),
      time: time.describe('Local time, HH:MM; with "date".').optional(),
      at: z
        .string()
        .refine((value) => value === 'now' || parseIso(value) !== null)
        .describe('"now", or an ISO 8601 instant with its offset; instead of "date" and "time".')
        .optional(),
      ...policies,
    })
    .describe('When it goes out.'),
  ...policies,
});

/** See {@link campaignFileSchema}. */
export type CampaignFile = z.infer<typeof campaignFileSchema>;
