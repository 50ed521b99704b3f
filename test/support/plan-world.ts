import fc from 'fast-check';
import type { WritableDb } from '#engine/store/database.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { Frequency, NextEligibleSource } from '#shared/domain/notification-token.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { insertAccountRow, insertCampaignRow, insertRow } from './workspace-rows.ts';

/**
 * The instant at which every small world is planned: a Friday in Rome, two days before clocks go back in Europe, and so shortly
 * before noon that a window that ends there leaves place for three messages at one a second.
 */
export const LAUNCH_AT = Date.parse('2026-10-23T09:59:57.500Z') as EpochMs; // a valid text, so a whole number

/** Another campaign's delivery on a token, open in one way or the other. */
export interface HeldDelivery {
  readonly state: 'scheduled' | 'sending' | 'uncertain';
  readonly dueAt: EpochMs;
  readonly lastAt: EpochMs;
  /** Deadline of its attempt, when it has begun. */
  readonly deadlineAt: EpochMs;
}

/** One token of a small world. */
export interface WorldToken {
  readonly person: number;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly createdAt: EpochMs | null;
  readonly optedInAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  readonly frequency: Frequency | null;
  readonly stoppedAt: EpochMs | null;
  readonly invalidAt: EpochMs | null;
  readonly hasLedger: boolean;
  readonly lastAcceptedAt: EpochMs | null;
  readonly nextEligibleAt: EpochMs | null;
  readonly nextEligibleSource: NextEligibleSource;
  readonly nextEligibleReadAt: EpochMs | null;
  readonly held: readonly HeldDelivery[];
}

/** A workspace small enough to plan by hand, with every edge the planner knows. */
export interface World {
  readonly pacePerSecond: number;
  readonly pageZone: string;
  readonly rulePack: string;
  readonly topics: readonly string[];
  readonly schedule: CampaignSchedule;
  readonly people: readonly { readonly zone: string | null; readonly suppressedAt: EpochMs | null }[];
  readonly tokens: readonly WorldToken[];
}

const ZONES = [
  'Europe/Rome',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Etc/UTC',
  'asia/calcutta',
  'W. Europe Standard Time',
  'Mars/Olympus',
  '',
];

const instant = (value: number): EpochMs => value as EpochMs; // whole milliseconds by construction

/** Instants where rules change their answer: around the launch and the slots, at the lengths of the rules, one millisecond beside them. */
const nearSlots: fc.Arbitrary<EpochMs> = fc
  .tuple(
    fc.constantFrom(0, 8 * HOUR, 20 * HOUR, DAY, 2 * DAY, 3 * DAY, -DAY, 7 * DAY, 40 * DAY),
    fc.constantFrom(
      0,
      12 * HOUR,
      DAY,
      2 * DAY,
      -DAY,
      -2 * DAY,
      10 * MINUTE,
      -10 * MINUTE,
      4 * MINUTE,
      -4 * MINUTE,
      HOUR,
    ),
    fc.constantFrom(0, 1, -1, 5 * MINUTE, -5 * MINUTE, 30 * SECOND),
  )
  .map(([day, rule, edge]) => instant(LAUNCH_AT + day + rule + edge));

const maybe = <T>(value: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T | null> =>
  fc.oneof({ weight, arbitrary: value }, { weight: 10 - weight, arbitrary: fc.constant(null) });

const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: 39, arbitrary: fc.constant(null) });

const zoneText = fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom('Europe/Rome', 'America/New_York') },
  { weight: 3, arbitrary: maybe(fc.constantFrom(...ZONES), 9) },
);

const schedule: fc.Arbitrary<CampaignSchedule> = fc.record({
  time: fc.oneof(
    fc.record({
      kind: fc.constant('local' as const),
      date: fc.constantFrom('2026-10-20', '2026-10-23', '2026-10-24', '2026-10-25', '2026-11-01'),
      time: fc.constantFrom('00:30', '02:30', '09:00', '10:00', '11:59', '11:59', '19:59'),
    }),
    nearSlots.map((at) => ({ kind: 'instant' as const, at })),
    fc.constant({ kind: 'now' as const }),
  ),
  zone: fc.constantFrom('recipient', 'recipient', 'Asia/Tokyo'),
  alreadyPast: fc.constantFrom('nextDay' as const, 'now' as const, 'skip' as const),
  unknownZone: fc.constantFrom('skip', 'Europe/London'),
  lateMinutes: fc.constantFrom(1, 5, 60, 600),
  late: fc.constantFrom('missed' as const, 'nextWindow' as const),
  onConflict: fc.constantFrom('move' as const, 'skip' as const),
  outsideWindow: fc.constantFrom('nextWindow' as const, 'skip' as const),
  window: fc.constantFrom(
    null,
    null,
    { fromMinute: 540, toMinute: 1_200 },
    { fromMinute: 540, toMinute: 720 },
    { fromMinute: 540, toMinute: 720 },
    { fromMinute: 1_320, toMinute: 360 },
  ),
});

const held: fc.Arbitrary<HeldDelivery> = fc
  .record({
    state: fc.constantFrom('scheduled' as const, 'scheduled' as const, 'sending' as const, 'uncertain' as const),
    dueAt: nearSlots,
    late: fc.constantFrom(MINUTE, HOUR, 3 * DAY),
    deadline: fc.constantFrom(SECOND, HOUR),
  })
  .map(({ state, dueAt, late, deadline }) => ({
    state,
    dueAt,
    lastAt: instant(dueAt + late),
    deadlineAt: instant(dueAt + deadline),
  }));

const token = (people: number): fc.Arbitrary<WorldToken> =>
  fc.record({
    person: fc.nat(people - 1),
    topic: fc.constantFrom('news', 'offers', 'news', null),
    zone: zoneText,
    createdAt: maybe(
      fc.oneof(
        { weight: 1, arbitrary: nearSlots },
        { weight: 1, arbitrary: fc.constantFrom(instant(Date.UTC(2022, 5, 1)), instant(Date.UTC(2023, 1, 2))) },
        { weight: 6, arbitrary: fc.constant(instant(Date.UTC(2025, 5, 1))) },
      ),
      8,
    ),
    optedInAt: maybe(nearSlots, 1),
    expiresAt: maybe(nearSlots, 1),
    frequency: maybe(fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const), 3),
    stoppedAt: rarely(nearSlots),
    invalidAt: rarely(nearSlots),
    hasLedger: fc.constantFrom(true, true, true, false),
    lastAcceptedAt: maybe(nearSlots, 3),
    nextEligibleAt: maybe(nearSlots, 3),
    nextEligibleSource: fc.constantFrom('platform' as const, 'file' as const, 'forecast' as const),
    nextEligibleReadAt: maybe(
      fc.oneof(
        nearSlots,
        fc.constantFrom(instant(LAUNCH_AT - 70 * DAY), instant(LAUNCH_AT - 62 * DAY), instant(LAUNCH_AT - 60 * DAY)),
      ),
      8,
    ),
    // Only one delivery of a token may be on its way or undecided at a time.
    held: fc
      .oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 4, arbitrary: fc.array(held, { maxLength: 3 }) })
      .map((all) =>
        all.filter(
          (one, index) => one.state === 'scheduled' || all.findIndex((o) => o.state !== 'scheduled') === index,
        ),
      ),
  });

const mixed: fc.Arbitrary<World> = fc.integer({ min: 1, max: 9 }).chain((people) =>
  fc.record({
    pacePerSecond: fc.constantFrom(1, 1, 3, 300),
    pageZone: fc.constantFrom('Europe/Rome', 'Pacific/Auckland'),
    rulePack: fc.constantFrom('seed', '2025-rolling-48h', 'paid-12h'),
    topics: fc.constantFrom([], [], ['news'], ['news', 'offers']),
    schedule,
    people: fc.array(fc.record({ zone: zoneText, suppressedAt: rarely(nearSlots) }), {
      minLength: people,
      maxLength: people,
    }),
    tokens: fc.array(token(people), { minLength: 1, maxLength: 12 }),
  }),
);

/** Many people whom nothing forbids, at a slow pace and shortly before the window ends: what the pace has to cut. */
const crowds: fc.Arbitrary<World> = fc.record({
  pacePerSecond: fc.constantFrom(1, 3),
  pageZone: fc.constant('Europe/Rome'),
  rulePack: fc.constant('seed'),
  topics: fc.constant([]),
  schedule: fc
    .record({
      at: fc.constantFrom(0, 1, 499, 500, 2_499),
      window: fc.constantFrom({ fromMinute: 540, toMinute: 720 }, { fromMinute: 540, toMinute: 721 }),
    })
    .chain(({ at, window }) =>
      schedule.map((other) => ({
        ...other,
        time: { kind: 'instant' as const, at: instant(LAUNCH_AT + at) },
        zone: 'recipient',
        window,
      })),
    ),
  people: fc.constant(Array.from({ length: 12 }, () => ({ zone: null, suppressedAt: null }))),
  tokens: fc
    .array(fc.tuple(token(12), fc.constantFrom('Europe/Rome', 'Europe/Berlin', 'Africa/Lagos'), maybe(held, 2)), {
      minLength: 12,
      maxLength: 12,
    })
    .map((tokens) => tokens.map(([one, zone, other], person) => plainToken(one, person, zone, other))),
});

function plainToken(one: WorldToken, person: number, zone: string, other: HeldDelivery | null): WorldToken {
  const nothing = {
    expiresAt: null,
    stoppedAt: null,
    invalidAt: null,
    frequency: null,
    lastAcceptedAt: null,
    optedInAt: null,
  };
  const nextEligibleAt = one.nextEligibleAt === null ? null : instant(LAUNCH_AT + (one.nextEligibleAt % 3_000));
  return {
    ...one,
    ...nothing,
    nextEligibleAt,
    createdAt: instant(0),
    nextEligibleSource: 'platform',
    nextEligibleReadAt: LAUNCH_AT,
    person,
    zone,
    held: other === null ? [] : [other],
  };
}

/** Small worlds. */
export const worlds: fc.Arbitrary<World> = fc.oneof({ weight: 4, arbitrary: mixed }, { weight: 1, arbitrary: crowds });

/** The name a token has in a stored world. */
export function tokenName(index: number): string {
  return `token-${index}`;
}

/** Stores a world; returns the draft campaign's id. Other campaigns are one for each delivery they hold. */
export function storeWorld(db: WritableDb, world: World): { readonly campaignId: number; readonly accountId: number } {
  const { pacePerSecond, pageZone, rulePack } = world;
  const accountId = insertAccountRow(db, { pace_per_second: pacePerSecond, page_zone: pageZone, rule_pack: rulePack });
  const people = world.people.map((person, index) =>
    insertRow(db, 'recipient', {
      account_id: accountId,
      scoped_id: `person-${index}`,
      zone: person.zone,
      suppressed_at_ms: person.suppressedAt,
    }),
  );
  world.tokens.forEach((one, index) =>
    storeToken(db, { accountId, recipientId: people[one.person] ?? 0, token: tokenName(index) }, one),
  );
  const campaignId = insertRow(db, 'campaign', {
    account_id: accountId,
    name: 'Planned',
    state: 'draft',
    topics_json: JSON.stringify(world.topics),
    message_json: '{"text":"Hello"}',
    schedule_json: JSON.stringify(world.schedule),
    created_at_ms: 0,
  });
  return { campaignId, accountId };
}

interface TokenPlace {
  readonly accountId: number;
  readonly recipientId: number;
  readonly token: string;
}

function storeToken(db: WritableDb, { accountId, recipientId, token: name }: TokenPlace, one: WorldToken): void {
  const tokenId = insertRow(db, 'notification_token', {
    account_id: accountId,
    recipient_id: recipientId,
    token: name,
    topic: one.topic,
    zone: one.zone,
    created_at_ms: one.createdAt,
    opted_in_at_ms: one.optedInAt,
    expires_at_ms: one.expiresAt,
    frequency: one.frequency,
    stopped_at_ms: one.stoppedAt,
    invalid_at_ms: one.invalidAt,
  });
  if (one.hasLedger) {
    insertRow(db, 'token_ledger', {
      token_id: tokenId,
      last_accepted_at_ms: one.lastAcceptedAt,
      next_eligible_at_ms: one.nextEligibleAt,
      next_eligible_source: one.nextEligibleSource,
      next_eligible_read_at_ms: one.nextEligibleReadAt,
    });
  }
  for (const other of one.held) {
    const campaign = insertCampaignRow(db, accountId);
    const delivery = insertRow(db, 'delivery', {
      kind: 'marketing',
      account_id: accountId,
      campaign_id: campaign,
      recipient_id: recipientId,
      token_id: tokenId,
      state: other.state,
      reason: other.state === 'uncertain' ? 'uncertainAnswer' : null,
      due_at_ms: other.dueAt,
      last_at_ms: other.lastAt,
      next_at_ms: other.dueAt,
      attempts: other.state === 'scheduled' ? 0 : 1,
    });
    if (other.state === 'scheduled') continue;
    insertRow(db, 'attempt', {
      delivery_id: delivery,
      number: 1,
      started_at_ms: other.dueAt,
      deadline_at_ms: other.deadlineAt,
    });
  }
}
