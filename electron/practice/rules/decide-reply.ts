import type { EpochMs } from '#shared/time/instant.ts';
import { type Refusal, refuse } from './graph-error.ts';
import type { PracticeLimits } from './limits.ts';

/** What decides a plain message to a person's scoped id. */
export type ReplyFacts = {
  readonly instagram: boolean;
  readonly blocked: boolean;
  readonly lastInboundAt: EpochMs | null;
  /** Whether the call carries the HUMAN_AGENT tag. */
  readonly humanAgent: boolean;
};

/**
 * Decides a message that is neither on a notification token nor an opt-in request: taken inside the 24 h window, and for
 * seven days with the HUMAN_AGENT tag (META-API 8).
 *
 * @returns `null` when it is taken.
 */
export function decideReply(facts: ReplyFacts, at: EpochMs, limits: PracticeLimits): Refusal | null {
  if (facts.blocked) return refuse('unavailable');
  const windowMs = facts.humanAgent ? limits.humanAgentWindowMs : limits.windowMs;
  if (facts.lastInboundAt !== null && at - facts.lastInboundAt < windowMs) return null;
  return refuse(facts.instagram ? 'windowClosedInstagram' : 'windowClosed');
}
