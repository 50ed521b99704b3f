/** Kinds of things that are removed once they were kept long enough (RELIABILITY P-04). */
export const RETAINED = ['messages', 'answers', 'logs', 'deadPermissions'] as const;
/** See {@link RETAINED}. */
export type Retained = (typeof RETAINED)[number];

/**
 * For how many days each may be kept; `null` beside them = for ever. The shortest of `messages` is far beyond everything that keeps a
 * message from going out twice: the longest look back is a calendar month, and the cards of seven days (DESIGN 4).
 */
export const RETENTION_CHOICES = {
  /** Messages with their texts and what became of each: 13 months are 397 days where they are longest. */
  messages: [90, 183, 397, 731, 1_826],
  /** What the platform answered word for word, reads made to settle a message, bodies of webhooks. */
  answers: [7, 30, 90, 397],
  /** Lines of the log files. */
  logs: [3, 14, 30, 90],
  /** Permissions that were stopped, have expired or are gone at the platform, counted from then. */
  deadPermissions: [30, 90, 183, 397],
} as const satisfies Record<Retained, readonly number[]>;

/** Days each kind is kept; `null` = for ever. */
export type Retention = { readonly [Kind in Retained]: (typeof RETENTION_CHOICES)[Kind][number] | null };

/** What holds until a person chooses otherwise: 13 months, 30, 14 and 90 days (RELIABILITY P-04). */
export const DEFAULT_RETENTION: Retention = { messages: 397, answers: 30, logs: 14, deadPermissions: 90 };
