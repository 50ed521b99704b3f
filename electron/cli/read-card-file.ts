import { parse } from 'yaml';
import { z } from 'zod';
import { cardSchema, followUpsSchema } from '#shared/contract/opt-in-card.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { readTextFile } from './read-text-file.ts';

/** Largest card file, in bytes of UTF-8: far above what Meta's limits leave room for (Sundial's choice). */
const MAX_BYTES = 65_536;

/** A card as a person writes it into a file; what is left out is as in a new card. */
const cardFileSchema = z.strictObject({
  account: z.string().nullable().default(null),
  name: z.string().trim().min(1).max(200).default('Card'),
  followUps: followUpsSchema.default([]),
  card: z.strictObject({
    title: cardSchema.shape.title.default(null),
    imageUrl: cardSchema.shape.imageUrl.default(null),
    imageRatio: cardSchema.shape.imageRatio.default(null),
    callToAction: cardSchema.shape.callToAction.default(null),
    zone: cardSchema.shape.zone.default(null),
    payload: cardSchema.shape.payload,
    elements: z
      .array(
        z.strictObject({
          title: z.string().nullable().default(null),
          imageUrl: z.string().nullable().default(null),
          payload: z.string(),
          isReoptin: z.boolean().nullable().default(null),
        }),
      )
      .default([]),
    hasFrequency: z.boolean().default(false),
  }),
});
/** See {@link readCardFile}. */
export type CardFile = z.infer<typeof cardFileSchema>;

/**
 * Reads a card file, JSON or YAML.
 *
 * @throws {DomainError} `fileRefused`, or `invalidInput` naming the field.
 */
export function readCardFile(path: string): CardFile {
  const text = readTextFile(path, MAX_BYTES);
  let value: unknown;
  try {
    value = /\.ya?ml$/iu.test(path) ? parse(text) : JSON.parse(text);
  } catch (error) {
    throw new DomainError('invalidInput', `"${path}" is neither JSON nor YAML, as its name says.`, path, error);
  }
  const read = cardFileSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new DomainError(
    'invalidInput',
    `In "${path}", ${field === '' ? 'the file' : `"${field}"`}: ${issue?.message ?? 'is not a card'}.`,
    field,
  );
}
