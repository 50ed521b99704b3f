import type { ListQuestion } from '#engine/store/operations/people-list.ts';
import type { UseCaseContext } from '#engine/use-cases/use-case.ts';
import type { PeopleFilter, PeopleOrder } from '#shared/contract/people-filter.ts';
import { parsePublicId } from '#shared/domain/ids.ts';
import type { ListSort } from './people-pages.ts';
import { findZone } from './zone-view.ts';

/** A question of a screen as the list understands it. The list must stand. */
export async function listQuestion(
  { parts }: Pick<UseCaseContext, 'parts'>,
  filter: PeopleFilter,
): Promise<ListQuestion> {
  const { account, topic, status, search } = filter;
  return {
    filter: {
      accountId: account === null ? null : parsePublicId('account', account),
      topic,
      zoneCodes: await zoneCodes(parts, filter),
      status,
      search,
    },
    now: parts.ports.clock.now(),
  };
}

/** A sort of a screen as the list understands it. */
export function listSort({ by, direction }: PeopleOrder): ListSort {
  return { by, isFalling: direction === 'falling' };
}

/** Whether a filter lets everybody through. */
export function isPlain(filter: PeopleFilter): boolean {
  const { search, ...others } = filter;
  return search.trim() === '' && Object.values(others).every((value) => value === null);
}

/** Zones are texts in the list; what they name is known only here, where the zone table is. */
async function zoneCodes(
  { store, zones }: UseCaseContext['parts'],
  { zone, trouble, zoneText }: PeopleFilter,
): Promise<readonly number[] | null> {
  if (zone === null && trouble === null && zoneText === null) return null;
  const pairs = await store.read('people.zonePairs', null, { lane: 'list' });
  return pairs.flatMap(({ tokenZone, personZone }, code) => {
    const found = findZone(zones, tokenZone, personZone);
    const fits =
      (zone === null || found.name === zone) &&
      (trouble === null || found.trouble === trouble) &&
      (zoneText === null || found.text === zoneText);
    return fits ? [code] : [];
  });
}
