import type { PlannerParts } from '#engine/planner/planner.ts';
import type { Store } from '#engine/store/store.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { epochMs } from '#shared/time/instant.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

/** The message of every bench: as long as people write them. */
export const BENCH_MESSAGE = JSON.stringify({
  text: 'Friday is our birthday: one cake for two all day long, and coffee is on the house for the first fifty of you. See you there!',
});

/** Ten in the morning for each person, the defaults of a campaign file. */
export const MORNING: CampaignSchedule = {
  time: { kind: 'local', date: '2026-11-27', time: '10:00' },
  zone: 'recipient',
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: { fromMinute: 540, toMinute: 1_200 },
};

/** For everyone, at once, whatever their clock says, and for a week: what a bench of sending needs. */
export const AT_ONCE: CampaignSchedule = {
  ...MORNING,
  time: { kind: 'now' },
  unknownZone: 'Europe/Rome',
  lateMinutes: 10_080,
  window: null,
};

/** Adds a draft of everybody on the account. */
export function draftCampaign(
  store: Store,
  accountId: number,
  schedule: CampaignSchedule,
  atMs: number,
): Promise<CampaignId> {
  return store.write('campaign.insert', {
    accountId: accountId as AccountId, // ids of the template's accounts
    name: 'Birthday',
    topics: [],
    messageJson: BENCH_MESSAGE,
    schedule,
    createdAt: epochMs(atMs),
  });
}

/** What the planner works with besides a store, as a host would load it. */
export function planningParts(store: Store): PlannerParts {
  return { store, zones: loadZoneTable(), rulePacks: loadRulePacks() };
}
