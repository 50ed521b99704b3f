import type { PictureNetwork } from '#engine/ports.ts';

/** The web of a host that shows no preview, e.g. of a rehearsal: there is none. */
export const NO_PICTURES: PictureNetwork = {
  addressesOf: async () => [],
  get: async () => ({ kind: 'broken', why: 'pictures are not fetched here' }),
};
