import type { AskedTitle, EarlierRequest } from '#shared/domain/opt-in.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { DAY, WEEK } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { isSameTitle } from './opt-in-titles.ts';
import { type RulePack, ruleMs } from './rule-pack.ts';

/**
 * Why a person may not be asked: one closed list for preview, sender and `explain`.
 *
 * - `suppressed`: never message again.
 * - `noMessageYet`, `messagingWindowClosed`: the 24 h window has not been opened, or is over; only a new message of the person opens it.
 * - `alreadyHeld`: the person holds a permission for one of these titles.
 * - `sameTitle`: asked for one of these titles less than 7 × 24 h ago.
 * - `oncePerWindow`: asked already since the window opened (our guard; the platform's documents disagree, META-API 1.3).
 * - `titlesPerWeek`, `requestsPerDay`: Instagram's 10 titles in 7 × 24 h and 5 requests in 24 h.
 * - `askingBarred`: the platform keeps this account from asking.
 * - `askOpen`: a card to this person waits, is on its way, or nobody can tell yet whether it arrived; one at a time (Sundial's choice).
 */
export const ASK_REFUSALS = [
  'suppressed',
  'noMessageYet',
  'messagingWindowClosed',
  'alreadyHeld',
  'sameTitle',
  'oncePerWindow',
  'titlesPerWeek',
  'requestsPerDay',
  'askingBarred',
  'askOpen',
] as const satisfies readonly Reason[];
/** See {@link ASK_REFUSALS}. */
export type AskRefusal = (typeof ASK_REFUSALS)[number];

/** What is known of a person when they are to be asked, as far as this computer knows (DESIGN 4). */
export interface AskFacts {
  readonly isInstagram: boolean;
  readonly isSuppressed: boolean;
  /** When the platform keeps the account from asking; `null` = it does not. */
  readonly barredUntil: EpochMs | null;
  /** Last message, tap or reaction that opened the window; `null` = none is known. */
  readonly lastInboundAt: EpochMs | null;
  /** Titles of permissions the person holds and has not stopped. */
  readonly heldTitles: readonly string[];
  /** Requests of at least the last 7 × 24 h. */
  readonly earlier: readonly EarlierRequest[];
  /** Whether another card to the person is planned, on its way or undecided. */
  readonly hasOpen: boolean;
}

/** What a workspace asks of itself beyond the platform. */
export interface AskGuards {
  readonly isOncePerWindow: boolean;
}

/**
 * How long an account that the platform keeps from asking (10/1404170) is left alone. The platform names no time: Sundial's choice, a
 * day, after which one card tries again.
 */
export const BARRED_MS = DAY;

/** How much of Instagram's limits a person has used up, as far as this computer knows (seeds/004, Limitazioni). */
export interface AskMeters {
  /** Different titles in 7 × 24 h. */
  readonly titlesInWeek: number;
  /** Requests in 24 h. */
  readonly requestsToday: number;
}

/** Counts what stands against the limits now; a request exactly as old as the limit does not count any more. */
export function askMeters({ earlier }: Pick<AskFacts, 'earlier'>, at: EpochMs): AskMeters {
  const inWeek = earlier.filter((request) => request.at > addMs(at, -WEEK));
  const titles = new Set(inWeek.flatMap((request) => request.titles.map(({ title }) => title)));
  return { titlesInWeek: titles.size, requestsToday: earlier.filter((request) => request.at > addMs(at, -DAY)).length };
}

/** Once per window is on (DESIGN 4, Opt-in requests). */
export const DEFAULT_ASK_GUARDS: AskGuards = { isOncePerWindow: true };

/** Whether a person may be asked. */
export type AskAnswer =
  /** Until `windowEndsAt`, not at it. */
  | { readonly kind: 'ok'; readonly windowEndsAt: EpochMs }
  | {
      readonly kind: 'not';
      readonly reason: AskRefusal;
      /** First instant at which the platform's limits and our guard would let it go; `null` = no instant does by itself. */
      readonly earliestAt: EpochMs | null;
      /** Whether the person has to write first, since the window is closed by then. */
      readonly needsMessage: boolean;
    };

/** A limit that holds a request back, with the instant from which it does not any more. */
interface Hold {
  readonly reason: AskRefusal;
  /** `null` = it does not end by itself. */
  readonly until: EpochMs | null;
}

/**
 * Whether a person may be asked for these titles at an instant (seeds/004, Limitazioni; DESIGN 4, Opt-in requests).
 *
 * The week and the day are elapsed time, the bound itself allowed; the window is over at its end. The first hold of the list above
 * names the reason, the latest of all decides the earliest instant.
 */
export function mayAsk(
  facts: AskFacts,
  titles: readonly AskedTitle[],
  { rules, guards }: { readonly rules: RulePack; readonly guards: AskGuards },
  at: EpochMs,
): AskAnswer {
  const windowEndsAt =
    facts.lastInboundAt === null ? null : addMs(facts.lastInboundAt, ruleMs(rules, 'standardWindow'));
  const holds = [
    ...lastingHolds(facts, titles, at),
    ...windowHold(windowEndsAt, at),
    ...timedHolds(facts, titles, { rules, guards }).filter(({ until }) => until === null || until > at),
    ...(facts.hasOpen ? [{ reason: 'askOpen', until: null } as const] : []),
  ];
  const [first] = holds;
  if (first === undefined && windowEndsAt !== null) return { kind: 'ok', windowEndsAt };
  const earliestAt = latestOf(holds);
  const needsMessage = windowEndsAt === null || windowEndsAt <= (earliestAt ?? at);
  return { kind: 'not', reason: first?.reason ?? 'noMessageYet', earliestAt, needsMessage };
}

function lastingHolds(facts: AskFacts, titles: readonly AskedTitle[], at: EpochMs): readonly Hold[] {
  const holds: Hold[] = [];
  if (facts.isSuppressed) holds.push({ reason: 'suppressed', until: null });
  if (titles.some(({ title }) => facts.heldTitles.includes(title))) holds.push({ reason: 'alreadyHeld', until: null });
  if (facts.barredUntil !== null && facts.barredUntil > at) {
    holds.push({ reason: 'askingBarred', until: facts.barredUntil });
  }
  return holds;
}

function windowHold(windowEndsAt: EpochMs | null, at: EpochMs): readonly Hold[] {
  if (windowEndsAt === null) return [{ reason: 'noMessageYet', until: null }];
  return windowEndsAt <= at ? [{ reason: 'messagingWindowClosed', until: null }] : [];
}

function timedHolds(
  facts: AskFacts,
  titles: readonly AskedTitle[],
  { rules, guards }: { readonly rules: RulePack; readonly guards: AskGuards },
): readonly Hold[] {
  const holds: Hold[] = [];
  const sameTitle = facts.earlier.filter((request) =>
    request.titles.some((asked) => titles.some((title) => isSameTitle(asked, title, facts.isInstagram))),
  );
  const sameTitleMs = ruleMs(rules, 'optInSameTitle');
  for (const { at } of sameTitle) holds.push({ reason: 'sameTitle', until: addMs(at, sameTitleMs) });
  if (guards.isOncePerWindow) holds.push(...windowGuard(facts));
  if (facts.isInstagram) holds.push(...instagramHolds(facts, titles, rules));
  return holds;
}

/** Asked already since the window opened: the next window may be used, and it opens by a message only. */
function windowGuard({ lastInboundAt, earlier }: AskFacts): readonly Hold[] {
  if (lastInboundAt === null || !earlier.some(({ at }) => at >= lastInboundAt)) return [];
  return [{ reason: 'oncePerWindow', until: null }];
}

/** Ten different titles in 7 × 24 h, five requests in 24 h (seeds/004, Limitazioni, the Instagram rule). */
function instagramHolds(facts: AskFacts, titles: readonly AskedTitle[], rules: RulePack): readonly Hold[] {
  const { optInTitlesPerWeek, optInTitlesPerDay } = rules.rules;
  const weekMs = ruleMs(rules, 'optInSameTitle');
  const holds: Hold[] = [];
  const titlesFree = titlesFreeAt(facts.earlier, titles, optInTitlesPerWeek.value, weekMs);
  if (titlesFree !== null) holds.push({ reason: 'titlesPerWeek', until: titlesFree });
  const requestsFree = requestsFreeAt(facts.earlier, optInTitlesPerDay.value);
  if (requestsFree !== null) holds.push({ reason: 'requestsPerDay', until: requestsFree });
  return holds;
}

/** When the titles of the last week and the new ones together are few enough; `null` = they are at any time. */
function titlesFreeAt(
  earlier: readonly EarlierRequest[],
  titles: readonly AskedTitle[],
  most: number,
  weekMs: number,
): EpochMs | null {
  const lastAskedAt = new Map<string, EpochMs>();
  for (const { at, titles: asked } of earlier) {
    for (const { title } of asked) {
      const known = lastAskedAt.get(title);
      if (known === undefined || known < at) lastAskedAt.set(title, at);
    }
  }
  const fresh = new Set(titles.map(({ title }) => title));
  const others = [...lastAskedAt].filter(([title]) => !fresh.has(title)).map(([, at]) => at);
  const tooMany = fresh.size + others.length - most;
  if (tooMany <= 0) return null;
  const leaving = others.toSorted((a, b) => a - b)[tooMany - 1];
  return leaving === undefined ? null : addMs(leaving, weekMs);
}

/** When fewer than `most` requests lie in the last 24 hours; `null` = they never were as many. */
function requestsFreeAt(earlier: readonly EarlierRequest[], most: number): EpochMs | null {
  const newestFirst = earlier.map(({ at }) => at).toSorted((a, b) => b - a);
  const last = newestFirst[most - 1];
  return last === undefined ? null : addMs(last, DAY);
}

function latestOf(holds: readonly Hold[]): EpochMs | null {
  let latest: EpochMs | null = null;
  for (const { until } of holds) {
    if (until !== null && (latest === null || until > latest)) latest = until;
  }
  return latest;
}
