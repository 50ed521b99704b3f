import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { zoneTextOf } from './person-zone.ts';
import { planSlot, type SlotPlan } from './slot.ts';

/** The zones of a token and its person as given; `null` = none. */
export interface ZoneTexts {
  readonly tokenZone: string | null;
  readonly personZone: string | null;
}

/** What a slot is decided from again. */
export interface SlotAgainQuestion {
  readonly schedule: CampaignSchedule;
  readonly table: ZoneTable;
  /** As they were when the slot was chosen. */
  readonly planned: ZoneTexts;
  /** As they are now. */
  readonly zones: ZoneTexts;
  readonly launchedAt: EpochMs;
  readonly now: EpochMs;
}

/** `same`: other texts, but they change nothing for this campaign, so the delivery keeps its time. */
export type SlotAgain = { readonly kind: 'same' } | SlotPlan;

/**
 * The slot of somebody whose zone was corrected after the launch (DESIGN 5): the one the launch would have given, had the zone been
 * known, as long as it can still be kept; else the rule is asked as for a launch at this instant, so "already past there", unknown
 * zone and window decide as the campaign says.
 */
export function planSlotAgain(question: SlotAgainQuestion): SlotAgain {
  const { schedule, table, planned, zones, launchedAt, now } = question;
  const zone = knownZone(table, zones);
  if (zone === knownZone(table, planned)) return { kind: 'same' };
  // One time for all, and nobody's night is asked about.
  if (schedule.zone !== 'recipient' && schedule.window === null) return { kind: 'same' };
  const slotOf = (launchAt: EpochMs): SlotPlan => planSlot({ schedule, zoneText: zone, table, launchAt });
  const kept = slotOf(launchedAt);
  return kept.kind === 'slot' && kept.lastAt >= now ? kept : slotOf(now);
}

function knownZone(table: ZoneTable, { tokenZone, personZone }: ZoneTexts): IanaZone | null {
  const identity = table.identify(zoneTextOf(table, tokenZone, personZone));
  return identity.kind === 'known' ? identity.zone : null;
}
