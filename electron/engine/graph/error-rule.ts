import type { AccountStopReason } from '#shared/domain/account.ts';
import type { AttemptOutcome } from '#shared/domain/attempt.ts';

/** How a send may end when the platform names an error. */
export type ErrorOutcome = Exclude<AttemptOutcome, 'accepted' | 'notSent'>;

/** What an error answer means for a send: one line of META-API 4.3. */
export interface ErrorRule {
  /** `error.code`, or the first and last of a range. */
  readonly code: number | readonly [from: number, to: number];
  /** `error.error_subcode`; `null` = none, or one that has no line of its own. */
  readonly subcode: number | null;
  readonly outcome: ErrorOutcome;
  /** What the whole account stops for; `null` when the error concerns one person or one message. */
  readonly accountStop: AccountStopReason | null;
  /** What it means, for people. */
  readonly meaning: string;
  readonly source: string;
}

/** A rule without its place in the table. */
export type ErrorEffect = Pick<ErrorRule, 'outcome' | 'accountStop'>;

const forAccount = (outcome: ErrorOutcome, accountStop: AccountStopReason): ErrorEffect => ({ outcome, accountStop });
const forOne = (outcome: ErrorOutcome): ErrorEffect => ({ outcome, accountStop: null });

/** The effects that occur, each with the class of DESIGN 6.3 behind it. */
export const EFFECTS = {
  /** Too many calls: nothing was executed, the account waits. */
  throttled: forAccount('throttled', 'throttled'),
  /** The platform warns of too many stops or reports: the account pauses and says so (DESIGN 4, Relevance). */
  bothersome: forAccount('throttled', 'stopRate'),
  /** The access token is dead. */
  unauthorized: forAccount('unauthorized', 'unauthorized'),
  /** A permission, task, review or link is missing. */
  permission: forAccount('blocked', 'permission'),
  /** The platform holds the account back. */
  blocked: forAccount('blocked', 'blocked'),
  /** The endpoint or the product is not there any more (RELIABILITY 0.1). */
  gone: forAccount('blocked', 'platformGone'),
  tooEarly: forOne('tooEarly'),
  stopped: forOne('stopped'),
  unavailable: forOne('unavailable'),
  invalidToken: forOne('invalidToken'),
  badRequest: forOne('badRequest'),
  /** An error text that is no proof that nothing was sent (RELIABILITY 0.7). */
  uncertain: forOne('uncertain'),
} as const satisfies Record<string, ErrorEffect>;

/** One line of a table. */
export function rule(
  code: ErrorRule['code'],
  subcode: number | null,
  effect: ErrorEffect,
  ...[meaning, source]: readonly [meaning: string, source: string]
): ErrorRule {
  return { code, subcode, ...effect, meaning, source };
}
