import { answer, screens } from './implement-contract.ts';

/** Pictures of the web in previews. */
export const picturesProcedures = { fetch: screens.pictures.fetch.handler(answer('picture.fetch')) };
