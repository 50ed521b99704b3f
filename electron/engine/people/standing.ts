import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { MomentTeller } from '#engine/screens/moments.ts';
import type { UseCaseContext } from '#engine/use-cases/use-case.ts';
import type { Standing } from '#shared/contract/standing.ts';
import type { Account } from '#shared/domain/account.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { type EligibilityFacts, eligibility, type RuleCalendar } from '#shared/rules/eligibility.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { toldWait } from '#shared/rules/told-wait.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What an account's people are judged by. */
export interface AccountRules {
  readonly account: Account;
  readonly rules: RulePack;
  readonly calendar: RuleCalendar;
}

/** The rules of every account, looked up once for many people. */
export async function accountRules({ parts }: Pick<UseCaseContext, 'parts'>): Promise<(id: AccountId) => AccountRules> {
  const { store, zones, rulePacks } = parts;
  const accounts = await store.read('account.list', null);
  const byId = new Map(
    accounts.map((account) => {
      const calendar = { table: zones, pageZone: pageZoneOf(account, zones) };
      return [account.id, { account, rules: rulePackOf(account, rulePacks), calendar }] as const;
    }),
  );
  return (id) => {
    const found = byId.get(id);
    if (found === undefined) throw new BugError(`A person belongs to account ${id}, which is not there.`);
    return found;
  };
}

/** Whether a person can get a message now, and if not, why and from when: the one rule of DESIGN 4, asked for this instant. */
export function standingOf(
  facts: EligibilityFacts,
  { rules, calendar }: AccountRules,
  asked: { readonly now: EpochMs; readonly zone: string | null; readonly tell: MomentTeller },
): Standing {
  const { now, zone, tell } = asked;
  const answer = eligibility(facts, rules, DEFAULT_GUARDS, calendar, now);
  if (answer.kind === 'ok') return { can: 'now', reason: null, from: null, source: null };
  const { reason, earliestAt } = answer;
  if (earliestAt === null) {
    return { can: reason === 'frequencyUnknown' ? 'unknown' : 'never', reason, from: null, source: null };
  }
  const told = toldWait({ reason, dueAt: now, earliestAt, ...facts.ledger });
  return { can: 'from', reason, from: tell(earliestAt, zone), source: told?.source ?? 'forecast' };
}
