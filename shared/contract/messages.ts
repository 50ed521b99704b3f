import { z } from 'zod';
import { PLATFORMS } from '#shared/domain/account.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { ask } from './base.ts';
import { messageCountsSchema } from './message-counts.ts';
import { draftContentSchema, LONGEST_NAME, scheduleSchema } from './message-draft.ts';
import { momentSchema } from './moment.ts';

const named = z.strictObject({ campaign: z.string() });
const count = z.int().min(0);

/** When it goes out, as a list says it. */
export const messageWhenSchema = z.discriminatedUnion('kind', [
  /** Local text `2026-11-27T10:00:00`, on each person's own clock (`zone` is null), or on the clock of one zone for all. */
  z.strictObject({ kind: z.literal('local'), local: z.string(), zone: z.string().nullable() }),
  z.strictObject({ kind: z.literal('instant'), moment: momentSchema }),
  z.strictObject({ kind: z.literal('now') }),
]);

/** One message of the list. */
export const messageLineSchema = z.strictObject({
  campaign: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string(),
  platform: z.enum(PLATFORMS),
  state: z.enum(CAMPAIGN_STATES),
  /** A rule paused it, not a person. */
  isPausedByRule: z.boolean(),
  when: messageWhenSchema,
  createdAt: momentSchema,
  launchedAt: momentSchema.nullable(),
  counts: messageCountsSchema,
});
/** See {@link messageLineSchema}. */
export type MessageLine = z.infer<typeof messageLineSchema>;

/** Which messages a list shows. `open` = launched and not over. */
export const MESSAGE_GROUPS = ['all', 'draft', 'open', 'over'] as const;
/** See {@link MESSAGE_GROUPS}. */
export type MessageGroup = (typeof MESSAGE_GROUPS)[number];

/** An account that can send. */
export const senderSchema = z.strictObject({
  account: z.string(),
  name: z.string(),
  platform: z.enum(PLATFORMS),
  isPractice: z.boolean(),
});
/** See {@link senderSchema}. */
export type Sender = z.infer<typeof senderSchema>;

/** A message as it stands now. */
export const messageDraftSchema = z.strictObject({
  campaign: z.string(),
  state: z.enum(CAMPAIGN_STATES),
  content: draftContentSchema,
  sender: senderSchema,
  /** Counts every save; a save has to name the one it began with. */
  version: z.int().min(0),
  /** `null` = never changed since it was added. */
  savedAt: momentSchema.nullable(),
  createdAt: momentSchema,
  /** SHA-256 of the message's bytes, in hex: what the launch freezes and every send is held against. */
  messageHash: z.string(),
  /** A fixed instant of the schedule on the clock here; `null` for every other kind of time. */
  instant: momentSchema.nullable(),
});
/** See {@link messageDraftSchema}. */
export type MessageDraft = z.infer<typeof messageDraftSchema>;

/** What became of a save: somebody else may have saved meanwhile, which is then told instead of overwritten. */
export const saveOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), draft: messageDraftSchema }),
  z.strictObject({ kind: z.literal('refused'), code: z.literal('wrongState'), draft: messageDraftSchema }),
]);
/** See {@link saveOutcomeSchema}. */
export type SaveOutcome = z.infer<typeof saveOutcomeSchema>;

/** An earlier text of a draft. */
export const messageVersionSchema = z.strictObject({
  version: z.int().min(0),
  savedAt: momentSchema,
  content: draftContentSchema,
});
/** See {@link messageVersionSchema}. */
export type MessageVersion = z.infer<typeof messageVersionSchema>;

/** Whom an account could write to. */
export const reachSchema = z.strictObject({
  /** Permissions to message, by topic, most first; `null` = without a topic. */
  topics: z.array(z.strictObject({ topic: z.string().nullable(), permissions: count })),
  /** People of the chosen topics who could get a message right now, going by their permission and their wait between messages. */
  reachable: count,
  /** People of the chosen topics who could not, each by the reason of their best permission, most first. */
  leftOut: z.array(z.strictObject({ reason: z.enum(REASONS), people: count })),
  /** Chosen topics that nobody has. */
  unknownTopics: z.array(z.string()),
});
/** See {@link reachSchema}. */
export type Reach = z.infer<typeof reachSchema>;

/** What a schedule means in the zones of the people it names, if it were launched now. */
export const scheduleTimesSchema = z.strictObject({
  /** Time zones among the people of the chosen topics. */
  zones: count,
  /** The zone of the clock here, for "at the same moment for everyone". */
  here: z.string(),
  /** Today and the time of day on the clock here. */
  now: momentSchema,
  /** Earliest, middle and latest of the zones; `people` have that zone. */
  examples: z.array(
    z.strictObject({
      zone: z.string(),
      people: count,
      moment: momentSchema,
      /** Clocks change there that night, or the time was moved: into the hours, or to a later day. */
      note: z.enum(['gap', 'overlap', 'movedIntoHours', 'laterDay']).nullable(),
    }),
  ),
  /** People the schedule alone leaves out, by reason. */
  leftOut: z.array(z.strictObject({ reason: z.enum(['unknownZone', 'alreadyPast', 'outsideWindow']), people: count })),
});
/** See {@link scheduleTimesSchema}. */
export type ScheduleTimes = z.infer<typeof scheduleTimesSchema>;

const audience = z.strictObject({ account: z.string(), topics: z.array(z.string()) });

/** Whom a draft would reach and when: a place of its own, since these read every permission and must not be asked again at every save. */
export const audienceContract = {
  reach: ask.input(audience).output(reachSchema),
  times: ask.input(audience.extend({ schedule: scheduleSchema })).output(scheduleTimesSchema),
};

/** The place Messages: the list, and writing a message (issue 3, Screens). */
export const messagesContract = {
  /** A page of messages, newest first; `after` is `next` of the page before. */
  list: ask
    .input(
      z.strictObject({
        /** e.g. `a1`; `null` = of every account. */
        account: z.string().nullable().default(null),
        group: z.enum(MESSAGE_GROUPS),
        /** Words of the name; empty = all. */
        search: z.string().max(LONGEST_NAME),
        after: z.string().nullable(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.strictObject({ rows: z.array(messageLineSchema), next: z.string().nullable() })),
  /** Accounts a message can be sent from. */
  senders: ask.input(z.strictObject({})).output(z.array(senderSchema)),
  /** Begins an empty draft; `account` may be null where there is only one. */
  create: ask
    .input(z.strictObject({ account: z.string().nullable(), name: draftContentSchema.shape.name }))
    .output(named),
  /** Adds a draft with this content: how a deleted one is taken back. */
  putBack: ask
    .input(
      z.strictObject({
        content: draftContentSchema,
        /** What `remove` answered: the earlier texts come back too, as long as the engine has not been started anew. */
        removed: z.string().nullable().default(null),
      }),
    )
    .output(named),
  read: ask.input(named).output(messageDraftSchema),
  save: ask
    .input(
      named.extend({
        version: z.int().min(0),
        content: draftContentSchema,
        /** Keeps the text that is replaced as an earlier one, even if one was kept a moment ago. */
        keepReplaced: z.boolean().default(false),
      }),
    )
    .output(saveOutcomeSchema),
  /** A draft with the content of any message, under a new name; a date that is over becomes tomorrow. */
  duplicate: ask.input(named.extend({ name: draftContentSchema.shape.name })).output(named),
  /** Deletes a draft and hands it over, so that it can be put back. */
  remove: ask.input(named).output(
    z.strictObject({
      content: draftContentSchema,
      /** Names what the draft had behind it, for `putBack`. */
      removed: z.string(),
    }),
  ),
  /** Earlier texts of a draft, newest first. */
  versions: ask.input(named).output(z.array(messageVersionSchema)),
  /** Puts an earlier text back in place; the present one becomes an earlier text. */
  restoreVersion: ask
    .input(named.extend({ version: z.int().min(0), restore: z.int().min(0) }))
    .output(saveOutcomeSchema),
};
