/**
 * What can happen to a person's consent (DESIGN 3, consent_event).
 *
 * `suppress` and `unsuppress` are the user's own "never message again" and its withdrawal; `importUndone` marks an opt-in that came
 * with a list which was taken back.
 */
export const CONSENT_KINDS = ['optIn', 'stop', 'resume', 'refresh', 'importUndone', 'suppress', 'unsuppress'] as const;

/** See {@link CONSENT_KINDS}. */
export type ConsentKind = (typeof CONSENT_KINDS)[number];
