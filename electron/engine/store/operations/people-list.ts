import { type Fitting, type ListFilter } from '#engine/people/people-filter.ts';
import { PeopleList } from '#engine/people/people-list.ts';
import { type ListPage, type ListSort, type PageStart, PeoplePages } from '#engine/people/people-pages.ts';
import type { PeopleRow } from '#engine/people/people-row.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { judgeNextEligible } from '#shared/rules/next-eligible.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, type SqlValue, selectAll, selectOne } from '../database.ts';
import type { OperationContext } from '../operation.ts';

/** What making or refreshing the list needs besides the rows. */
export interface ListFacts {
  readonly now: EpochMs;
  /** Wait between two messages, by account id, in ms; accounts without one have none. */
  readonly coolDownMs: Readonly<Record<number, number>>;
}

/** The list of a connection: made in the thread that keeps it, gone with it. */
interface Kept {
  readonly list: PeopleList;
  readonly pages: PeoplePages;
}

const keptByDb = new WeakMap<object, Kept>();

/**
 * Rows read at a time while the list is made: few, so that what they take is young garbage, which costs nothing. With 20,000 at a time
 * the thread kept 170 MiB of it for a million rows (measured).
 */
const STEP = 1_000;
/** New rows that are put in their places one by one; more are sorted with all others. */
const FEW_NEW = 20_000;
/** Most ids that a search for the beginning of a Meta id or token adds: whoever types one looks for one person. */
const MOST_FOUND = 500;

const ROW = `SELECT t.id, t.recipient_id, t.account_id, t.topic, t.zone, r.zone AS person_zone, r.display_name,
  r.suppressed_at_ms IS NOT NULL AS is_suppressed, t.stopped_at_ms IS NOT NULL AS is_stopped, t.invalid_at_ms IS NOT NULL AS is_invalid,
  t.expires_at_ms, l.last_accepted_at_ms, ifnull(t.opted_in_at_ms, t.created_at_ms) AS opted_in_at_ms,
  l.next_eligible_at_ms, l.next_eligible_read_at_ms
FROM notification_token AS t CROSS JOIN recipient AS r ON r.id = t.recipient_id LEFT JOIN token_ledger AS l ON l.token_id = t.id`;

/** How many tokens there are at most: ids only rise. No row is counted. */
export function spanOfPeople(db: ReadableDb, _args: null): number {
  const first = selectOne(db, 'SELECT min(id) AS id FROM notification_token')?.['id'] ?? null;
  const last = selectOne(db, 'SELECT max(id) AS id FROM notification_token')?.['id'] ?? null;
  return first === null ? 0 : Number(last) - Number(first) + 1;
}

/** Makes the list of all people in this thread. */
export function buildPeopleList(db: ReadableDb, facts: ListFacts, context: OperationContext): void {
  const list = new PeopleList(spanOfPeople(db, null));
  appendAll(db, list, facts, context);
  list.orders.sortAll();
  keptByDb.set(db, { list, pages: new PeoplePages(list) });
}

/** Brings the list up to date: the tokens that changed, and all that are new. Returns whether anything did. */
export function refreshPeopleList(
  db: ReadableDb,
  args: ListFacts & { readonly changed: readonly number[] },
  context: OperationContext,
): boolean {
  const { list } = keptOf(db);
  const version = list.version;
  const known = selectAll(db, `${ROW} WHERE t.id IN (SELECT value FROM json_each(?)) AND t.id <= ?`, [
    JSON.stringify(args.changed),
    list.lastId,
  ]);
  const here = new Set(known.map((row) => Number(row['id'])));
  const gone = args.changed.filter((id) => id <= list.lastId && !here.has(id));
  list.change(
    known.map((row) => toPeopleRow(row, args)),
    gone,
    args.now,
  );
  const fresh = rowsAfter(db, list.lastId, FEW_NEW);
  list.change(
    fresh.map((row) => toPeopleRow(row, args)),
    [],
    args.now,
  );
  if (fresh.length === FEW_NEW) {
    appendAll(db, list, args, context);
    list.orders.sortAll();
  }
  return list.version !== version;
}

function appendAll(db: ReadableDb, list: PeopleList, facts: ListFacts, context: OperationContext): void {
  for (;;) {
    if (context.isCancelled()) throw new DOMException('Making the list was cancelled.', 'AbortError');
    const rows = rowsAfter(db, list.lastId, STEP);
    list.append(
      rows.map((row) => toPeopleRow(row, facts)),
      facts.now,
    );
    context.progress(list.length);
    if (rows.length < STEP) return;
  }
}

/** What a question to the list is about. */
export interface ListQuestion {
  /** Without the ids a search finds in the database. */
  readonly filter: Omit<ListFilter, 'foundIds'>;
  readonly now: EpochMs;
}

/** One page of the list. */
export function pageOfPeople(
  db: ReadableDb,
  args: ListQuestion & { readonly sort: ListSort; readonly start: PageStart; readonly limit: number },
): ListPage {
  return keptOf(db).pages.page({ ...args, filter: withFound(db, args.filter) });
}

/** How many rows fit; exact. */
export function countPeople(db: ReadableDb, args: ListQuestion): number {
  return fittingOf(db, args).count;
}

/** Token ids of all rows that fit, sorted. */
export function allOfPeople(db: ReadableDb, args: ListQuestion & { readonly sort: ListSort }): readonly number[] {
  return keptOf(db).pages.all(withFound(db, args.filter), args.sort, args.now);
}

/** What there is to filter by, with counts of tokens. */
export interface PeopleChoices {
  readonly topics: readonly { readonly topic: string | null; readonly count: number }[];
  readonly zones: readonly (ZonePair & { readonly count: number })[];
}

/** Topics and zones of the rows that fit. */
export function choicesOfPeople(db: ReadableDb, args: ListQuestion): PeopleChoices {
  const { list } = keptOf(db);
  const { fits } = fittingOf(db, args);
  const topics = new Float64Array(list.topicTexts.texts.length);
  const zones = new Float64Array(list.zoneTexts.texts.length);
  for (let row = 0; row < list.length; row++) {
    if (fits[row] !== 1) continue;
    topics[list.topics.at(row)] = (topics[list.topics.at(row)] ?? 0) + 1;
    zones[list.zones.at(row)] = (zones[list.zones.at(row)] ?? 0) + 1;
  }
  return {
    topics: [...topics].flatMap(
      (count, code) =>
        count === 0 ? [] : [{ topic: JSON.parse(list.topicTexts.textOf(code)) as string | null, count }], // written by the list
    ),
    zones: [...zones].flatMap((count, code) => {
      return count === 0 ? [] : [{ ...toZonePair(list.zoneTexts.textOf(code)), count }];
    }),
  };
}

/** A pair of zone texts, the token's and the person's. */
export interface ZonePair {
  readonly tokenZone: string | null;
  readonly personZone: string | null;
}

/** Every pair of zone texts there is or was; its number in {@link ListFilter} is its place here. */
export function zonePairsOfPeople(db: ReadableDb, _args: null): readonly ZonePair[] {
  return keptOf(db).list.zoneTexts.texts.map(toZonePair);
}

function toZonePair(text: string): ZonePair {
  const [tokenZone = null, personZone = null] = JSON.parse(text) as (string | null)[]; // written by the list
  return { tokenZone, personZone };
}

/** Questions to the list; they belong on the lane `list`, whose thread keeps it. */
export const peopleListReads = {
  'people.span': spanOfPeople,
  'people.build': buildPeopleList,
  'people.refresh': refreshPeopleList,
  'people.page': pageOfPeople,
  'people.count': countPeople,
  'people.all': allOfPeople,
  'people.choices': choicesOfPeople,
  'people.zonePairs': zonePairsOfPeople,
};

function keptOf(db: ReadableDb): Kept {
  const kept = keptByDb.get(db);
  if (kept === undefined) throw new BugError('The list of people is not made in this thread.');
  return kept;
}

function fittingOf(db: ReadableDb, { filter, now }: ListQuestion): Fitting {
  return keptOf(db).pages.fitting(withFound(db, filter), now);
}

function rowsAfter(db: ReadableDb, id: number, limit: number): readonly Row[] {
  return selectAll(db, `${ROW} WHERE t.id > ? ORDER BY t.id LIMIT ?`, [id, limit]);
}

/**
 * The tokens whose Meta id or token begins with what was typed; both stand in unique indexes behind the account. Each half has its own
 * limit: a union is worked out whole before its own one counts, and `71` begins a hundred thousand ids.
 */
function withFound(db: ReadableDb, filter: Omit<ListFilter, 'foundIds'>): ListFilter {
  const text = filter.search.trim();
  if (text.length < 2 || /\s/u.test(text)) return { ...filter, foundIds: [] };
  const range = { text, end: `${text}\u{10FFFF}`, most: MOST_FOUND };
  const rows = selectAll(
    db,
    `SELECT id FROM (SELECT t.id FROM account AS a
         CROSS JOIN notification_token AS t ON t.account_id = a.id AND t.token >= @text AND t.token < @end LIMIT @most)
     UNION SELECT id FROM (SELECT t.id FROM account AS a
         CROSS JOIN recipient AS r ON r.account_id = a.id AND r.scoped_id >= @text AND r.scoped_id < @end
         CROSS JOIN notification_token AS t ON t.recipient_id = r.id LIMIT @most)
     LIMIT @most`,
    range,
  );
  return { ...filter, foundIds: rows.map((row) => Number(row['id'])) };
}

function toPeopleRow(row: Row, { coolDownMs }: ListFacts): PeopleRow {
  const instant = (value: SqlValue | undefined): EpochMs | null => (value ?? null) as EpochMs | null; // INTEGER milliseconds by schema
  const text = (value: SqlValue | undefined): string | null => (value ?? null) as string | null; // TEXT by schema
  const lastAcceptedAt = instant(row['last_accepted_at_ms']);
  const nextEligibleAt = instant(row['next_eligible_at_ms']);
  const isTold = judgeNextEligible(nextEligibleAt, instant(row['next_eligible_read_at_ms'])) === 'known';
  const wait = lastAcceptedAt === null ? 0 : lastAcceptedAt + (coolDownMs[Number(row['account_id'])] ?? 0);
  return {
    id: Number(row['id']),
    recipientId: Number(row['recipient_id']),
    accountId: Number(row['account_id']),
    topic: text(row['topic']),
    tokenZone: text(row['zone']),
    personZone: text(row['person_zone']),
    name: text(row['display_name']),
    isSuppressed: row['is_suppressed'] === 1,
    isStopped: row['is_stopped'] === 1,
    isInvalid: row['is_invalid'] === 1,
    expiresAt: instant(row['expires_at_ms']),
    lastAcceptedAt,
    optedInAt: instant(row['opted_in_at_ms']),
    freeAt: Math.max(wait, isTold ? (nextEligibleAt ?? 0) : 0),
  };
}
