import { z } from 'zod';
import { PICTURE_REFUSALS } from '#shared/domain/picture.ts';
import { ask } from './base.ts';

/** Which picture a preview wants to show; asked only after a person said so for its site (RELIABILITY S-40). */
export const fetchPictureSchema = z.strictObject({
  url: z.string(),
  /** Other sites a person said so for, since the address sends on to them; as `URL.host` has it. */
  via: z.array(z.string()).max(3),
});

/** A picture for a preview, or why there is none. */
export const fetchedPictureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('picture'),
    /** The whole picture as a `data:` address; its type was found in the bytes, not taken from the site's word. */
    dataUrl: z.string(),
  }),
  /** The address sends on to this site, which was not asked: a person has to say so first. As `URL.host` has it. */
  z.strictObject({ kind: z.literal('elsewhere'), host: z.string() }),
  z.strictObject({ kind: z.literal('refused'), why: z.enum(PICTURE_REFUSALS) }),
]);
/** See {@link fetchedPictureSchema}. */
export type FetchedPicture = z.infer<typeof fetchedPictureSchema>;

/** Pictures of the web in previews. */
export const picturesContract = { fetch: ask.input(fetchPictureSchema).output(fetchedPictureSchema) };
