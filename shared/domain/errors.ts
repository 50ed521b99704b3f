/**
 * Everything Sundial can refuse, as one closed list.
 *
 * A code says what went wrong to a program; the message says it to a person. Codes are never renamed.
 */
export const DOMAIN_ERROR_CODES = [
  /** An id, token or name that this workspace does not hold. The person checks the spelling or lists what is there. */
  'notFound',
  /** A value of a command, a file or a form that is not allowed. The sentence names value, place and what is allowed. */
  'invalidInput',
  /** A message, title or link that the platform would refuse. */
  'invalidMessage',
  /** A state does not allow what was asked, for example resuming a campaign that is not paused. */
  'wrongState',
  /** Another living Sundial owns the data folder. */
  'workspaceOwned',
  /** The data folder cannot be written: read-only, missing rights, or no space. */
  'workspaceNotWritable',
  /** The database was made by a newer Sundial; only that version may open it. */
  'databaseNewer',
  /** The database is damaged; nothing is sent from it, and a backup can be restored. */
  'databaseBroken',
  /** No space is left on the disk that holds the data folder. */
  'diskFull',
  /** A file that is too large, of another kind, unreadable or empty. */
  'fileRefused',
  /** An import that was undone already, or was never applied. */
  'importState',
  /** The account has no access token on this host; it must be connected again here. */
  'reconnectNeeded',
  /** The account is frozen or paused; the reason is in the sentence. */
  'accountStopped',
  /** The platform refused or could not be reached; its code stands in the sentence. */
  'platformRefused',
  /** The platform could not be reached at all. */
  'platformUnreachable',
  /** The plan loses people for a reason the user has to accept first, for example a pace that is too slow. */
  'confirmationNeeded',
  /** The clock of this computer and the platform's differ too much to send. */
  'clockSkew',
] as const;

/** See {@link DOMAIN_ERROR_CODES}. */
export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/**
 * A refusal as screens say it: its kind of the catalogue (`refusals/refusal-catalogue.ts`) and the values of its sentence. Kept loose
 * here: it crosses from an engine that may be a version away, and a screen says in English what it has no words for.
 */
export interface WordedRefusal {
  readonly kind: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * Something expected could not be done, and a person can act on it.
 *
 * The message is one sentence: what was wrong, which value, where, what is allowed. It never holds a secret.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  /** The place: a field, a file with row, a command; `null` when the message says all. */
  readonly where: string | null;
  /** How a screen says it; `null` for what only the terminal can meet. Made by `refuse`. */
  readonly refusal: WordedRefusal | null;

  constructor(
    code: DomainErrorCode,
    message: string,
    ...[where = null, cause, refusal = null]: readonly [
      where?: string | null,
      cause?: unknown,
      refusal?: WordedRefusal | null,
    ]
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.where = where;
    this.refusal = refusal;
  }
}
