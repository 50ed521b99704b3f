import type { NextEligibleSource } from '#shared/domain/notification-token.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { RuleCitation } from './reason-catalogue.ts';

/** A message that waits, or was left out, with what is known of its token. */
export interface Wait {
  readonly reason: Reason | null;
  /** The time it was asked about; `null` = it had none. */
  readonly dueAt: EpochMs | null;
  /** First instant at which the reason is gone; `null` = never, or not known. */
  readonly earliestAt: EpochMs | null;
  readonly lastAcceptedAt: EpochMs | null;
  readonly nextEligibleAt: EpochMs | null;
  readonly nextEligibleSource: NextEligibleSource | null;
}

/** A next eligible time that came from outside, not from our own sends. */
export interface ToldWait {
  readonly source: 'platform' | 'file';
  readonly at: EpochMs;
}

/**
 * The platform's own next eligible time, where that is what a wait between messages lasts for, and not a send of ours (DESIGN 4: it
 * wins when it is later). `null` = our own last send, or another reason.
 */
export function toldWait(wait: Wait): ToldWait | null {
  const { reason, dueAt, earliestAt, lastAcceptedAt, nextEligibleAt: at, nextEligibleSource: source } = wait;
  if (reason !== 'coolDown' || at === null || source === null || source === 'forecast') return null;
  if (dueAt !== null && at <= dueAt) return null;
  if (earliestAt !== null && at > earliestAt) return null;
  return lastAcceptedAt === null || at === earliestAt ? { source, at } : null;
}

const RULE: RuleCitation = { id: 'nextEligibleTime', source: 'seeds/004, next_eligible_time' };

/**
 * The sentence and rule for a {@link ToldWait}.
 *
 * @param when - its instant in words, e.g. `Fri 27 Nov 2026, 10:00 (Europe/Rome)`; `null` where the instant stands beside the sentence.
 */
export function citeToldWait(
  { source }: ToldWait,
  when: string | null,
): { readonly sentence: string; readonly rule: RuleCitation } {
  const who = source === 'platform' ? 'Meta' : 'The list you imported';
  const from = when === null ? 'only at a later time' : `from ${when}`;
  return { sentence: `${who} says this person can get the next one ${from}.`, rule: RULE };
}
