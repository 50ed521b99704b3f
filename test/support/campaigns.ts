import type { Store } from '#engine/store/store.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** Friday 27 November 2026 at ten, for each person, with the defaults of a campaign file. */
export const FRIDAY_AT_TEN: CampaignSchedule = {
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

/** Adds a draft; changes to the schedule win over {@link FRIDAY_AT_TEN}. */
export function addDraft(
  store: Store,
  accountId: number,
  schedule: Partial<CampaignSchedule> = {},
  topics: readonly string[] = [],
): Promise<CampaignId> {
  return store.write('campaign.insert', {
    accountId: accountId as AccountId, // a row id
    name: 'Friday',
    topics,
    messageJson: '{"text":"Hello"}',
    schedule: { ...FRIDAY_AT_TEN, ...schedule },
    createdAt: 0 as EpochMs, // whole
  });
}
