import type { ClaimArgs, ReadyCampaign } from '#engine/store/operations/claims.ts';
import type { Account } from '#shared/domain/account.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { addMs } from '#shared/time/instant.ts';
import { carryZone } from './carried-zone.ts';
import type { LaneContext } from './lane-context.ts';

/** Everything a claim of an account needs from outside the database, at this instant. */
export function claimArgsOf(
  { parts, settings }: LaneContext,
  group: { readonly account: Account; readonly campaigns: readonly ReadyCampaign[]; readonly limit: number },
): ClaimArgs {
  const { account, campaigns, limit } = group;
  const at = parts.ports.clock.now();
  const zone = parts.zones.identify(account.pageZone);
  if (zone.kind !== 'known') throw new BugError(`The zone ${account.pageZone} of an account is not in the zone table.`);
  return {
    accountId: account.id,
    campaigns,
    at,
    deadlineAt: addMs(at, settings.postTimeoutMsOf(account)),
    limit,
    rules: rulePackOf(account, parts.rulePacks),
    guards: settings.guards,
    pageZone: zone.zone,
    zone: carryZone(parts.zones, zone.zone, at),
  };
}
