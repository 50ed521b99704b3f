/** How an account's sends ended over the time the rate is measured over. */
export interface AnswerCounts {
  readonly accepted: number;
  /** Refused because the person stopped, or cannot be reached. */
  readonly turnedAway: number;
}

/** Above this share of stops and unreachable people in 24 hours the account pauses (DESIGN 4, Relevance). */
export const STOP_RATE_LIMIT = 0.02;

/**
 * Fewer than this many turned away never pause an account (Sundial's choice): with a rate of 2 % that is a sample of about 250
 * people, and one stop of three, or two of fifty, says nothing about a list.
 */
export const STOP_RATE_LEAST = 5;

/** Whether so many people stopped or could not be reached that the account pauses. */
export function isStopRateTooHigh({ accepted, turnedAway }: AnswerCounts): boolean {
  return turnedAway >= STOP_RATE_LEAST && turnedAway > STOP_RATE_LIMIT * (accepted + turnedAway);
}
