/** Why Sundial itself pauses a campaign, with the English sentence that is stored and that the terminal says (DESIGN 6.3, 6.8). */
export const PAUSE_RULES = {
  /** The first three answers refused the message; the number is the dispatcher's. */
  refusedInARow: 'The platform refused the message 3 times in a row.',
  notApproved: 'The message is not the one that was approved.',
  restored: 'A backup was restored; it does not know whether this campaign was paused or cancelled since.',
} as const;

/** See {@link PAUSE_RULES}. */
export type PauseRule = keyof typeof PAUSE_RULES;

/** The rules by name, for schemas. */
export const PAUSE_RULE_NAMES = ['refusedInARow', 'notApproved', 'restored'] as const satisfies readonly PauseRule[];

/** The rule behind a stored sentence; `null` = a sentence of another version. */
export function pauseRuleOf(sentence: string): PauseRule | null {
  return PAUSE_RULE_NAMES.find((rule) => PAUSE_RULES[rule] === sentence) ?? null;
}
