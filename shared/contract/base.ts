import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { DOMAIN_ERROR_CODES } from '#shared/domain/errors.ts';

/** A refusal by its kind and the values of its sentence: `DomainError.refusal`, which a screen words (`words/<language>/refusals.json`). */
export const wordedRefusalSchema = z.strictObject({
  kind: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

/**
 * How every question of a screen can be refused: a `DomainError`, carried whole. The screen words code and refusal in the person's
 * language; the English sentence is shown only where there is no `refusal`.
 */
export const REFUSED = {
  REFUSED: {
    data: z.strictObject({
      code: z.enum(DOMAIN_ERROR_CODES),
      where: z.string().nullable(),
      refusal: wordedRefusalSchema.nullable(),
    }),
  },
} as const;

/** A question with its answer: where every procedure of the contract begins. */
export const ask = oc.errors(REFUSED);

/** How far a long piece of work is; `total` is `null` while nobody knows. `what` is a word the screen translates. */
export const progressSchema = z.strictObject({
  what: z.string(),
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
});
/** See {@link progressSchema}. */
export type WorkProgress = z.infer<typeof progressSchema>;

/** What long work tells: how far it is, and at last its result. */
type Told<Result> =
  | { readonly kind: 'progress'; readonly progress: WorkProgress }
  | { readonly kind: 'done'; readonly result: Result };

type ToldSchema<Result extends z.ZodType> = Parameters<
  typeof eventIterator<Told<z.input<Result>>, Told<z.output<Result>>>
>[0];

/** See {@link longWork}. */
export type LongWork<Result extends z.ZodType> = ReturnType<
  typeof eventIterator<Told<z.input<Result>>, Told<z.output<Result>>>
>;

/**
 * The answer of work that takes long: progress again and again, at last `done` with the result. Leaving the stream cancels the work.
 */
export function longWork<Result extends z.ZodType>(result: Result): LongWork<Result> {
  const told = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('progress'), progress: progressSchema }),
    z.strictObject({ kind: z.literal('done'), result }),
  ]);
  // The same spelled out: the compiler does not work out what a schema of an unknown schema gives.
  return eventIterator(told as unknown as ToldSchema<Result>);
}
