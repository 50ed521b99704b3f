import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EligibilityFacts, eligibility, FREQUENCY_ENDED_AT } from '#shared/rules/eligibility.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const packs = loadRulePacks();
const calendar = { table, pageZone: 'Europe/Rome' as IanaZone }; // a name of the table

/** Friday 27 November 2026, 10:00 in Rome. */
const NOON = Date.parse('2026-11-27T09:00:00Z') as EpochMs; // a valid text

const plus = (durationMs: number): EpochMs => (NOON + durationMs) as EpochMs; // whole

type Given = {
  readonly token?: Partial<EligibilityFacts['token']>;
  readonly ledger?: Partial<EligibilityFacts['ledger']>;
} & Partial<Pick<EligibilityFacts, 'suppressedAt' | 'personLastAcceptedAt' | 'heldAt' | 'personHeldAt'>>;

function factsOf({ token, ledger, ...rest }: Given): EligibilityFacts {
  return {
    token: {
      createdAt: null,
      optedInAt: null,
      expiresAt: null,
      frequency: null,
      stoppedAt: null,
      invalidAt: null,
      ...token,
    },
    suppressedAt: null,
    ledger: {
      lastAcceptedAt: null,
      nextEligibleAt: null,
      nextEligibleSource: null,
      nextEligibleReadAt: null,
      ...ledger,
    },
    personLastAcceptedAt: null,
    heldAt: [],
    ...rest,
  };
}

function ask(given: Given, at: EpochMs = NOON, packName = 'seed'): ReturnType<typeof eligibility> {
  const rules = packs.get(packName);
  if (rules === undefined) throw new Error(`no rule pack ${packName}`);
  return eligibility(factsOf(given), rules, DEFAULT_GUARDS, calendar, at);
}

const ok = { kind: 'ok' };
const not = (reason: string, earliestAt: EpochMs | null): unknown => ({ kind: 'not', reason, earliestAt });

describe('the permission itself', () => {
  test('a token about which nothing speaks may be used', () => {
    expect(ask({})).toEqual(ok);
  });

  test.each([
    ['suppressed', { suppressedAt: plus(-1) }],
    ['stopped', { token: { stoppedAt: plus(-1) } }],
    ['invalid', { token: { invalidAt: plus(-1) } }],
    ['expired', { token: { expiresAt: NOON } }],
  ] as const)(
    'a token that is %s waits for nothing: only a person or the platform can change that',
    (reason, given) => {
      expect(ask(given)).toEqual(not(reason, null));
    },
  );

  test('what a person can do least about is told first', () => {
    const all = { suppressedAt: NOON, token: { stoppedAt: NOON, invalidAt: NOON, expiresAt: NOON } };
    expect(ask(all)).toMatchObject({ reason: 'suppressed' });
    expect(ask({ token: all.token })).toMatchObject({ reason: 'stopped' });
    expect(ask({ token: { invalidAt: NOON, expiresAt: NOON } })).toMatchObject({ reason: 'invalid' });
  });

  test('a token that runs out while its cool-down lasts never becomes possible', () => {
    const given = { token: { expiresAt: plus(HOUR) }, ledger: { lastAcceptedAt: plus(-DAY + 2 * HOUR) } };
    expect(ask(given)).toEqual(not('coolDown', null));
  });
});

describe('the cool-down', () => {
  test.each([
    ['seed', DAY],
    ['2025-rolling-48h', 2 * DAY],
    ['paid-12h', DAY / 2],
  ])('under %s the bound itself is allowed and the millisecond before it is not', (pack, coolDownMs) => {
    expect(ask({ ledger: { lastAcceptedAt: plus(-coolDownMs) } }, NOON, pack)).toEqual(ok);
    expect(ask({ ledger: { lastAcceptedAt: plus(-coolDownMs + 1) } }, NOON, pack)).toEqual(not('coolDown', plus(1)));
  });

  test('it is elapsed time: on the day clocks go back, the same wall-clock time comes 25 hours later', () => {
    const sunday = Date.parse('2026-10-25T10:00:00+01:00') as EpochMs; // a valid text
    const saturday = Date.parse('2026-10-24T10:00:00+02:00') as EpochMs; // a valid text
    const earliest = (saturday + DAY) as EpochMs; // 09:00 on the new clock
    expect(ask({ ledger: { lastAcceptedAt: saturday } }, earliest)).toEqual(ok);
    expect(ask({ ledger: { lastAcceptedAt: saturday } }, sunday)).toEqual(ok);
  });

  test("the platform's time wins when it is later, and only then", () => {
    const read = { nextEligibleSource: 'platform', nextEligibleReadAt: plus(-HOUR) } as const;
    const later = { ...read, lastAcceptedAt: plus(-3 * DAY), nextEligibleAt: plus(HOUR) };
    const earlier = { ...read, lastAcceptedAt: plus(-HOUR), nextEligibleAt: plus(-MINUTE) };
    expect(ask({ ledger: later })).toEqual(not('coolDown', plus(HOUR)));
    expect(ask({ ledger: earlier })).toEqual(not('coolDown', plus(DAY - HOUR)));
  });

  test('a next eligible time further ahead than any rule reaches is nonsense and not used', () => {
    const ledger = { nextEligibleSource: 'platform', nextEligibleReadAt: NOON } as const;
    expect(ask({ ledger: { ...ledger, nextEligibleAt: plus(62 * DAY + 1) } })).toEqual(ok);
    expect(ask({ ledger: { ...ledger, nextEligibleAt: plus(62 * DAY) } })).toEqual(not('coolDown', plus(62 * DAY)));
  });
});

describe('old tokens', () => {
  test('a weekly one goes once from Monday 00:00 to Sunday 23:59 in the zone of the Page', () => {
    const weekly = { frequency: 'weekly' } as const;
    const monday = Date.parse('2026-11-30T00:00:00+01:00') as EpochMs; // a valid text
    const lastAcceptedAt = Date.parse('2026-11-23T00:00:00+01:00') as EpochMs; // the Monday before
    expect(ask({ token: weekly, ledger: { lastAcceptedAt } })).toEqual(not('legacyPeriod', monday));
    expect(ask({ token: weekly, ledger: { lastAcceptedAt: (lastAcceptedAt - 1) as EpochMs } })).toEqual(ok); // whole
  });

  test('a monthly one goes once a month in the zone of the Page', () => {
    const monthly = { frequency: 'monthly' } as const;
    const december = Date.parse('2026-12-01T00:00:00+01:00') as EpochMs; // a valid text
    const lastAcceptedAt = Date.parse('2026-11-01T00:00:00+01:00') as EpochMs; // a valid text
    expect(ask({ token: monthly, ledger: { lastAcceptedAt } })).toEqual(not('legacyPeriod', december));
    expect(ask({ token: monthly, ledger: { lastAcceptedAt: (lastAcceptedAt - 1) as EpochMs } })).toEqual(ok); // whole
  });

  test('the cool-down counts as well: Sunday evening to Monday morning is too early', () => {
    const sunday = Date.parse('2026-11-29T19:00:00+01:00') as EpochMs; // a valid text
    const monday = Date.parse('2026-11-30T09:00:00+01:00') as EpochMs; // a valid text
    const answer = ask({ token: { frequency: 'weekly' }, ledger: { lastAcceptedAt: sunday } }, monday);
    expect(answer).toEqual(not('coolDown', (sunday + DAY) as EpochMs)); // whole
  });

  test("one whose frequency nobody told goes only after the platform's own time was read", () => {
    const token = { createdAt: (FREQUENCY_ENDED_AT - 1) as EpochMs }; // whole
    const read = {
      nextEligibleSource: 'platform',
      nextEligibleAt: plus(-DAY),
      nextEligibleReadAt: plus(-HOUR),
    } as const;
    expect(ask({ token })).toEqual(not('frequencyUnknown', null));
    expect(ask({ token, ledger: { ...read, nextEligibleSource: 'file' } })).toMatchObject({
      reason: 'frequencyUnknown',
    });
    expect(ask({ token, ledger: read })).toEqual(ok);
    expect(ask({ token: { createdAt: FREQUENCY_ENDED_AT } })).toEqual(ok);
  });

  test('what the platform said before our own last send says nothing about the next one', () => {
    const token = { createdAt: 0 as EpochMs }; // long ago
    const ledger = { nextEligibleSource: 'platform', nextEligibleAt: plus(-4 * DAY) } as const;
    const stale = { ...ledger, nextEligibleReadAt: plus(-3 * DAY), lastAcceptedAt: plus(-2 * DAY) };
    expect(ask({ token, ledger: stale })).toEqual(not('frequencyUnknown', null));
    expect(ask({ token, ledger: { ...stale, nextEligibleReadAt: plus(-DAY) } })).toEqual(ok);
  });
});

describe('other messages', () => {
  test('four minutes after an opt-in nothing counts as a follow-up any more', () => {
    expect(ask({ token: { optedInAt: plus(-4 * MINUTE) } })).toEqual(ok);
    expect(ask({ token: { optedInAt: plus(-4 * MINUTE + 1) } })).toEqual(not('followUpsOpen', plus(1)));
    expect(ask({ token: { createdAt: plus(-1) } })).toMatchObject({ reason: 'followUpsOpen' });
  });

  test('one message a day for a person, whatever the token', () => {
    expect(ask({ personLastAcceptedAt: plus(-DAY) })).toEqual(ok);
    expect(ask({ personLastAcceptedAt: plus(-DAY + 1) })).toEqual(not('personDaily', plus(1)));
  });

  test('what another campaign holds counts on both sides', () => {
    expect(ask({ heldAt: [plus(-DAY), plus(DAY)] })).toEqual(ok);
    expect(ask({ heldAt: [plus(DAY - 1)] })).toEqual(not('otherCampaign', plus(2 * DAY - 1)));
    expect(ask({ heldAt: [plus(HOUR), plus(DAY + 2 * HOUR)] })).toEqual(not('otherCampaign', plus(2 * DAY + 2 * HOUR)));
  });

  test('of a weekly token another campaign holds the whole week', () => {
    const held = Date.parse('2026-11-29T23:00:00+01:00') as EpochMs; // Sunday, two days later
    const answer = ask({ token: { frequency: 'weekly' }, heldAt: [held] });
    expect(answer).toEqual(not('otherCampaign', (held + DAY) as EpochMs)); // whole
  });
});

describe('the earliest instant', () => {
  const step = MINUTE;
  const near = fc.integer({ min: -50, max: 50 }).map((n) => plus(n * step));
  const maybe = fc.option(near, { nil: null });
  const given: fc.Arbitrary<Given> = fc.record({
    token: fc.record({
      createdAt: maybe,
      optedInAt: maybe,
      expiresAt: fc.oneof(fc.constant(null), maybe),
      frequency: fc.constantFrom(null, 'daily' as const, 'weekly' as const),
    }),
    ledger: fc.record({
      lastAcceptedAt: fc.option(
        near.map((at) => (at - DAY) as EpochMs),
        { nil: null },
      ), // whole
      nextEligibleAt: maybe,
      nextEligibleSource: fc.constant('platform' as const),
      nextEligibleReadAt: maybe,
    }),
    personLastAcceptedAt: fc.option(
      near.map((at) => (at - DAY) as EpochMs),
      { nil: null },
    ), // whole
    heldAt: fc.array(
      near.map((at) => (at - DAY) as EpochMs),
      { maxLength: 2 },
    ), // whole
  });

  test('is the first at which the same question is answered ok, found by asking every millisecond around every edge', () => {
    fc.assert(
      fc.property(given, near, (facts, at) => {
        const answer = ask(facts, at);
        const end = answer.kind === 'ok' ? at : (answer.earliestAt ?? plus(3 * DAY));
        // All edges of these worlds lie on whole minutes, so between two of them the answer does not change.
        for (let asked: number = at; asked < end; asked += step) {
          expect(ask(facts, asked as EpochMs).kind).toBe('not'); // whole
        }
        if (answer.kind === 'ok') return;
        if (answer.earliestAt === null) return;
        expect(ask(facts, answer.earliestAt)).toEqual(ok);
        expect(ask(facts, (answer.earliestAt - 1) as EpochMs).kind).toBe('not'); // whole
      }),
      { numRuns: 100 },
    );
  });
});
