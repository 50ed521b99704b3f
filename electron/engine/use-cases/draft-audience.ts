import { z } from 'zod';
import { hereZone, type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { ZoneGroup } from '#engine/store/operations/drafts-audience.ts';
import { scheduleSchema } from '#shared/contract/message-draft.ts';
import type { Reach, ScheduleTimes } from '#shared/contract/messages.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { planSlot, type Slot, type SlotPlan } from '#shared/rules/slot.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

const input = z.strictObject({ account: z.string(), topics: z.array(z.string()) });

/** Whom an account could write to right now. Reads every permission of the account: about a second for a million. */
export const readReach = documentUseCase({
  input,
  run: async ({ account: named, topics }, { parts, signal }): Promise<Reach> => {
    const account = await findAccount(parts, named);
    const rules = rulePackOf(account, parts.rulePacks);
    const options = { lane: 'bulk', signal } as const;
    const held = await parts.store.read('draft.topics', { accountId: account.id }, options);
    const at = parts.ports.clock.now();
    const args = { accountId: account.id, topics, at, coolDownMs: ruleMs(rules, 'coolDown') };
    const { reachable, leftOut } = await parts.store.read('draft.reach', args, options);
    return {
      topics: [...held],
      reachable,
      leftOut: [...leftOut],
      unknownTopics: topics.filter((topic) => !held.some((one) => one.topic === topic)),
    };
  },
});

/** What a schedule would mean for the zones of an audience, if it were launched now; decided by the planner's own rule. */
export const readTimes = documentUseCase({
  input: input.extend({ schedule: scheduleSchema }),
  run: async ({ account: named, topics, schedule }, context): Promise<ScheduleTimes> => {
    const { parts, signal } = context;
    const { id } = await findAccount(parts, named);
    const groups = await parts.store.read('draft.zones', { accountId: id, topics }, { lane: 'bulk', signal });
    const now = parts.ports.clock.now();
    const planned = planZones(groups, timed(schedule), parts.zones, now);
    const tell = await momentTeller(context);
    return {
      zones: planned.filter(({ zone }) => zone !== null).length,
      here: await hereZone(context),
      now: tell(now, null),
      examples: examplesOf(planned).map((one) => toExample(one, timed(schedule), tell)),
      leftOut: leftOutOf(planned),
    };
  },
});

function timed(schedule: z.infer<typeof scheduleSchema>): CampaignSchedule {
  const { time } = schedule;
  return { ...schedule, time: time.kind === 'instant' ? { kind: 'instant', at: epochMs(time.at) } : time };
}

interface PlannedZone {
  /** `null` = the zone is not known. */
  readonly zone: string | null;
  readonly people: number;
  readonly slot: SlotPlan;
}

function planZones(
  groups: readonly ZoneGroup[],
  schedule: CampaignSchedule,
  table: ZoneTable,
  launchAt: EpochMs,
): readonly PlannedZone[] {
  const people = new Map<string | null, number>();
  for (const { tokenZone, personZone, people: counted } of groups) {
    const identity = table.identify(zoneTextOf(table, tokenZone, personZone));
    const zone = identity.kind === 'known' ? table.currentName(identity.zone) : null;
    people.set(zone, (people.get(zone) ?? 0) + counted);
  }
  return [...people].map(([zone, count]) => ({
    zone,
    people: count,
    slot: planSlot({ schedule, zoneText: zone, table, launchAt }),
  }));
}

interface ExampleZone {
  readonly zone: string;
  readonly people: number;
  readonly slot: Slot;
}

/** The first zone to get it, the one with most people, and the last: three clocks tell what "for each person" means. */
function examplesOf(planned: readonly PlannedZone[]): readonly ExampleZone[] {
  const going = planned
    .flatMap(({ zone, people, slot }) => (zone === null || slot.kind === 'skip' ? [] : [{ zone, people, slot }]))
    .toSorted((a, b) => a.slot.dueAt - b.slot.dueAt || b.people - a.people);
  const [most] = going.toSorted((a, b) => b.people - a.people);
  const chosen = new Set([going[0], most, going.at(-1)]);
  return going.filter((one) => chosen.has(one));
}

function toExample(
  { zone, people, slot }: ExampleZone,
  schedule: CampaignSchedule,
  tell: MomentTeller,
): ScheduleTimes['examples'][number] {
  return { zone, people, moment: tell(slot.dueAt, zone), note: noteOf(slot, schedule) };
}

function noteOf({ note, local }: Slot, { time, zone }: CampaignSchedule): ScheduleTimes['examples'][number]['note'] {
  if (note === 'gap' || note === 'overlap') return note;
  if (time.kind !== 'local' || zone !== 'recipient' || local === null) return null;
  if (local.slice(0, 10) > time.date) return 'laterDay';
  return local.slice(11, 16) === time.time ? null : 'movedIntoHours';
}

function leftOutOf(planned: readonly PlannedZone[]): ScheduleTimes['leftOut'] {
  const counts = new Map<ScheduleTimes['leftOut'][number]['reason'], number>();
  for (const { slot, people } of planned) {
    if (slot.kind === 'skip') counts.set(slot.reason, (counts.get(slot.reason) ?? 0) + people);
  }
  return [...counts].map(([reason, people]) => ({ reason, people }));
}
