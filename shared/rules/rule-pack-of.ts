import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
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
  const message = `The account "${name}" uses Meta's limits "${rulePack}"; there are ${[...packs.keys()].join(', ')}.`;
  throw new DomainError('invalidInput', message, 'rule pack');
}
