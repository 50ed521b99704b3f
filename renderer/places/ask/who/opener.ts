/** What can open the 24 h window (META-API 8), and where Sundial heard of it; `other` = it does not say. */
export const OPENERS = ['message', 'postback', 'reaction', 'list', 'other'] as const;
/** See {@link OPENERS}. */
export type Opener = (typeof OPENERS)[number];

/** The word a screen has for what opened a window. */
export function openerOf(openedBy: string | null): Opener {
  return OPENERS.find((opener) => opener === openedBy) ?? 'other';
}
