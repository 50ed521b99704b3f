import type { TokenStatus } from '#shared/domain/notification-token.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { wordsToFind } from './fold-name.ts';
import type { PeopleList } from './people-list.ts';
import { FLAG } from './people-row.ts';

/** Which rows to show. `null` = no matter. */
export interface ListFilter {
  readonly accountId: number | null;
  readonly topic: string | null;
  /** Numbers of pairs of zone texts, see {@link PeopleList.zoneTexts}. */
  readonly zoneCodes: readonly number[] | null;
  readonly status: TokenStatus | null;
  /** What somebody typed; `''` = nothing. */
  readonly search: string;
  /** Token ids found by the beginning of a Meta id or token; they count besides the names found. */
  readonly foundIds: readonly number[];
}

/** Rows that fit a filter: 1 for each that does, and how many. */
export interface Fitting {
  readonly fits: Uint8Array;
  readonly count: number;
}

/** The rows that fit, in one pass over the columns. */
export function fittingRows(list: PeopleList, filter: ListFilter, now: EpochMs): Fitting {
  const fits = new Uint8Array(list.length);
  const accept = acceptance(list, filter, now);
  let count = 0;
  for (let row = 0; row < list.length; row++) {
    if ((list.flags.at(row) & FLAG.gone) !== 0 || !accept.every((test) => test(row))) continue;
    fits[row] = 1;
    count += 1;
  }
  return { fits, count };
}

type Test = (row: number) => boolean;

function acceptance(list: PeopleList, filter: ListFilter, now: EpochMs): readonly Test[] {
  const tests: Test[] = [];
  const { accountId, topic, zoneCodes, status } = filter;
  if (accountId !== null) tests.push((row) => list.accounts.at(row) === accountId);
  if (topic !== null) {
    const code = list.topicTexts.texts.indexOf(JSON.stringify(topic));
    tests.push((row) => list.topics.at(row) === code);
  }
  if (zoneCodes !== null) {
    const isWanted = new Uint8Array(list.zoneTexts.texts.length);
    for (const code of zoneCodes) isWanted[code] = 1;
    tests.push((row) => isWanted[list.zones.at(row)] === 1);
  }
  if (status !== null) tests.push((row) => statusOf(list, row, now) === status);
  if (filter.search.trim() !== '') tests.push(searched(list, filter));
  return tests;
}

/** The same decision as `tokenStatus` (held equal by test). */
function statusOf(list: PeopleList, row: number, now: EpochMs): TokenStatus {
  const flags = list.flags.at(row);
  if ((flags & FLAG.suppressed) !== 0) return 'suppressed';
  if ((flags & FLAG.stopped) !== 0) return 'stopped';
  if ((flags & FLAG.invalid) !== 0) return 'invalid';
  return list.expires.at(row) <= now ? 'expired' : 'active';
}

function searched(list: PeopleList, { search, foundIds }: ListFilter): Test {
  const parts = wordsToFind(search);
  // Names are looked through once each, however many people share them.
  const isFound = parts.length === 0 ? new Uint8Array(0) : list.nameTexts.holding(parts);
  if (foundIds.length === 0) return (row) => isFound[list.names.at(row)] === 1;
  const isMeant = new Uint8Array(list.length);
  for (const id of foundIds) {
    const row = list.rowOf(id);
    if (row !== null) isMeant[row] = 1;
  }
  return (row) => isFound[list.names.at(row)] === 1 || isMeant[row] === 1;
}
