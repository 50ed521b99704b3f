import { describe, expect, test } from 'vitest';
import { decidePerson, type TokenToDecide } from '#shared/rules/decide-person.ts';
import { decideToken, type PlanningRules, type TokenDecision } from '#shared/rules/decide-token.ts';
import type { EligibilityFacts } from '#shared/rules/eligibility.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { planSlot, type SlotPlan } from '#shared/rules/slot.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const rules = loadRulePacks().get('seed');
if (rules === undefined) throw new Error('no rule pack seed');

const planning: PlanningRules = {
  schedule: {
    time: { kind: 'local', date: '2026-11-27', time: '10:00' },
    zone: 'recipient',
    alreadyPast: 'nextDay',
    unknownZone: 'skip',
    lateMinutes: 60,
    late: 'missed',
    onConflict: 'move',
    outsideWindow: 'nextWindow',
    window: { fromMinute: 540, toMinute: 1_200 },
  },
  rules,
  guards: DEFAULT_GUARDS,
  calendar: { table, pageZone: 'Europe/Rome' as IanaZone }, // a name of the table
  launchAt: Date.parse('2026-11-20T12:00:00Z') as EpochMs, // a valid text
};
const skipping: PlanningRules = { ...planning, schedule: { ...planning.schedule, onConflict: 'skip' } };

const slot = planSlot({ schedule: planning.schedule, zoneText: 'Europe/Rome', table, launchAt: planning.launchAt });
const DUE = Date.parse('2026-11-27T10:00:00+01:00') as EpochMs; // the slot
const plus = (durationMs: number): EpochMs => (DUE + durationMs) as EpochMs; // whole

const free: EligibilityFacts = {
  token: { createdAt: null, optedInAt: null, expiresAt: null, frequency: null, stoppedAt: null, invalidAt: null },
  suppressedAt: null,
  ledger: { lastAcceptedAt: null, nextEligibleAt: null, nextEligibleSource: null, nextEligibleReadAt: null },
  personLastAcceptedAt: null,
  heldAt: [],
};
const sentAt = (lastAcceptedAt: EpochMs): EligibilityFacts => ({ ...free, ledger: { ...free.ledger, lastAcceptedAt } });

const scheduled = (dueAt: EpochMs, lastAt: EpochMs, moved: boolean): TokenDecision => ({
  kind: 'scheduled',
  dueAt,
  lastAt,
  moved,
});

describe('one token', () => {
  test('goes at its slot when nothing forbids it', () => {
    expect(decideToken(free, slot, planning)).toEqual(scheduled(DUE, plus(HOUR), false));
  });

  test('that is at most ten minutes too early is moved to the next eligible time', () => {
    expect(decideToken(sentAt(plus(-DAY + 10 * MINUTE)), slot, planning)).toEqual(
      scheduled(plus(10 * MINUTE), plus(HOUR), true),
    );
    expect(decideToken(sentAt(plus(-DAY + 10 * MINUTE + 1)), slot, planning)).toEqual({
      kind: 'skipped',
      reason: 'coolDown',
      dueAt: DUE,
      earliestAt: plus(10 * MINUTE + 1),
    });
  });

  test('is not moved beyond its lateness', () => {
    const strict = { ...slot, lastAt: plus(5 * MINUTE) } as SlotPlan; // a slot with another last instant
    expect(decideToken(sentAt(plus(-DAY + 5 * MINUTE)), strict, planning)).toMatchObject({ kind: 'scheduled' });
    expect(decideToken(sentAt(plus(-DAY + 5 * MINUTE + 1)), strict, planning)).toMatchObject({ reason: 'coolDown' });
  });

  test('without a slot keeps the reason of the permission first', () => {
    const none = { kind: 'skip', reason: 'unknownZone', earliestAt: null } as const;
    const stopped = { ...free, token: { ...free.token, stoppedAt: plus(-DAY) } };
    expect(decideToken(free, none, planning)).toEqual({ ...none, kind: 'skipped', dueAt: null });
    expect(decideToken(stopped, none, planning)).toMatchObject({ reason: 'stopped', dueAt: null });
  });
});

describe('a campaign launched earlier', () => {
  test('keeps its time: the later one goes the day after, at the first instant the rules allow', () => {
    expect(decideToken({ ...free, heldAt: [DUE] }, slot, planning)).toEqual(
      scheduled(plus(DAY), plus(DAY + HOUR), true),
    );
  });

  test('keeps its time also when that is after the slot', () => {
    const decision = decideToken({ ...free, heldAt: [plus(5 * HOUR)] }, slot, planning);
    expect(decision).toEqual(scheduled(plus(DAY + 5 * HOUR), plus(DAY + 6 * HOUR), true));
  });

  test('moves the later one into the window', () => {
    const decision = decideToken({ ...free, heldAt: [plus(-2 * HOUR)] }, slot, planning);
    // 08:00 the next day is free by the rules; the window opens at nine.
    expect(decision).toEqual(scheduled(plus(DAY - HOUR), plus(DAY), true));
  });

  test('moves the later one behind a third campaign as well', () => {
    const decision = decideToken({ ...free, heldAt: [DUE, plus(DAY + 2 * HOUR)] }, slot, planning);
    expect(decision).toEqual(scheduled(plus(2 * DAY + 2 * HOUR), plus(2 * DAY + 3 * HOUR), true));
  });

  test('has the later one skipped where that campaign says so, unless minutes are enough', () => {
    expect(decideToken({ ...free, heldAt: [DUE] }, slot, skipping)).toEqual({
      kind: 'skipped',
      reason: 'otherCampaign',
      dueAt: DUE,
      earliestAt: plus(DAY),
    });
    const near = decideToken({ ...free, heldAt: [plus(-DAY + 3 * MINUTE)] }, slot, skipping);
    expect(near).toEqual(scheduled(plus(3 * MINUTE), plus(HOUR), true));
  });

  test("on another of the person's tokens counts as well", () => {
    const decision = decideToken({ ...free, personHeldAt: [DUE] }, slot, skipping);
    expect(decision).toMatchObject({ kind: 'skipped', reason: 'personDaily', earliestAt: plus(DAY) });
  });
});

describe('one person', () => {
  const token = (tokenId: number, facts: EligibilityFacts): TokenToDecide => ({
    tokenId,
    isInAudience: true,
    slot,
    facts,
  });
  const optedIn = (at: EpochMs): EligibilityFacts => ({ ...free, token: { ...free.token, optedInAt: at } });

  test('is reached once, through the token that can go first', () => {
    const decisions = decidePerson([token(1, sentAt(plus(-DAY + MINUTE))), token(2, free)], planning);
    expect(decisions).toMatchObject([
      { reason: 'sameRecipient', earliestAt: null },
      { kind: 'scheduled', dueAt: DUE },
    ]);
  });

  test('is reached through the newest opt-in when both can go, through the older row when neither tells', () => {
    const [older, newer] = [optedIn(plus(-90 * DAY)), optedIn(plus(-30 * DAY))];
    expect(decidePerson([token(1, older), token(2, newer)], planning)).toMatchObject([
      { reason: 'sameRecipient' },
      { kind: 'scheduled' },
    ]);
    expect(decidePerson([token(2, free), token(1, free)], planning)).toMatchObject([
      { reason: 'sameRecipient' },
      { kind: 'scheduled' },
    ]);
  });

  test('keeps the own reason of every token that could not go anyway', () => {
    const stopped = { ...free, token: { ...free.token, stoppedAt: plus(-DAY) } };
    const outside: TokenToDecide = { ...token(3, free), isInAudience: false };
    expect(decidePerson([token(1, stopped), token(2, free), outside], planning)).toMatchObject([
      { reason: 'stopped' },
      { kind: 'scheduled' },
      { reason: 'notInAudience' },
    ]);
  });
});
