import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ACCOUNT_STATES, ACCOUNT_STOP_REASONS, PLATFORMS } from '#shared/domain/account.ts';
import { ATTEMPT_OUTCOMES } from '#shared/domain/attempt.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { DELIVERY_STATES } from '#shared/domain/delivery-state.ts';
import { PAUSE_RULE_NAMES } from '#shared/domain/pause-rule.ts';
import { READ_BACK_VERDICTS } from '#shared/domain/read-back.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { ask, longWork } from './base.ts';
import { messageCountsSchema } from './message-counts.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);
const campaign = z.string();
const named = z.strictObject({ campaign });

/** When the rest will be through: an estimate, never a promise. */
export const estimateSchema = z.strictObject({
  /**
   * `over`: nothing waits any more. `stands`: somebody or something stopped it. `sending`: messages leave now. `waits`: the next leave
   * at `until`.
   */
  kind: z.enum(['over', 'stands', 'sending', 'waits']),
  until: momentSchema.nullable(),
  finish: momentSchema.nullable(),
  /** Accepted a second lately; `null` = nothing was lately. */
  perSecond: z.number().nullable(),
});
/** See {@link estimateSchema}. */
export type Estimate = z.infer<typeof estimateSchema>;

/** How far a launched campaign is; the cost is the same for ten people and a million. */
export const progressReadSchema = z.strictObject({
  id: campaign,
  name: z.string(),
  state: z.enum(CAMPAIGN_STATES),
  /** Which rule paused it; `other` = one of another version. `null` = a person did, or it is not paused. */
  pausedBy: z.enum([...PAUSE_RULE_NAMES, 'other']).nullable(),
  /** Whether its text and its people were kept long enough and are removed; the counts stay. */
  areRowsRemoved: z.boolean(),
  /** `null` = a draft. */
  launched: momentSchema.nullable(),
  account: z.strictObject({
    id: z.string(),
    name: z.string(),
    platform: z.enum(PLATFORMS),
    isPractice: z.boolean(),
    state: z.enum(ACCOUNT_STATES),
    stopReason: z.enum(ACCOUNT_STOP_REASONS).nullable(),
    stopDetail: z.string().nullable(),
    stoppedUntil: momentSchema.nullable(),
  }),
  counts: messageCountsSchema,
  reasons: z.array(z.strictObject({ state: z.enum(DELIVERY_STATES), reason: z.enum(REASONS), count })),
  estimate: estimateSchema,
});
/** See {@link progressReadSchema}. */
export type ProgressRead = z.infer<typeof progressReadSchema>;

/** A message of which nobody can tell whether it arrived, with what is known about it. */
export const undecidedSchema = z.strictObject({
  /** Public id, e.g. `d7`. */
  id: z.string(),
  /** e.g. `p9`. */
  person: z.string(),
  name: z.string().nullable(),
  sent: momentSchema,
  reason: z.enum(REASONS),
  /** How the attempt ended, in the platform's or our words; `null` = nothing is known. */
  outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
  text: z.string().nullable(),
  /** `null` = only a person can decide; else when Meta is asked again. */
  asked: momentSchema.nullable(),
  reads: z.array(
    z.strictObject({ at: momentSchema, verdict: z.enum(READ_BACK_VERDICTS), nextEligible: momentSchema.nullable() }),
  ),
});
/** See {@link undecidedSchema}. */
export type Undecided = z.infer<typeof undecidedSchema>;

/** Following and steering what was launched (issue 3, Messages). */
export const progressContract = {
  read: ask.input(named).output(progressReadSchema),
  /** At most 50, oldest first. */
  undecided: ask.input(named).output(z.array(undecidedSchema)),
  /** A person's word on one of them; neither word sends anything. */
  decide: ask
    .input(z.strictObject({ campaign, delivery: z.string(), verdict: z.enum(['sent', 'drop']) }))
    .output(z.strictObject({ state: z.enum(DELIVERY_STATES) })),
  pause: ask.input(named).output(z.strictObject({ state: z.enum(CAMPAIGN_STATES) })),
  resume: ask.input(named).output(z.strictObject({ state: z.enum(CAMPAIGN_STATES) })),
  cancel: ask.input(named).output(z.strictObject({ state: z.enum(CAMPAIGN_STATES), cancelled: count })),
};

/** Outcomes a list can show: delivery states as people know them. */
export const OUTCOMES = ['sent', 'failed', 'skipped', 'missed', 'cancelled', 'uncertain', 'waiting'] as const;
/** See {@link OUTCOMES}. */
export type OutcomeGroup = (typeof OUTCOMES)[number];

/** One message with what became of it. */
export const outcomeRowSchema = z.strictObject({
  id: z.string(),
  /** e.g. `p9`. */
  person: z.string(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(REASONS).nullable(),
  due: momentSchema.nullable(),
  ended: momentSchema.nullable(),
  earliest: momentSchema.nullable(),
});
/** See {@link outcomeRowSchema}. */
export type OutcomeRow = z.infer<typeof outcomeRowSchema>;

/** What a walk over all messages of a campaign counts. */
export const tallySchema = z.strictObject({
  /** Accepted messages in equal stretches of time, in order, empty ones left out. */
  accepted: z.array(z.strictObject({ from: momentSchema, count })),
  stretchMinutes: z.int(),
  /** People who said stop after this message reached them. */
  stopsAfter: count,
});
/** See {@link tallySchema}. */
export type Tally = z.infer<typeof tallySchema>;

/** What became of a launched campaign (issue 3, Messages: results). */
export const resultsContract = {
  /** Messages of one outcome in the order they were due; `next` is `null` after the last. */
  people: ask
    .input(
      z.strictObject({
        campaign,
        outcome: z.enum(OUTCOMES),
        /** Only of this reason; `null` = all. */
        reason: z.enum(REASONS).nullable(),
        /** Part of a name; empty = all. */
        search: z.string().max(200),
        after: z.string().nullable(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.strictObject({ rows: z.array(outcomeRowSchema), next: z.string().nullable() })),
  tally: ask.input(named).output(longWork(tallySchema)),
  /** All messages as the text of a CSV file, piece by piece; formulas are made harmless. */
  export: ask.input(named).output(eventIterator(z.strictObject({ text: z.string() }))),
};
