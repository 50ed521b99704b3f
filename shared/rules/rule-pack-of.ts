import type { Account } from '#shared/domain/account.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { RulePack } from './rule-pack.ts';

/**
 * The rule pack an account sends under.
 *
 * @throws {DomainError} `invalidInput` when no pack has that name.
 */
export function rulePackOf(
  { name, rulePack }: Pick<Account, 'name' | 'rulePack'>,
  packs: ReadonlyMap<string, RulePack>,
): RulePack {
  const pack = packs.get(rulePack);
  if (pack !== undefined) return pack;
  const terminal = `; there are ${[...packs.keys()].join(', ')}.`;
  throw refuse('limitsUnknown', { name, pack: rulePack }, { where: 'rule pack', terminal });
}
