import { type ClaimDecision, decideClaim, type OpenRival } from '#engine/dispatcher/claim-decision.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { type Eligibility, eligibility, type RuleCalendar } from '#shared/rules/eligibility.ts';
import type { Guards } from '#shared/rules/guards.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import type { ReadableDb } from '../database.ts';
import { type Candidate, laterOf, readRivals } from './claims-candidates.ts';

/** Rules and clock of one claim. */
export interface ClaimRules {
  readonly at: EpochMs;
  readonly rules: RulePack;
  readonly guards: Guards;
  readonly pageZone: IanaZone;
  /** The Page's zone around `at`, see `carryZone`. */
  readonly zone: ZoneData;
}

/** A delivery that will not go, or not yet. */
export type Postponed = {
  readonly candidate: Candidate;
  readonly decision: Extract<ClaimDecision, { kind: 'later' | 'skip' }>;
};

/** Due deliveries by what is to become of them. */
export interface SortedCandidates {
  readonly toSend: readonly Candidate[];
  readonly others: readonly Postponed[];
  /** Past their last instant; the lateness sweep has to look at them. */
  readonly late: number;
  /** With a zone corrected after their slot was chosen. */
  readonly rezoned: number;
}

/** Asks every rule again with what is true now, for each due delivery, those of the very group included (DESIGN 6.1). */
export function sortCandidates(db: ReadableDb, args: ClaimRules, candidates: readonly Candidate[]): SortedCandidates {
  const calendar: RuleCalendar = { table: createZoneTable(args.zone), pageZone: args.pageZone };
  const toSend: Candidate[] = [];
  const others: Postponed[] = [];
  const taken = { tokens: new Set<number>(), people: new Set<number>() };
  let late = 0;
  let rezoned = 0;
  for (const candidate of candidates) {
    const decision = decide(db, { args, calendar, taken }, candidate);
    switch (decision.kind) {
      case 'send':
        taken.tokens.add(candidate.tokenId);
        taken.people.add(candidate.recipientId);
        toSend.push(candidate);
        break;
      case 'later':
      case 'skip':
        others.push({ candidate, decision });
        break;
      case 'late':
        late += 1;
        break;
      case 'rezoned':
        rezoned += 1;
        break;
      default:
        assertNever(decision, 'claim decision');
    }
  }
  return { toSend, others, late, rezoned };
}

interface ClaimContext {
  readonly args: ClaimRules;
  readonly calendar: RuleCalendar;
  /** Tokens and people of this very group; the database shows them as `sending` only after it. */
  readonly taken: { readonly tokens: ReadonlySet<number>; readonly people: ReadonlySet<number> };
}

function decide(db: ReadableDb, { args, calendar, taken }: ClaimContext, candidate: Candidate): ClaimDecision {
  const isPersonGuarded = args.guards.personGapMs !== null;
  const rivals = readRivals(db, { candidate, isPersonGuarded });
  const isTaken = taken.tokens.has(candidate.tokenId) || (isPersonGuarded && taken.people.has(candidate.recipientId));
  const rival: OpenRival = isTaken ? 'sending' : rivals.rival;
  const { ledger } = candidate.facts;
  const facts = {
    ...candidate.facts,
    ledger: { ...ledger, lastAcceptedAt: laterOf(ledger.lastAcceptedAt, rivals.ownUndecidedAt) },
    personLastAcceptedAt: laterOf(rivals.personLastAcceptedAt, isTaken ? args.at : null),
  };
  const verdict: Eligibility = eligibility(facts, args.rules, args.guards, calendar, args.at);
  return decideClaim({
    now: args.at,
    lastAt: candidate.lastAt,
    isRezoned: candidate.isRezoned,
    rival,
    eligibility: verdict,
  });
}
