import { pageIdOf, secretOf } from './platform-ids.ts';
import type { WorldShape } from './world-shape.ts';

/** One sender of a world: a Page, or a Page with its Instagram account. */
export type PracticePage = {
  readonly number: number;
  readonly pageId: string;
  /** Instagram account of the Page; `null` in a Messenger world. */
  readonly igId: string | null;
  readonly name: string;
  readonly zone: string;
  readonly accessToken: string;
};

/** Facts of the app that the Pages belong to. */
export type PracticeApp = { readonly appId: string; readonly appSecret: string };

/** The Pages of a world. Access tokens begin like real ones, so that redaction meets them. */
export function pagesOf(shape: WorldShape): readonly PracticePage[] {
  return Array.from({ length: shape.pages }, (_, number) => ({
    number,
    pageId: pageIdOf(shape.seed, 1, number),
    igId: shape.platform === 'instagram' ? pageIdOf(shape.seed, 2, number) : null,
    name: number === 0 ? 'Practice Café' : `Practice Café ${number + 1}`,
    zone: shape.zone,
    accessToken: `EAAPRACTICE${secretOf(shape.seed, 1, number, 64)}`,
  }));
}

/** The app of a world. */
export function appOf(shape: WorldShape): PracticeApp {
  return { appId: pageIdOf(shape.seed, 3, 0), appSecret: secretOf(shape.seed, 2, 0, 32) };
}
