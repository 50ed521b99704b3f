import type { MomentTeller } from '#engine/screens/moments.ts';
import type { CampaignSlots } from '#engine/store/operations/calendar.ts';
import type { CalendarEntry } from '#shared/contract/calendar.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** Most local times named for one entry (Sundial's choice). */
const LOCAL_TIMES = 3;

/** A time at which a campaign leaves for somebody. */
interface Leaving {
  readonly at: EpochMs;
  readonly zone: string | null;
  readonly local: string | null;
}

/**
 * A campaign as entries of the days here on which it leaves.
 *
 * @param draftAt - when a draft would leave for somebody here; `null` = it has no time yet, or it is no draft.
 */
export function entriesOf(
  { campaign, accountName, slots }: CampaignSlots,
  draftAt: EpochMs | null,
  tell: MomentTeller,
): readonly CalendarEntry[] {
  const leavings: readonly Leaving[] =
    draftAt === null
      ? slots.map(({ dueAt, zone, local }) => ({ at: dueAt, zone, local }))
      : [{ at: draftAt, zone: null, local: tell(draftAt, null).here.local }];
  const days = Map.groupBy(leavings, ({ at }) => tell(at, null).here.local.slice(0, 10));
  return [...days.entries()].map(([day, group]) => {
    const instants = group.map(({ at }) => at).toSorted((a, b) => a - b);
    const [first] = instants;
    const last = instants.at(-1);
    const locals = new Set(group.flatMap(({ local }) => (local === null ? [] : [local.slice(11, 16)])));
    return {
      campaign: toPublicId('campaign', campaign.id),
      name: campaign.name,
      account: toPublicId('account', campaign.accountId),
      accountName,
      state: campaign.state,
      day,
      from: tell(first as EpochMs, null), // a group is never empty
      until: tell(last as EpochMs, null), // as above
      localTimes: [...locals].toSorted().slice(0, LOCAL_TIMES),
      zones: new Set(group.map(({ zone }) => zone).filter((zone) => zone !== null)).size,
    };
  });
}
