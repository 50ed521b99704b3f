/** What an account check looks at. */
export const ACCOUNT_SUBJECTS = ['accessToken', 'task', 'permission', 'subscription', 'conversations'] as const;
/** See {@link ACCOUNT_SUBJECTS}. */
export type AccountSubject = (typeof ACCOUNT_SUBJECTS)[number];

/** `ok`: as needed. `problem`: a person has to act. `unknown`: the platform did not say; sending may work all the same. */
export type FindingLevel = 'ok' | 'problem' | 'unknown';

/** One line of an account check. */
export interface AccountFinding {
  readonly subject: AccountSubject;
  /** The permission, field or task by its platform name; `null` when the subject has only one. */
  readonly name: string | null;
  readonly level: FindingLevel;
  /** What was found and what to do, in one sentence, without secrets. */
  readonly sentence: string;
  /** The platform's own words and code within that sentence, which nobody translates; `null` = it said nothing. */
  readonly said: string | null;
}

/** Makes a finding. */
export function finding(
  subject: AccountSubject,
  name: string | null,
  level: FindingLevel,
  ...[sentence, said = null]: readonly [sentence: string, said?: string | null]
): AccountFinding {
  return { subject, name, level, sentence, said };
}
