import { z } from 'zod';
import { CALLS_TO_ACTION, IMAGE_RATIOS, type OptInCard } from '#shared/domain/opt-in.ts';
import { CONTENT_PROBLEM_CODES } from '#shared/rules/message-content-check.ts';
import { momentSchema } from './moment.ts';

/** Longest text of a field of a card that is kept, so that a slip of the clipboard fills no database; the platform's own limits are lower. */
const KEPT_LENGTH = 2_000;
/** A text of a card. */
export const cardText = z.string().max(KEPT_LENGTH);

/** A card that asks, as it is written (seeds/004, messageattachment); the schema is the domain type. */
export const cardSchema = z.strictObject({
  title: cardText.nullable(),
  imageUrl: cardText.nullable(),
  imageRatio: z.enum(IMAGE_RATIOS).nullable(),
  callToAction: z.enum(CALLS_TO_ACTION).nullable(),
  /** Written into the card for everybody; `null` = each person's own zone, where it is known. */
  zone: cardText.nullable(),
  payload: cardText,
  elements: z
    .array(
      z.strictObject({
        title: cardText.nullable(),
        imageUrl: cardText.nullable(),
        payload: cardText,
        isReoptin: z.boolean().nullable(),
      }),
    )
    .max(10),
  hasFrequency: z.boolean(),
}) satisfies z.ZodType<OptInCard>;

/** Up to three texts that go to whoever says yes. */
export const followUpsSchema = z.array(cardText).max(3);

/** See {@link SavedCard}. */
export const savedCardSchema = z.strictObject({
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

/** See {@link CardLook}. */
export const lookSchema = z.strictObject({
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
