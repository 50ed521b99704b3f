import type { Reason } from '#shared/domain/reason.ts';
import { decidePerson } from '#shared/rules/decide-person.ts';
import type { PlanningRules, TokenDecision } from '#shared/rules/decide-token.ts';
import type { EligibilityFacts } from '#shared/rules/eligibility.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { planSlot, type SlotPlan } from '#shared/rules/slot.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { nextOpening } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { LAUNCH_AT, tokenName, type World, type WorldToken } from './plan-world.ts';

/** What a plan should say about one token. */
export interface ExpectedRow {
  readonly token: string;
  readonly state: 'scheduled' | 'skipped';
  readonly dueAt: EpochMs | null;
  readonly leavesAt: EpochMs | null;
  readonly reason: Reason | null;
  readonly earliestAt: EpochMs | null;
}

interface Decided {
  readonly index: number;
  readonly slot: SlotPlan;
  readonly decision: TokenDecision;
}

/** Plans a world with the pure rules alone, token by token and message by message: slow, and plain to read. */
export function expectedPlan(world: World, table: ZoneTable, rules: RulePack): readonly ExpectedRow[] {
  const planning: PlanningRules = {
    schedule: world.schedule,
    rules,
    guards: DEFAULT_GUARDS,
    calendar: { table, pageZone: world.pageZone as IanaZone }, // worlds name zones of the table
    launchAt: LAUNCH_AT,
  };
  const decided = world.people.flatMap((_, person) => decideWorldPerson(world, person, planning));
  const rows = [...leave(decided, world, table)];
  return rows.toSorted((a, b) => a.index - b.index).map(({ index: _index, ...row }) => row);
}

function decideWorldPerson(world: World, person: number, planning: PlanningRules): readonly Decided[] {
  const tokens = world.tokens.map((one, index) => ({ one, index })).filter(({ one }) => one.person === person);
  const table = planning.calendar.table;
  const cases = tokens.map(({ one, index }) => {
    const zoneText = zoneTextOf(table, one.zone, world.people[person]?.zone ?? null);
    const others = tokens.filter((other) => other.index !== index).map((other) => other.one);
    return {
      tokenId: index,
      isInAudience: world.topics.length === 0 || (one.topic !== null && world.topics.includes(one.topic)),
      slot: planSlot({ schedule: world.schedule, zoneText, table, launchAt: LAUNCH_AT }),
      facts: factsOf(one, others, world.people[person]?.suppressedAt ?? null),
    };
  });
  return decidePerson(cases, planning).map((decision, at) => ({
    index: cases[at]?.tokenId ?? -1,
    slot: cases[at]?.slot ?? { kind: 'skip', reason: 'unknownZone', earliestAt: null },
    decision,
  }));
}

function factsOf(one: WorldToken, others: readonly WorldToken[], suppressedAt: EpochMs | null): EligibilityFacts {
  const { createdAt, optedInAt, expiresAt, frequency, stoppedAt, invalidAt } = one;
  return {
    token: { createdAt, optedInAt, expiresAt, frequency, stoppedAt, invalidAt },
    suppressedAt,
    ledger: {
      lastAcceptedAt: acceptedAt(one),
      nextEligibleAt: one.hasLedger ? one.nextEligibleAt : null,
      nextEligibleSource: one.hasLedger ? one.nextEligibleSource : null,
      nextEligibleReadAt: one.hasLedger ? one.nextEligibleReadAt : null,
    },
    personLastAcceptedAt: latestOf(others.map(acceptedAt)),
    heldAt: heldBy(one),
    personHeldAt: others.flatMap(heldBy),
  };
}

function heldBy(one: WorldToken): readonly EpochMs[] {
  return one.held.filter((held) => held.state === 'scheduled' && held.lastAt >= LAUNCH_AT).map((held) => held.dueAt);
}

function acceptedAt(one: WorldToken): EpochMs | null {
  const undecided = one.held.filter((held) => held.state !== 'scheduled').map((held) => held.deadlineAt);
  return latestOf([one.hasLedger ? one.lastAcceptedAt : null, ...undecided]);
}

function latestOf(instants: readonly (EpochMs | null)[]): EpochMs | null {
  return instants.reduce((late, one) => (late === null || (one !== null && one > late) ? one : late), null);
}

/** Lets the messages leave one by one; exact in thirds and three-hundredths of a second, since 3000 milliseconds hold them all. */
function* leave(
  decided: readonly Decided[],
  world: World,
  table: ZoneTable,
): Generator<ExpectedRow & { index: number }> {
  const scheduled = decided.flatMap((row) =>
    row.decision.kind === 'scheduled' ? [{ ...row, decision: row.decision }] : [],
  );
  const queue = scheduled.toSorted(
    (a, b) => a.decision.dueAt - b.decision.dueAt || a.decision.lastAt - b.decision.lastAt || a.index - b.index,
  );
  const ahead = world.tokens.flatMap(heldBy).toSorted((a, b) => a - b);
  const parts = world.pacePerSecond;
  let free = LAUNCH_AT * parts;
  for (const { index, decision, slot } of queue) {
    const { dueAt, lastAt } = decision;
    while (ahead[0] !== undefined && ahead[0] <= dueAt) free = Math.max(free, (ahead.shift() ?? 0) * parts) + 1_000;
    const start = Math.max(free, dueAt * parts);
    const leavesAt = Math.floor(start / parts) as EpochMs; // whole
    const row = { index, token: tokenName(index), dueAt };
    if (leavesAt <= lastAt) {
      free = start + 1_000;
      yield { ...row, state: 'scheduled', leavesAt, reason: null, earliestAt: null };
    } else {
      const freeAt = Math.ceil(free / parts) as EpochMs; // whole
      const zone = slot.kind === 'slot' ? slot.zone : null;
      const earliestAt = zone === null ? freeAt : nextOpening(world.schedule.window, table, zone, freeAt);
      yield { ...row, state: 'skipped', leavesAt: null, reason: 'paceTooSlow', earliestAt };
    }
  }
  for (const { index, decision } of decided) {
    if (decision.kind === 'scheduled') continue;
    const { reason, dueAt, earliestAt } = decision;
    yield { index, token: tokenName(index), state: 'skipped', dueAt, leavesAt: null, reason, earliestAt };
  }
}
