import { ACCOUNT_REFUSALS } from './accounts.ts';
import { CARD_REFUSALS } from './cards.ts';
import { DATA_REFUSALS } from './data.ts';
import { FILE_REFUSALS } from './files.ts';
import { MESSAGE_REFUSALS } from './messages.ts';
import { PEOPLE_REFUSALS } from './people.ts';

/**
 * Every refusal a screen can meet, as one closed list: the English sentence of the terminal, and the values that the screens' own
 * words (`words/<language>/refusals.json`) are made of. Kinds are never renamed.
 */
export const REFUSALS = {
  ...FILE_REFUSALS,
  ...PEOPLE_REFUSALS,
  ...MESSAGE_REFUSALS,
  ...CARD_REFUSALS,
  ...ACCOUNT_REFUSALS,
  ...DATA_REFUSALS,
} as const;

/** See {@link REFUSALS}. */
export type RefusalKind = keyof typeof REFUSALS;

/** The names in braces of a sentence. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type Also<Template> = Template extends { readonly also: readonly (infer Name extends string)[] } ? Name : never;

/** The values a refusal of this kind is said with: texts as they are, codes, and plain numbers. */
export type RefusalValues<Kind extends RefusalKind> = Readonly<
  Record<NamesIn<(typeof REFUSALS)[Kind]['sentence']> | Also<(typeof REFUSALS)[Kind]>, string | number>
>;
