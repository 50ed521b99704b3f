import type { Account } from '#shared/domain/account.ts';
import type { Guards } from '#shared/rules/guards.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { allowedPace } from './pace.ts';

/** What a host, a rehearsal or a measurement may set; {@link DEFAULT_SETTINGS} is what the app runs with. */
export interface DispatchSettings {
  /** Most POSTs of one account on the wire at once. */
  readonly wireLimit: number;
  /** Calls a second of an account. */
  readonly paceOf: (account: Account) => number;
  /** Time for one POST, from the claim. */
  readonly postTimeoutMsOf: (account: Account) => number;
  /** Time between the two reads that prove a message unsent (DESIGN 6.4). */
  readonly settleMsOf: (account: Account) => number;
  /** Whether too many stops pause the account (DESIGN 4, Relevance). */
  readonly isStopRateGuarded: (account: Account) => boolean;
  readonly guards: Guards;
}

/**
 * 128 on the wire, as many as the host keeps connections. 60 s for a POST (RELIABILITY B-29), 10 s on the practice platform, which
 * is on this computer. 300 s between two reads, 1 s in practice (DESIGN 6.4). Practice accounts are not paused for stops: of their
 * simulated people one in ten cannot be reached, by design.
 */
export const DEFAULT_SETTINGS: DispatchSettings = {
  wireLimit: 128,
  paceOf: (account) => allowedPace(account.pacePerSecond),
  postTimeoutMsOf: (account) => (account.isPractice ? 10 * SECOND : MINUTE),
  settleMsOf: (account) => (account.isPractice ? SECOND : 5 * MINUTE),
  isStopRateGuarded: (account) => !account.isPractice,
  guards: DEFAULT_GUARDS,
};
