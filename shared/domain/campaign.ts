import type { EpochMs } from '#shared/time/instant.ts';
import type { LocalWindow } from '#shared/time/window.ts';
import type { CampaignState } from './campaign-state.ts';
import type { AccountId, CampaignId } from './ids.ts';

/** What to do with people for whom the chosen local time is already past at launch (DESIGN 5). */
export const ALREADY_PAST_POLICIES = ['nextDay', 'now', 'skip'] as const;
/** What to do with a delivery that is later than allowed (DESIGN 5, Late). */
export const LATE_POLICIES = ['missed', 'nextWindow'] as const;
/** What to do when an earlier launched campaign holds the token's slot (DESIGN 4, One per day). */
export const CONFLICT_POLICIES = ['move', 'skip'] as const;
/** What to do when the chosen time lies outside the window (issue 2, campaign file). */
export const OUTSIDE_WINDOW_POLICIES = ['nextWindow', 'skip'] as const;

/** See {@link ALREADY_PAST_POLICIES}. */
export type AlreadyPastPolicy = (typeof ALREADY_PAST_POLICIES)[number];
/** See {@link LATE_POLICIES}. */
export type LatePolicy = (typeof LATE_POLICIES)[number];
/** See {@link CONFLICT_POLICIES}. */
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];
/** See {@link OUTSIDE_WINDOW_POLICIES}. */
export type OutsideWindowPolicy = (typeof OUTSIDE_WINDOW_POLICIES)[number];

/** When a campaign goes out. */
export type CampaignTime =
  /** A local date and time, for each person in their own zone or for all in one named zone. */
  | { readonly kind: 'local'; readonly date: string; readonly time: string }
  /** One instant for all. */
  | { readonly kind: 'instant'; readonly at: EpochMs }
  /** As soon as it is launched. */
  | { readonly kind: 'now' };

/** The schedule of a campaign with all its policies, defaults filled in. */
export interface CampaignSchedule {
  readonly time: CampaignTime;
  /** `recipient` = each person's own zone; else the IANA zone that counts for all. */
  readonly zone: string;
  readonly alreadyPast: AlreadyPastPolicy;
  /** `skip`, or the IANA zone taken for people whose zone is unknown. */
  readonly unknownZone: string;
  /** Most minutes a message may leave after its slot. */
  readonly lateMinutes: number;
  readonly late: LatePolicy;
  readonly onConflict: ConflictPolicy;
  readonly outsideWindow: OutsideWindowPolicy;
  /** `null` = no window. */
  readonly window: LocalWindow | null;
}

/** A campaign: message, audience, schedule. */
export interface Campaign {
  readonly id: CampaignId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly state: CampaignState;
  /** Topics reached; empty = all topics (an explicit choice, said on screen). */
  readonly topics: readonly string[];
  /** The Send API's message object as JSON text: exactly the bytes that are sent. */
  readonly messageJson: string;
  readonly schedule: CampaignSchedule;
  readonly createdAt: EpochMs;
  readonly launchedAt: EpochMs | null;
  /** SHA-256 of `messageJson` in hex, frozen at launch; `null` before (RELIABILITY S-44). */
  readonly messageHash: string | null;
  /** Why a rule paused it; `null` when a person did or when it is not paused. */
  readonly pauseReason: string | null;
}
