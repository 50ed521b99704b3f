import type { CampaignSchedule } from './campaign.ts';

/** Most minutes late a campaign may allow: a week. Sundial's choice; later than that a message is about something over. */
export const MOST_LATE_MINUTES = 10_080;

/** The policies of a schedule: everything but when and for whom. */
export type SchedulePolicies = Omit<CampaignSchedule, 'time' | 'zone'>;

/**
 * What a campaign gets when nobody says otherwise: 09:00 to 20:00 where the person is, at most 60 minutes late. Sundial's choice
 * (DESIGN 5; RELIABILITY A-03), not the platform's.
 */
export const DEFAULT_POLICIES: SchedulePolicies = {
  window: { fromMinute: 9 * 60, toMinute: 20 * 60 },
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
};
