import { z } from 'zod';
import {
  answerSchema,
  foundSchema,
  ledgerSchema,
  peopleSchema,
  placeSchema,
  plannedSchema,
  tallySchema,
  undecidedSchema,
} from './ask-answers.ts';
import { ask, longWork } from './base.ts';
import { cardSchema, cardText, followUpsSchema, lookSchema, savedCardSchema } from './opt-in-card.ts';

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
  followUp: z.strictObject({ permission: z.string(), texts: z.array(cardText.min(1)).min(1).max(3) }),
} as const;

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
