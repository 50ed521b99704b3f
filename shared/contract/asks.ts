import { z } from 'zod';
import { DELIVERY_STATES } from '#shared/domain/delivery-state.ts';
import { CALLS_TO_ACTION, IMAGE_RATIOS, type OptInCard } from '#shared/domain/opt-in.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { CONTENT_PROBLEM_CODES } from '#shared/rules/message-content-check.ts';
import { ask, longWork } from './base.ts';
import { momentSchema } from './moment.ts';

/** Longest text of a field of a card that is kept, so that a slip of the clipboard fills no database; the platform's own limits are lower. */
const KEPT_LENGTH = 2_000;
const text = z.string().max(KEPT_LENGTH);

/** A card that asks, as it is written (seeds/004, messageattachment); the schema is the domain type. */
export const cardSchema = z.strictObject({
  title: text.nullable(),
  imageUrl: text.nullable(),
  imageRatio: z.enum(IMAGE_RATIOS).nullable(),
  callToAction: z.enum(CALLS_TO_ACTION).nullable(),
  /** Written into the card for everybody; `null` = each person's own zone, where it is known. */
  zone: text.nullable(),
  payload: text,
  elements: z
    .array(
      z.strictObject({
        title: text.nullable(),
        imageUrl: text.nullable(),
        payload: text,
        isReoptin: z.boolean().nullable(),
      }),
    )
    .max(10),
  hasFrequency: z.boolean(),
}) satisfies z.ZodType<OptInCard>;

/** Up to three texts that go to whoever says yes. */
export const followUpsSchema = z.array(text).max(3);

const savedCardSchema = z.strictObject({
  /** e.g. `o3`. */
  id: z.string(),
  account: z.string(),
  name: z.string(),
  version: z.int(),
  card: cardSchema,
  followUps: followUpsSchema,
  createdAt: momentSchema,
  changedAt: momentSchema,
  /** People asked with it, and how many of them said yes. */
  asked: z.int(),
  answered: z.int(),
});
/** A card that was saved. */
export type SavedCard = z.infer<typeof savedCardSchema>;

const problemSchema = z.strictObject({
  code: z.enum(CONTENT_PROBLEM_CODES),
  path: z.string(),
  limit: z.string().nullable(),
  sentence: z.string(),
});

const warningSchema = z.discriminatedUnion('kind', [
  /** It carries the default title, which says nothing of what people will get. */
  z.strictObject({ kind: z.literal('defaultTitle') }),
  /** Two titles of the card look the same to people. */
  z.strictObject({ kind: z.literal('alikeInCard'), one: z.string(), other: z.string() }),
  /** Another card of this account looks the same. */
  z.strictObject({ kind: z.literal('alikeCard'), card: z.string(), name: z.string(), title: z.string() }),
  /** Without a picture some Pages are answered with an error of Meta's own. */
  z.strictObject({ kind: z.literal('noImage') }),
  /** The obsolete frequency is written into the elements; some accounts refuse it. */
  z.strictObject({ kind: z.literal('frequency') }),
]);
/** Something about a card that is allowed and still worth a look. */
export type CardWarning = z.infer<typeof warningSchema>;

const lookSchema = z.strictObject({
  /** The Send API's message object: the very bytes that are sent, but for each person's own zone. */
  messageJson: z.string(),
  problems: z.array(problemSchema),
  /** For each follow-up its problems. */
  followUpProblems: z.array(z.array(problemSchema)),
  warnings: z.array(warningSchema),
  /** Titles that count for the week, the card's own first. */
  titles: z.array(z.string()),
  /** The title as people see it where the card has none, by language. */
  defaultTitle: z.strictObject({
    platform: z.string(),
    en: z.string(),
    it: z.string(),
    de: z.string(),
    ja: z.string(),
    id: z.string(),
  }),
  titleLimit: z.int(),
});
/** What a card will be. */
export type CardLook = z.infer<typeof lookSchema>;

const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ok') }),
  z.strictObject({
    kind: z.literal('not'),
    reason: z.enum(REASONS),
    earliest: momentSchema.nullable(),
    needsMessage: z.boolean(),
  }),
]);
/** Whether a person may be asked. */
export type MayAsk = z.infer<typeof answerSchema>;

const personSchema = z.strictObject({
  /** e.g. `p9`. */
  person: z.string(),
  name: z.string().nullable(),
  /** Beginning and end of the Meta id. */
  shortId: z.string(),
  lastWrote: momentSchema,
  openedBy: z.string().nullable(),
  windowEnds: momentSchema,
  answer: answerSchema,
  /** Titles asked in 7 days and requests of 24 hours, for the meters (Instagram: at most 10 and 5). */
  titlesInWeek: z.int(),
  requestsToday: z.int(),
});
/** Somebody whose 24 h window is open. */
export type AskableRow = z.infer<typeof personSchema>;

const placeSchema = z.strictObject({ at: z.int(), id: z.int() });

const requestSchema = z.strictObject({
  /** e.g. `d12`. */
  id: z.string(),
  person: z.string(),
  name: z.string().nullable(),
  shortId: z.string(),
  card: z.string().nullable(),
  titles: z.array(z.string()),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(REASONS).nullable(),
  due: momentSchema.nullable(),
  /** From when it counts; `null` = it was not sent. */
  asked: momentSchema.nullable(),
  answered: momentSchema.nullable(),
});
/** One request of the ledger. */
export type RequestRow = z.infer<typeof requestSchema>;

const plannedSchema = z.strictObject({
  planned: z.int(),
  not: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string().nullable(),
      reason: z.enum(REASONS),
      earliest: momentSchema.nullable(),
      needsMessage: z.boolean(),
    }),
  ),
  /** Ids of the cards that were planned, to take them back. */
  requests: z.array(z.string()),
});
/** What became of the wish to ask people. */
export type PlannedCards = z.infer<typeof plannedSchema>;

const limitSchema = z.int().min(1).max(200);

/** What each question about asking is asked with; its use case checks the same. */
export const askInputs = {
  cards: z.strictObject({ account: z.string().nullable() }),
  save: z.strictObject({
    /** `null` = a new card. */
    id: z.string().nullable(),
    account: z.string(),
    name: z.string().trim().min(1).max(200),
    card: cardSchema,
    followUps: followUpsSchema,
    /** The version it was made from; another one is refused, so that two windows never overwrite each other. `null` for a new card. */
    version: z.int().nullable(),
  }),
  remove: z.strictObject({ id: z.string(), isRemoved: z.boolean() }),
  look: z.strictObject({
    account: z.string(),
    /** The saved card it is, which is not held against itself; `null` = none. */
    id: z.string().nullable(),
    card: cardSchema,
    followUps: followUpsSchema,
  }),
  people: z.strictObject({
    account: z.string(),
    /** The card they would be asked with; `null` = any title. */
    card: z.string().nullable(),
    after: placeSchema.nullable(),
    limit: limitSchema,
  }),
  mayAsk: z.strictObject({ person: z.string(), card: z.string() }),
  /** `people` `null` = everybody who can be asked now. */
  send: z.strictObject({
    card: z.string(),
    /** The version that was looked at; another one is refused, so that what is sent is what was previewed. Not given = as it stands. */
    version: z.int().optional(),
    people: z.array(z.string()).min(1).max(2_000).nullable(),
  }),
  cancel: z.strictObject({ account: z.string(), requests: z.array(z.string()).nullable() }),
  ledger: z.strictObject({
    account: z.string().nullable(),
    person: z.string().nullable(),
    after: z.int().nullable(),
    limit: limitSchema,
  }),
  decide: z.strictObject({ request: z.string(), verdict: z.enum(['sent', 'drop']) }),
  undecided: z.strictObject({ account: z.string() }),
  /** `person` `null` = somebody who has not written lately. `card` names the card whose button is tapped. */
  practise: z.strictObject({
    account: z.string(),
    person: z.string().nullable(),
    act: z.enum(['write', 'tap']),
    card: z.string().nullable(),
  }),
  guard: z.strictObject({ isOncePerWindow: z.boolean() }),
  findWriters: z.strictObject({ account: z.string() }),
  tally: z.strictObject({ account: z.string() }),
  followUp: z.strictObject({ permission: z.string(), texts: z.array(text.min(1)).min(1).max(3) }),
} as const;

const peopleSchema = z.strictObject({
  rows: z.array(personSchema),
  after: placeSchema.nullable(),
  /** Until when Meta keeps the account from asking; `null` = it does not. */
  barredUntil: momentSchema.nullable(),
  isOncePerWindow: z.boolean(),
  now: momentSchema,
});
/** One page of people who can be asked. */
export type AskablePage = z.infer<typeof peopleSchema>;

const ledgerSchema = z.strictObject({ rows: z.array(requestSchema), after: z.int().nullable() });
/** One page of the ledger. */
export type LedgerPage = z.infer<typeof ledgerSchema>;

const undecidedSchema = z.strictObject({
  /** e.g. `d12`. */
  id: z.string(),
  /** A card, a follow-up to a yes, or a test message. */
  kind: z.enum(['optin', 'followup', 'test']),
  person: z.string(),
  name: z.string().nullable(),
  shortId: z.string(),
  /** The card's title, the follow-up's text, or the name of the message that was tested. */
  about: z.string(),
  sent: momentSchema,
  /** Whether only a person can decide it; else Sundial still asks Meta. */
  isWaiting: z.boolean(),
});
/** A card, follow-up or test of which nobody can tell whether it arrived. */
export type UndecidedAsk = z.infer<typeof undecidedSchema>;

const foundSchema = z.strictObject({ conversations: z.int(), found: z.int(), unreadable: z.int() });
/** What Meta's conversations told. */
export type FoundWriters = z.infer<typeof foundSchema>;

const tallySchema = z.strictObject({
  /** People whose window is open and who may be messaged at all. */
  open: z.int(),
  /** Cards that have no end yet. */
  waiting: z.int(),
  sending: z.int(),
  uncertain: z.int(),
  /** Of the last 24 hours. */
  askedToday: z.int(),
  answeredToday: z.int(),
});
/** How the asking of an account goes. */
export type AskTally = z.infer<typeof tallySchema>;

/** Asking for permission (issue 4). */
export const asksContract = {
  cards: ask.input(askInputs.cards).output(z.array(savedCardSchema)),
  save: ask.input(askInputs.save).output(savedCardSchema),
  remove: ask.input(askInputs.remove).output(z.strictObject({ id: z.string() })),
  /** What a card will be: its bytes, what is wrong with it, what is worth a look. Nothing is fetched or stored. */
  look: ask.input(askInputs.look).output(lookSchema),
  /** Who can be asked now, soonest window end first. */
  people: ask.input(askInputs.people).output(peopleSchema),
  /** One person, whenever their window was open: whether, when, why not. */
  mayAsk: ask.input(askInputs.mayAsk).output(answerSchema),
  /** Plans cards; the dispatcher sends them, soonest window end first. */
  send: ask.input(askInputs.send).output(plannedSchema),
  /** Takes back cards that have not left; `null` = all of the account. */
  cancel: ask.input(askInputs.cancel).output(z.strictObject({ cancelled: z.int() })),
  /** The ledger of requests, newest first. */
  ledger: ask.input(askInputs.ledger).output(ledgerSchema),
  /** Cards, follow-ups and tests nobody can tell arrived; those that wait for a person first. */
  undecided: ask.input(askInputs.undecided).output(z.array(undecidedSchema)),
  /** A person's word on one of them. */
  decide: ask.input(askInputs.decide).output(z.strictObject({ id: z.string() })),
  /** On a practice account: a person of its practice platform writes, or taps a card's button. */
  practise: ask.input(askInputs.practise).output(z.strictObject({ person: z.string() })),
  guard: ask.input(askInputs.guard).output(askInputs.guard),
  /** How asking goes, in numbers. */
  tally: ask.input(askInputs.tally).output(tallySchema),
  /** Asks Meta's conversations who wrote lately: two calls a second, so it takes a while. */
  findWriters: ask.input(askInputs.findWriters).output(longWork(foundSchema)),
  /** Follow-ups written on the spot, to one permission whose yes is less than two minutes old. */
  followUp: ask.input(askInputs.followUp).output(z.strictObject({ planned: z.int() })),
};
