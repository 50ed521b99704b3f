import type { Account } from '#shared/domain/account.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/**
 * The zone in which an account's weekly and monthly tokens count.
 *
 * @throws {DomainError} `invalidInput` when the table does not know it.
 */
export function pageZoneOf(account: Pick<Account, 'name' | 'pageZone'>, table: ZoneTable): IanaZone {
  const identity = table.identify(account.pageZone);
  if (identity.kind === 'known') return identity.zone;
  throw refuse('accountZoneUnknown', { name: account.name, zone: account.pageZone }, { where: 'account zone' });
}
