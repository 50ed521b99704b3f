import type { EpochMs } from '#shared/time/instant.ts';
import type { AccountId } from './ids.ts';

/** The two channels (DESIGN 1). */
export const PLATFORMS = ['messenger', 'instagram'] as const;
/** See {@link PLATFORMS}. */
export type Platform = (typeof PLATFORMS)[number];

/**
 * Whether an account sends (DESIGN 6).
 *
 * - `active`: claims leave.
 * - `paused`: no claims until `stoppedUntil`; entered by throttling, the breaker or the stop-rate guard.
 * - `frozen`: no claims until a person acts; entered by a dead access token, a missing permission, a block or a large clock skew.
 */
export const ACCOUNT_STATES = ['active', 'paused', 'frozen'] as const;
/** See {@link ACCOUNT_STATES}. */
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Why an account does not send at the moment. */
export const ACCOUNT_STOP_REASONS = [
  'throttled',
  'breaker',
  'unauthorized',
  'blocked',
  'permission',
  'clockSkew',
  'stopRate',
  'person',
  'platformGone',
] as const;
/** See {@link ACCOUNT_STOP_REASONS}. */
export type AccountStopReason = (typeof ACCOUNT_STOP_REASONS)[number];

/** One sender: a Facebook Page, or an Instagram professional account with its Page (DESIGN 1, 13). */
export interface Account {
  readonly id: AccountId;
  readonly platform: Platform;
  /** On the built-in imitation of the platform instead of the real one. */
  readonly isPractice: boolean;
  readonly pageId: string;
  /** Instagram account id; `null` for a Page. */
  readonly igId: string | null;
  readonly name: string;
  /** IANA zone of the Page; weekly and monthly tokens count in it (seeds/004, Token dei messaggi di notifica). */
  readonly pageZone: string;
  /** Where the Graph API answers, e.g. `https://graph.facebook.com`; `null` = the practice server the host starts. */
  readonly apiBase: string | null;
  readonly apiVersion: string;
  /** Name of the rule pack in `resources/rule-packs/`. */
  readonly rulePack: string;
  /** Most sends per second; never above the platform's 300 (META-API 5). */
  readonly pacePerSecond: number;
  readonly state: AccountState;
  readonly stopReason: AccountStopReason | null;
  /** Platform code, number of probes or another fact behind the stop, for a person; `null` while active. */
  readonly stopDetail: string | null;
  /** When a pause ends by itself; `null` while active or frozen. */
  readonly stoppedUntil: EpochMs | null;
  /** Since when it does not send; `null` while active. */
  readonly stoppedSince: EpochMs | null;
  /** First accepted send of a campaign; `null` before: the first one goes to one person alone (DESIGN 6.7). */
  readonly provenAt: EpochMs | null;
  readonly createdAt: EpochMs;
}
