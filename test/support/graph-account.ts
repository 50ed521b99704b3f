import type { EndpointSource } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import type { AccessToken, AccountId } from '#shared/domain/ids.ts';
import { epochMs } from '#shared/time/instant.ts';

/** A Messenger account of a Page with id 1024; `change` sets what a test is about. */
export function graphAccount(change: Partial<Account> = {}): Account {
  return {
    id: 1 as AccountId, // a row of no table
    platform: 'messenger',
    isPractice: false,
    pageId: '1024',
    igId: null,
    name: 'Bar Sport',
    pageZone: 'Europe/Rome',
    apiBase: null,
    apiVersion: 'v25.0',
    rulePack: 'seed',
    pacePerSecond: 50,
    state: 'active',
    stopReason: null,
    stopDetail: null,
    stoppedUntil: null,
    stoppedSince: null,
    provenAt: null,
    createdAt: epochMs(0),
    ...change,
  };
}

/** An access token that must never be seen anywhere; it looks like the platform's (RELIABILITY S-46). */
export const CANARY_ACCESS_TOKEN = `EAAM${'cAnaRy0123'.repeat(12)}` as AccessToken; // made up

/** Every account answers at one address, with the canary as access token. */
export function endpointAt(origin: string): EndpointSource {
  return { endpointOf: () => Promise.resolve({ origin, accessToken: CANARY_ACCESS_TOKEN }) };
}
