import { fetchPicture } from '#engine/pictures/fetch-picture.ts';
import { type FetchedPicture, fetchPictureSchema } from '#shared/contract/pictures.ts';
import { documentUseCase } from './use-case.ts';

/** A picture of the web for a preview. A screen asks only after a person said so for the picture's site (RELIABILITY S-40). */
export const fetchPreviewPicture = documentUseCase({
  input: fetchPictureSchema,
  run: async ({ url, via }, { parts: { ports }, signal }): Promise<FetchedPicture> => {
    const answer = await fetchPicture(url, { via, network: ports.pictures, clock: ports.clock, signal });
    if (answer.kind !== 'picture') return answer;
    const base64 = Buffer.from(answer.bytes).toString('base64');
    return { kind: 'picture', dataUrl: `data:${answer.type};base64,${base64}` };
  },
});
