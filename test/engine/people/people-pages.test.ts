import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName } from '#engine/people/fold-name.ts';
import type { ListFilter } from '#engine/people/people-filter.ts';
import { PeopleList } from '#engine/people/people-list.ts';
import { type ListPage, type ListSort, PeoplePages } from '#engine/people/people-pages.ts';
import { type PeopleRow, SORT_KEYS } from '#engine/people/people-row.ts';
import { TOKEN_STATUSES, tokenStatus } from '#shared/domain/notification-token.ts';
import type { EpochMs } from '#shared/time/instant.ts';

const NOW = 1_000 as EpochMs; // a whole number
const ALL: ListFilter = { accountId: null, topic: null, zoneCodes: null, status: null, search: '', foundIds: [] };

const instant = fc.option(fc.constantFrom(0, 1, 500, 999, 1_000, 1_001, 70_000, 2 ** 41), { nil: null });

/** Few different values, so that ties and missing values are the rule. */
const person = fc.record({
  name: fc.option(fc.constantFrom('Anna Rossi', 'anna rossi', 'Änna', 'Bo', '', 'Zoë Müller', '山田 太郎'), {
    nil: null,
  }),
  topic: fc.option(fc.constantFrom('News', 'Offers'), { nil: null }),
  isSuppressed: fc.boolean(),
  isStopped: fc.boolean(),
  isInvalid: fc.boolean(),
  expiresAt: instant,
  lastAcceptedAt: instant,
  optedInAt: instant,
  freeAt: fc.constantFrom(0, 500, 1_001, 70_000),
});
type Drawn = Omit<PeopleRow, 'id' | 'recipientId' | 'accountId' | 'tokenZone' | 'personZone'>;

const toRow = (drawn: unknown, id: number): PeopleRow => ({
  ...(drawn as Drawn), // instants are plain numbers here
  id,
  recipientId: id,
  accountId: (id % 2) + 1,
  tokenZone: null,
  personZone: null,
});

function listOf(rows: readonly PeopleRow[]): PeopleList {
  const list = new PeopleList(rows.length);
  list.append(rows, NOW);
  list.orders.sortAll();
  return list;
}

const isActive = (row: PeopleRow): boolean => statusOf(row) === 'active';
const statusOf = (row: PeopleRow): string =>
  tokenStatus(
    {
      suppressedAt: row.isSuppressed ? NOW : null,
      stoppedAt: row.isStopped ? NOW : null,
      invalidAt: row.isInvalid ? NOW : null,
      expiresAt: row.expiresAt,
    },
    NOW,
  );

/** The list as a plain sort of plain rows would have it. */
function expected(rows: readonly PeopleRow[], { by, isFalling }: ListSort): readonly number[] {
  const valueOf = (row: PeopleRow): string | number | null => {
    if (by === 'name') return foldName(row.name) === '' ? null : foldName(row.name);
    if (by === 'next') return isActive(row) ? row.freeAt : null;
    return { expires: row.expiresAt, last: row.lastAcceptedAt, optIn: row.optedInAt }[by];
  };
  const turn = isFalling ? -1 : 1;
  return rows
    .toSorted((a, b) => {
      const [x, y] = [valueOf(a), valueOf(b)];
      if (x === y) return turn * (a.id - b.id);
      if (x === null) return 1;
      if (y === null) return -1;
      return turn * (x < y ? -1 : 1);
    })
    .map(({ id }) => id);
}

function forwards(list: PeopleList, sort: ListSort, filter: ListFilter = ALL, limit = 3): readonly number[] {
  const pages = new PeoplePages(list);
  const ids: number[] = [];
  let page: ListPage = pages.page({ filter, sort, start: { kind: 'first' }, limit, now: NOW });
  for (;;) {
    expect(page.firstRow).toBe(page.ids.length === 0 ? null : ids.length + 1);
    ids.push(...page.ids);
    if (page.after === null) return ids;
    page = pages.page({ filter, sort, start: { kind: 'after', place: page.after }, limit, now: NOW });
  }
}

function backwards(list: PeopleList, sort: ListSort, filter: ListFilter = ALL, limit = 3): readonly number[] {
  const pages = new PeoplePages(list);
  const ids: number[] = [];
  let page: ListPage = pages.page({ filter, sort, start: { kind: 'last' }, limit, now: NOW });
  for (;;) {
    ids.unshift(...page.ids);
    if (page.before === null) return ids;
    page = pages.page({ filter, sort, start: { kind: 'before', place: page.before }, limit, now: NOW });
  }
}

const people = fc.array(person, { maxLength: 40 });
const sorts = SORT_KEYS.flatMap((by) => [false, true].map((isFalling) => ({ by, isFalling })));

describe('pages of people', () => {
  test('in both directions are the list that a plain sort makes, ties and missing values included', () => {
    fc.assert(
      fc.property(people, (drawn) => {
        const rows = drawn.map((one, index) => toRow(one, index + 1));
        for (const sort of sorts) {
          expect(forwards(listOf(rows), sort)).toEqual(expected(rows, sort));
          expect(backwards(listOf(rows), sort)).toEqual(expected(rows, sort));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('stay that list while people change, come and go', () => {
    fc.assert(
      fc.property(people, people, fc.array(fc.nat(60), { maxLength: 10 }), (drawn, changed, gone) => {
        const before = drawn.map((one, index) => toRow(one, index + 1));
        // Every second known row changes, and as many new ones come.
        const after = changed.map((one, index) => toRow(one, index * 2 + 1));
        const list = listOf(before);
        list.change(
          after.toSorted((a, b) => a.id - b.id),
          gone,
          NOW,
        );
        const now = new Map([...before, ...after].map((row) => [row.id, row]));
        for (const id of gone) now.delete(id);
        for (const sort of sorts) expect(forwards(list, sort)).toEqual(expected([...now.values()], sort));
      }),
      { numRuns: 60 },
    );
  });

  test('show under a status exactly those whose token has it', () => {
    fc.assert(
      fc.property(people, (drawn) => {
        const rows = drawn.map((one, index) => toRow(one, index + 1));
        for (const status of TOKEN_STATUSES) {
          const ids = forwards(listOf(rows), { by: 'optIn', isFalling: false }, { ...ALL, status });
          const wanted = rows.filter((row) => statusOf(row) === status);
          expect(ids).toEqual(expected(wanted, { by: 'optIn', isFalling: false }));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('go on behind a person who is gone meanwhile', () => {
    const rows = [1, 2, 3, 4].map((id) => ({ ...toRow(NOBODY, id), name: 'Anna' }));
    const list = listOf(rows);
    const sort: ListSort = { by: 'name', isFalling: false };
    const first = new PeoplePages(list).page({ filter: ALL, sort, start: { kind: 'first' }, limit: 2, now: NOW });
    list.change([], [2], NOW);
    const place = first.after ?? { value: null, id: 0 };
    expect(
      new PeoplePages(list).page({ filter: ALL, sort, start: { kind: 'after', place }, limit: 2, now: NOW }).ids,
    ).toEqual([3, 4]);
  });

  test('jump to a name and to a row number, in rising and in falling order', () => {
    const names = ['Bo', 'Anna', 'Dora', 'Anton', 'Carl'];
    const list = listOf(names.map((name, index) => ({ ...toRow(NOBODY, index + 1), name })));
    const at = (isFalling: boolean, start: Parameters<PeoplePages['page']>[0]['start']): readonly number[] =>
      new PeoplePages(list).page({ filter: ALL, sort: { by: 'name', isFalling }, start, limit: 2, now: NOW }).ids;
    expect(at(false, { kind: 'name', text: 'b' })).toEqual([1, 5]);
    expect(at(true, { kind: 'name', text: 'AN' })).toEqual([4, 2]);
    expect(at(false, { kind: 'row', number: 4 })).toEqual([5, 3]);
    expect(at(true, { kind: 'row', number: 4 })).toEqual([4, 2]);
  });
});

const NOBODY: Drawn = {
  name: null,
  topic: null,
  isSuppressed: false,
  isStopped: false,
  isInvalid: false,
  expiresAt: null,
  lastAcceptedAt: null,
  optedInAt: null,
  freeAt: 0,
};

describe('the search', () => {
  const found = (names: readonly string[], search: string): readonly string[] => {
    const list = listOf(names.map((name, index) => ({ ...toRow(NOBODY, index + 1), name })));
    const ids = forwards(list, { by: 'optIn', isFalling: false }, { ...ALL, search });
    return ids.map((id) => names[id - 1] ?? '');
  };

  test('finds people by the beginnings of any words of their name, in any order, without case or accents', () => {
    const names = ['Anna Maria Rossi', 'Élodie Müller', 'Susanna Ross', "Siân O'Brien"];
    expect(found(names, 'ros ann')).toEqual(['Anna Maria Rossi']);
    expect(found(names, 'elo MULL')).toEqual(['Élodie Müller']);
    expect(found(names, 'ross')).toEqual(['Anna Maria Rossi', 'Susanna Ross']);
    expect(found(names, "o'br")).toEqual(["Siân O'Brien"]);
    expect(found(names, 'ossi')).toEqual([]);
  });

  test('finds a name anywhere where its script writes no spaces', () => {
    expect(found(['山田太郎', '鈴木花子'], '太郎')).toEqual(['山田太郎']);
    expect(found(['ﾀﾅｶ', 'タナカ'], 'たなか')).toEqual([]);
    expect(found(['ﾀﾅｶ', 'タナカ'], 'タナ')).toEqual(['ﾀﾅｶ', 'タナカ']);
  });
});
