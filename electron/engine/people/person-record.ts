import type { MomentTeller } from '#engine/screens/moments.ts';
import type { PersonRow } from '#engine/store/operations/people-rows.ts';
import type { TokenRecord } from '#engine/store/operations/tokens-show.ts';
import type { Permission, PersonConsent, PersonMessage } from '#shared/contract/person.ts';
import type { Standing } from '#shared/contract/standing.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';

/** Most messages and entries of consent shown of a person, newest first. */
const SHOWN = 100;

/** Says an instant on the person's clock; `null` stays `null`. */
export type TellOrNull = (at: EpochMs | null) => ReturnType<MomentTeller> | null;

/** One permission in full; of the token itself only the ends are shown. */
export function permissionView(
  row: PersonRow,
  record: TokenRecord,
  judged: { readonly standing: Standing; readonly rules: RulePack },
  tell: TellOrNull,
): Permission {
  const { standing, rules } = judged;
  const { optedInAt } = record;
  return {
    id: toPublicId('permission', record.id),
    topic: record.topic,
    status: record.status,
    standing,
    zoneGiven: row.line.zone,
    shortToken: `${record.token.slice(0, 6)}…${record.token.slice(-4)}`,
    frequency: record.frequency,
    userTokenStatus: record.userTokenStatus,
    reoptin: record.reoptin,
    created: tell(record.createdAt),
    optIn: tell(optedInAt),
    followUpUntil: optedInAt === null ? null : tell(addMs(optedInAt, ruleMs(rules, 'followUpFirst'))),
    expires: tell(record.expiresAt),
    last: tell(record.lastAcceptedAt),
    nextEligible: tell(record.nextEligibleAt),
    nextEligibleSource: record.nextEligibleSource,
    nextEligibleRead: tell(record.nextEligibleReadAt),
    stopped: tell(record.stoppedAt),
    invalid: tell(record.invalidAt),
  };
}

/** The latest messages over all permissions, newest first. */
export function messagesView(
  records: readonly TokenRecord[],
  campaigns: ReadonlyMap<number, string>,
  tell: TellOrNull,
): PersonMessage[] {
  return records
    .flatMap(({ id: tokenId, deliveries }) => deliveries.map((delivery) => ({ tokenId, delivery })))
    .toSorted((a, b) => b.delivery.id - a.delivery.id)
    .slice(0, SHOWN)
    .map(({ tokenId, delivery: { id, kind, campaignId, state, reason, dueAt, finalizedAt } }) => ({
      id: toPublicId('delivery', id),
      kind,
      permission: toPublicId('permission', tokenId),
      campaign:
        campaignId === null
          ? null
          : {
              id: toPublicId('campaign', campaignId),
              name: campaigns.get(campaignId) ?? toPublicId('campaign', campaignId),
            },
      state,
      reason,
      due: tell(dueAt),
      ended: tell(finalizedAt),
    }));
}

/** The record of consent, newest first. It is the person's, so every record holds all of it. */
export function consentView(record: TokenRecord, tell: (at: EpochMs) => ReturnType<MomentTeller>): PersonConsent[] {
  return record.consent
    .map(({ kind, at, source, wording }) => ({ kind, at: tell(at), source, topic: wording }))
    .toReversed()
    .slice(0, SHOWN);
}

/** The standing that counts for a person: of the permission that is free first. */
export function bestStanding(standings: readonly [Standing, ...(readonly Standing[])]): Standing {
  const rank = { now: 0, from: 1, unknown: 2, never: 3 } as const;
  return standings.reduce((best, one) => {
    if (rank[one.can] !== rank[best.can]) return rank[one.can] < rank[best.can] ? one : best;
    return (one.from?.at ?? 0) < (best.from?.at ?? 0) ? one : best;
  });
}
