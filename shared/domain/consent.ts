/**
 * What can happen to a person's consent (DESIGN 3, consent_event).
 *
 * `suppress` and `unsuppress` are the user's own "never message again" and its withdrawal; `importUndone` marks an opt-in that came
 * with a list which was taken back.
 */
export const CONSENT_KINDS = ['optIn', 'stop', 'resume', 'refresh', 'importUndone', 'suppress', 'unsuppress'] as const;

/** See {@link CONSENT_KINDS}. */
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/**
 * How Sundial came to know of a consent event: a file the user imported, the platform's list, a webhook, a refusal of the platform, or
 * the user's own act.
 */
export const CONSENT_SOURCES = ['file', 'sync', 'webhook', 'refusal', 'person'] as const;

/** See {@link CONSENT_SOURCES}. */
export type ConsentSource = (typeof CONSENT_SOURCES)[number];
