import { decideToken, onePerPerson, type PlanningRules, type TokenDecision } from './decide-token.ts';
import type { EligibilityFacts } from './eligibility.ts';
import type { SlotPlan } from './slot.ts';

/** One token of a person as the planner sees it. */
export interface TokenToDecide {
  /** Row number; breaks the last tie. */
  readonly tokenId: number;
  /** Whether the campaign's topics hold the token's. */
  readonly isInAudience: boolean;
  readonly slot: SlotPlan;
  readonly facts: EligibilityFacts;
}

/**
 * What a campaign does with all tokens of one person: each by itself, then one per person (DESIGN 4).
 *
 * @returns the decisions in the order given.
 */
export function decidePerson(tokens: readonly TokenToDecide[], planning: PlanningRules): readonly TokenDecision[] {
  const alone = tokens.map(({ tokenId, isInAudience, slot, facts }) => ({
    tokenId,
    optedInAt: facts.token.optedInAt ?? facts.token.createdAt,
    decision: isInAudience ? decideToken(facts, slot, planning) : NOT_IN_AUDIENCE,
  }));
  return onePerPerson(alone);
}

const NOT_IN_AUDIENCE: TokenDecision = { kind: 'skipped', reason: 'notInAudience', dueAt: null, earliestAt: null };
