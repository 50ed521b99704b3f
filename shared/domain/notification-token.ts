import type { EpochMs } from '#shared/time/instant.ts';

/** Old frequencies; only tokens made before February 2023 carry WEEKLY or MONTHLY (seeds/004, Frequenza dei messaggi). */
export const FREQUENCIES = ['daily', 'weekly', 'monthly'] as const;
/** See {@link FREQUENCIES}. */
export type Frequency = (typeof FREQUENCIES)[number];

/** The old frequency a text names, in any case; `null` = none. */
export function frequencyNamed(text: string | null): Frequency | null {
  const lower = text?.trim().toLowerCase();
  return FREQUENCIES.find((frequency) => frequency === lower) ?? null;
}

/** Where a next eligible time comes from. */
export const NEXT_ELIGIBLE_SOURCES = ['platform', 'file', 'forecast'] as const;
/** See {@link NEXT_ELIGIBLE_SOURCES}. */
export type NextEligibleSource = (typeof NEXT_ELIGIBLE_SOURCES)[number];

/** Status of a token as shown in lists; suppression belongs to the person and wins. */
export const TOKEN_STATUSES = ['active', 'stopped', 'expired', 'invalid', 'suppressed'] as const;
/** See {@link TOKEN_STATUSES}. */
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

/** The facts that decide a token's status. Instants; `null` = never happened or not known. */
export interface TokenFacts {
  readonly suppressedAt: EpochMs | null;
  readonly stoppedAt: EpochMs | null;
  readonly invalidAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
}

/**
 * The status of a token at an instant. The order is by what a person can do about it least: a person's own wish first.
 *
 * A past expiry counts until the platform lists the token again, which clears the field (DESIGN 4, Expiry).
 */
export function tokenStatus(facts: TokenFacts, now: EpochMs): TokenStatus {
  if (facts.suppressedAt !== null) return 'suppressed';
  if (facts.stoppedAt !== null) return 'stopped';
  if (facts.invalidAt !== null) return 'invalid';
  if (facts.expiresAt !== null && facts.expiresAt <= now) return 'expired';
  return 'active';
}
