import type { RuleId } from './rule-pack.ts';

/** The rule behind a reason: one of Meta's limits, whose source stands in the rule pack, or another with its own source. */
export type CitedRule =
  | { readonly kind: 'pack'; readonly id: RuleId }
  | { readonly kind: 'own'; readonly id: string; readonly source: string };

/** How a reason is told to people (words of DESIGN 14) and where its rule is written. */
export interface ReasonEntry {
  /** One sentence about one person's message; ends with a full stop and needs no value filled in. */
  readonly sentence: string;
  readonly rule: CitedRule;
}

/** A rule of the rule pack. */
export const pack = (id: RuleId): CitedRule => ({ kind: 'pack', id });
/** A rule with a source of its own. */
export const own = (id: string, source: string): CitedRule => ({ kind: 'own', id, source });

/** Where refusals of the platform are listed. */
export const ERRORS = 'META-API 4.3, error table';
/** The rule about what an answer did not settle. */
export const SETTLING: CitedRule = own(
  'settle',
  'DESIGN 6.4: what the answer did not settle is never sent again by itself',
);
